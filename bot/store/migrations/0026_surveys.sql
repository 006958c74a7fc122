-- Surveys as campaigns: which round was begun last, how many of a class took part as its mentor
-- counts, and to whom each round goes. `outbox_id` is filled when a row of the outbox was made of it.
CREATE TABLE campaigns (
    survey      TEXT NOT NULL,
    school_year INTEGER NOT NULL,
    link        TEXT NOT NULL DEFAULT '',
    round       TEXT NOT NULL DEFAULT 'planned',
    paused      INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    begun_by    TEXT NOT NULL,
    PRIMARY KEY (survey, school_year)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign_classes (
    survey       TEXT NOT NULL,
    school_year  INTEGER NOT NULL,
    school_class TEXT NOT NULL,
    took_part    INTEGER NOT NULL,
    PRIMARY KEY (survey, school_year, school_class)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign_sends (
    survey      TEXT NOT NULL,
    school_year INTEGER NOT NULL,
    round       TEXT NOT NULL,
    contact_ref TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
    outbox_id   INTEGER,
    PRIMARY KEY (survey, school_year, round, contact_ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_sends_of_contact ON campaign_sends (contact_ref);
CREATE INDEX campaign_sends_to_do ON campaign_sends (survey, school_year) WHERE outbox_id IS NULL;
-- Who wants messages of school, such as about a survey.
CREATE TABLE news_wanted (
    contact_ref TEXT PRIMARY KEY REFERENCES contacts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
