-- Who of management gets the weekly numbers; the safety coordinator always does.
CREATE TABLE digest_readers (
    person_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
