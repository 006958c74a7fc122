"""Tests of what every door shares: lanes, sender; on real files."""
