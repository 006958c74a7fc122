-- What locks a colleague's device, beside the cookie that says whose it is.
CREATE TABLE devices (
    contact_ref TEXT PRIMARY KEY REFERENCES contacts ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('phone', 'computer')),
    secret      BLOB,
    last_step   INTEGER NOT NULL DEFAULT 0,
    passkey     BLOB
) STRICT, WITHOUT ROWID;

-- More can be guessed at than before: what it is, `store.brake` knows.
CREATE TABLE tries (
    kind        TEXT NOT NULL,
    contact_ref TEXT NOT NULL,
    at          REAL NOT NULL
) STRICT;
INSERT INTO tries SELECT kind, contact_ref, at FROM wrong_tries;
DROP TABLE wrong_tries;
ALTER TABLE tries RENAME TO wrong_tries;
CREATE INDEX wrong_tries_by_contact ON wrong_tries (kind, contact_ref, at);
CREATE INDEX wrong_tries_by_age ON wrong_tries (kind, at);
