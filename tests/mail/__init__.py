"""The e-mail door, against a real mail server on this machine."""
