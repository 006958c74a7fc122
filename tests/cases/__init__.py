"""Tests of the pure rules of cases; they need no store and no clock."""
