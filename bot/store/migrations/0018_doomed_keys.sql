-- Keys that go with the rows of the same commit: a power cut in between must not keep them.
CREATE TABLE doomed_keys (
    key_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
