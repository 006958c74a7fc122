-- Of people: the days somebody is not in and their e-mail address, sealed; since when a class is
-- theirs that was somebody else's; the roles that nobody has confirmed yet. Of an invitation:
-- whether its role counts at once.
ALTER TABLE people ADD COLUMN away BLOB;
ALTER TABLE people ADD COLUMN email BLOB;
ALTER TABLE people ADD COLUMN since TEXT NOT NULL DEFAULT '{}';
ALTER TABLE people ADD COLUMN proposed TEXT NOT NULL DEFAULT '[]';
ALTER TABLE invitations ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 1
    CHECK (confirmed IN (0, 1));
