-- What is still to come for the reporter of a closed case, a row each: a question that waits, one
-- that was asked and counts as unanswered at `due_at`, the moment their address is dropped.
CREATE TABLE aftercare (
    case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    round   INTEGER NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'ending')),
    due_at  REAL NOT NULL,
    PRIMARY KEY (case_id, round)
) STRICT, WITHOUT ROWID;
CREATE INDEX aftercare_due ON aftercare (due_at);
