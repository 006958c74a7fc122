-- For the yearly count: which app was named (an id, "" for none), and of a destroyed case a few
-- words out of fixed lists more. No moment and no class, so that nothing leads back to anybody.
ALTER TABLE cases ADD COLUMN app TEXT NOT NULL DEFAULT '';
ALTER TABLE past_cases ADD COLUMN year_group INTEGER;
ALTER TABLE past_cases ADD COLUMN app TEXT NOT NULL DEFAULT '';
ALTER TABLE past_cases ADD COLUMN outcome TEXT;
ALTER TABLE past_cases ADD COLUMN answered TEXT NOT NULL DEFAULT 'none';
ALTER TABLE past_cases ADD COLUMN ended TEXT NOT NULL DEFAULT 'later';
ALTER TABLE past_cases ADD COLUMN late TEXT NOT NULL DEFAULT 'none';
ALTER TABLE past_cases ADD COLUMN care TEXT NOT NULL DEFAULT 'not_asked';
