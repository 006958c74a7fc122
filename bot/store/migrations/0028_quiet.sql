-- Whether somebody wants the messages in this chat to come without a sound.
ALTER TABLE contacts ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0 CHECK (quiet IN (0, 1));
