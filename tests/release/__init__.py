"""What a school gets, and what it may do with it."""
