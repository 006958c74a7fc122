-- That an item was forwarded, and never from whom: who forwards did not make it.
ALTER TABLE evidence ADD COLUMN forwarded INTEGER NOT NULL DEFAULT 0 CHECK (forwarded IN (0, 1));
