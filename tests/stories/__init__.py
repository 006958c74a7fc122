"""Whole stories, told over real doors to the real process."""
