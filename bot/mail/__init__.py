"""The e-mail door: sends pings to colleagues and takes nothing in."""
