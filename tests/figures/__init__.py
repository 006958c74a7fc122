"""Tests of what is counted once a year."""
