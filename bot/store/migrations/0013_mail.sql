-- Addresses a colleague typed and has not shown to be theirs yet: until then they are nobody's.
CREATE TABLE mail_codes (
    contact_ref TEXT PRIMARY KEY REFERENCES contacts ON DELETE CASCADE,
    person_id   TEXT NOT NULL,
    code_hash   TEXT NOT NULL,
    ends_at     REAL NOT NULL
) STRICT, WITHOUT ROWID;
