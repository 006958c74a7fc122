"""Maatje beside the frameworks people would pick instead: the same work, in one run."""
