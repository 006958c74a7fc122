-- The year calendar: what the school owes in one school year, one row for each time and each class.
-- What it says stands in the school's own file. `owner` only when it was handed over to somebody.
CREATE TABLE duties (
    row_id      TEXT PRIMARY KEY,
    school_year INTEGER NOT NULL,
    duty        TEXT NOT NULL,
    part        TEXT NOT NULL,
    month       INTEGER NOT NULL,
    begins      TEXT NOT NULL,
    due         TEXT NOT NULL,
    owner       TEXT,
    done_on     TEXT,
    done_by     TEXT,
    form        TEXT NOT NULL DEFAULT '',
    UNIQUE (school_year, duty, part, month)
) STRICT;
