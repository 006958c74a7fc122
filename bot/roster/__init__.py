"""Reads the staff list of a school, CSV or Excel, and says what it would change; stores nothing."""
