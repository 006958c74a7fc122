-- What became of the copy that staff see: its media type and size, or why there is none.
ALTER TABLE evidence ADD COLUMN copy_type TEXT;
ALTER TABLE evidence ADD COLUMN copy_size INTEGER;
ALTER TABLE evidence ADD COLUMN copy_problem TEXT;
CREATE INDEX evidence_destroyed ON evidence (destroyed_at) WHERE destroyed_at IS NOT NULL;

-- A look that was handed out: the link works once, and then for its first browser until it ends.
-- `signed_in`: only a browser that is this person's. `original`: the original leaves, not the copy.
CREATE TABLE looks (
    token_hash TEXT PRIMARY KEY,
    pass_hash  TEXT,
    person_id  TEXT NOT NULL,
    item_id    TEXT NOT NULL REFERENCES evidence ON DELETE CASCADE,
    signed_in  INTEGER NOT NULL CHECK (signed_in IN (0, 1)),
    original   INTEGER NOT NULL CHECK (original IN (0, 1)),
    ends_at    REAL NOT NULL
) STRICT;
CREATE INDEX looks_of_item ON looks (item_id);
CREATE INDEX looks_by_end ON looks (ends_at);

-- Who wants the original of an item to leave, what the reporter and a second person say to that.
CREATE TABLE releases (
    item_id      TEXT PRIMARY KEY REFERENCES evidence ON DELETE CASCADE,
    case_id      TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    asked_by     TEXT NOT NULL,
    reason       BLOB NOT NULL,
    reporter     TEXT NOT NULL CHECK (reporter IN ('named', 'asked', 'yes', 'no')),
    confirmed_by TEXT,
    ends_at      REAL
) STRICT;
CREATE INDEX releases_of_case ON releases (case_id);
