-- Questions about posting with their answers that management keeps for colleagues to learn from. Nobody
-- who asked or answered is kept; the words are sealed with the example's own key.
CREATE TABLE post_examples (
    example_id TEXT PRIMARY KEY,
    row_id     TEXT NOT NULL,
    words      BLOB NOT NULL,
    answer     BLOB NOT NULL,
    day        TEXT NOT NULL
) STRICT;
