-- The last link of the log as it was sent out that day: with it a tail that was cut off shows.
CREATE TABLE log_heads (
    day    TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    mac    TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_heads_are_never_changed BEFORE UPDATE ON log_heads
BEGIN
    SELECT RAISE(ABORT, 'What was sent of the log is never changed.');
END;
CREATE TRIGGER log_heads_are_never_removed BEFORE DELETE ON log_heads
BEGIN
    SELECT RAISE(ABORT, 'What was sent of the log is never removed.');
END;
CREATE INDEX audit_of_who ON audit (who, id);
