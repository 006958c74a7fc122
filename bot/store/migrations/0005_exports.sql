-- An export that was asked for, until it is fetched or over. Its bytes lie sealed in a file of
-- their own; who asked and who agreed are colleagues. The link works once.
CREATE TABLE exports (
    export_id   TEXT PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    contact_ref TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
    asked_by    TEXT NOT NULL,
    agreed_by   TEXT,
    mode        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'made', 'fetched')),
    token_hash  TEXT UNIQUE,
    size        INTEGER NOT NULL DEFAULT 0,
    ends_at     REAL NOT NULL
) STRICT;
CREATE INDEX exports_by_end ON exports (ends_at);
CREATE INDEX exports_to_make ON exports (ends_at) WHERE state = 'asked';
