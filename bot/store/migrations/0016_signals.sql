-- What colleagues signal beside cases. The words are sealed with the signal's own key; its kind and
-- its day are plain, so that the yearly report can count it. `about` is the colleague who broke the
-- rules, when one is named; `follows` the signal that this one asks or answers something about.
CREATE TABLE signals (
    signal_id TEXT PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('seen', 'development', 'advice', 'breach')),
    reach     TEXT NOT NULL CHECK (reach IN ('coordinator', 'management', 'staff')),
    author    TEXT NOT NULL,
    about     TEXT,
    follows   TEXT REFERENCES signals ON DELETE SET NULL,
    day       TEXT NOT NULL,
    words     BLOB NOT NULL
) STRICT;
CREATE INDEX signals_by_day ON signals (day);
CREATE INDEX signals_that_follow ON signals (follows) WHERE follows IS NOT NULL;
