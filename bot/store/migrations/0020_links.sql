-- Cases that a handler linked; each pair lies here once, the smaller id first.
CREATE TABLE case_links (
    case_id  TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    PRIMARY KEY (case_id, other_id),
    CHECK (case_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_links_of_other ON case_links (other_id);
