-- Whether those a piece was written for have seen it; never when. What the reporter reads instead of
-- the body, in a language of their own: a ready sentence, a question with its answers.
ALTER TABLE entries ADD COLUMN seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1));
ALTER TABLE entries ADD COLUMN told BLOB;
