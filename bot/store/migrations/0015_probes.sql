-- The weekly test message: who got it, and whether they tapped it.
CREATE TABLE probes (
    person_id TEXT PRIMARY KEY,
    sent_at   REAL NOT NULL,
    seen      INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)),
    told      INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT, WITHOUT ROWID;
