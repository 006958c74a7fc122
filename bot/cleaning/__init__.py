"""Drops from a file what tells who made it, without decoding it; knows no key and no case."""
