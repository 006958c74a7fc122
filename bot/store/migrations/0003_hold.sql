-- A restored house on hold since a moment, at most one row: see hold.py.
CREATE TABLE hold (since REAL NOT NULL) STRICT;
