-- Questions about posting that went to management, and what they answered. The words are sealed with
-- the question's own key; which row of the school's table advised is plain, so that it can be counted.
CREATE TABLE post_questions (
    question_id TEXT PRIMARY KEY,
    asker       TEXT NOT NULL CHECK (asker IN ('student', 'parent', 'staff')),
    person_id   TEXT,
    row_id      TEXT NOT NULL,
    contact     BLOB NOT NULL,
    words       BLOB NOT NULL,
    answer      BLOB,
    answered_by TEXT,
    day         TEXT NOT NULL
) STRICT;
