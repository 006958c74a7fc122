"""Every conversation, driven in words."""
