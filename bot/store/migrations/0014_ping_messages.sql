-- Where a ping lies, so that it can be taken away when it was seen in another chat.
CREATE TABLE ping_messages (
    contact_ref TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
    message_id  TEXT NOT NULL,
    case_id     TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    person_id   TEXT NOT NULL,
    PRIMARY KEY (contact_ref, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ping_messages_of_case ON ping_messages (case_id, person_id);
