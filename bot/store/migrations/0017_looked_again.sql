-- Whether the page of an opened link was shown yet: from then on each time more is a look more.
ALTER TABLE looks ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1));
