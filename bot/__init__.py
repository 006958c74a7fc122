"""Maatje: the school's protocol in conversation; this file knows its version and nothing else."""

__version__ = "1.0.0"
