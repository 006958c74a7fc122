"""What a school counts once a year, and what of it may be shown; knows no storage and no paper."""
