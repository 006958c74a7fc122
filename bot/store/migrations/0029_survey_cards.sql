-- In which message it stands how far a round of a survey is sent: one in each chat of who planned
-- it, changed as it goes on. `outbox_id` is the row that says it last, `done` and `paused` what.
CREATE TABLE campaign_cards (
    contact_ref TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
    survey      TEXT NOT NULL,
    school_year INTEGER NOT NULL,
    round       TEXT NOT NULL,
    outbox_id   INTEGER NOT NULL UNIQUE,
    message_id  TEXT NOT NULL DEFAULT '',
    done        INTEGER NOT NULL,
    paused      INTEGER NOT NULL CHECK (paused IN (0, 1)),
    PRIMARY KEY (contact_ref, survey, school_year, round)
) STRICT, WITHOUT ROWID;
