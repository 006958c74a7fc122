-- Who is in a case, as its handlers enter it. The name is sealed with the key of the case; `codes`
-- are keyed hashes of its spellings. `student` is a random number that rows share once a person
-- said that they are the same student: nothing else joins two cases.
CREATE TABLE involved (
    involved_id  TEXT PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    role         TEXT NOT NULL CHECK (role IN ('doer', 'victim', 'witness')),
    name         BLOB NOT NULL,
    codes        TEXT NOT NULL,
    school_class TEXT,
    student      TEXT NOT NULL,
    added_at     REAL NOT NULL
) STRICT;
CREATE INDEX involved_of_case ON involved (case_id, added_at);
CREATE INDEX involved_of_student ON involved (student);
