"""One event in, one turn out, one transaction; knows no door and does not send."""
