"""Tests of what seals and opens."""
