"""What happens by itself when its moment is due; knows no door."""
