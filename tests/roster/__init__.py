"""Tests of reading a staff list."""
