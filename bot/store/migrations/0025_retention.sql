-- Of a closed case: how often it was said that it is destroyed soon, and the day of the last time;
-- who said that it must be kept (a legal hold).
CREATE TABLE retention (
    case_id  TEXT PRIMARY KEY REFERENCES cases ON DELETE CASCADE,
    warnings INTEGER NOT NULL DEFAULT 0,
    last_at  REAL,
    held_by  TEXT
) STRICT, WITHOUT ROWID;
