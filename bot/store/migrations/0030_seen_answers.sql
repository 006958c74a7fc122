-- Whether who asked has looked at the answer: until then the menu leads to it.
ALTER TABLE post_questions ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
