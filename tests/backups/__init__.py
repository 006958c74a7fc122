"""Tests of what lies elsewhere too, and comes back."""
