-- The first shape of the database. Every TEXT and BLOB column is listed in columns.py as sealed
-- or harmless; a BLOB is sealed for its own table, column and row and opens nowhere else.
-- Moments are unix seconds in UTC; beside a contact only the day lies in clear, or equal moments
-- would tell who reported which case. STRICT, because a sealed value must never be stored as text.

-- What came in, kept before it is acknowledged. The payload goes when the row is done, the
-- external id stays some days so that a repeated delivery is known as one.
CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    door        TEXT NOT NULL,
    external_id TEXT NOT NULL,
    contact_ref TEXT NOT NULL,
    payload     BLOB,
    key_id      TEXT NOT NULL,
    received_at REAL NOT NULL,
    state       TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'dead')),
    tries       INTEGER NOT NULL DEFAULT 0,
    next_try    REAL NOT NULL DEFAULT 0,
    UNIQUE (door, external_id)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (door, id) WHERE state = 'new';
CREATE INDEX inbox_ended ON inbox (received_at) WHERE state <> 'new';

-- One address at one door. The reference is an HMAC; the address itself is sealed.
CREATE TABLE contacts (
    contact_ref TEXT PRIMARY KEY,
    door        TEXT NOT NULL,
    person_id   TEXT,
    language    TEXT NOT NULL,
    address     BLOB NOT NULL,
    cases       BLOB NOT NULL,
    blocked_at  REAL,
    created_at  REAL NOT NULL,
    seen_at     REAL NOT NULL
) STRICT;
CREATE INDEX contacts_of_person ON contacts (person_id) WHERE person_id IS NOT NULL;

-- What is to be sent. `not_before` is a wish (do not send earlier; later rows may pass),
-- `next_try` is a back-off (nothing of this contact may pass). Which case a row is about lies in
-- the sealed content, or a stolen file would tell which contact reported which case. To whom a row
-- went is forgotten when it ends.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    door        TEXT NOT NULL,
    contact_ref TEXT REFERENCES contacts ON DELETE CASCADE,
    op          TEXT NOT NULL CHECK (op IN ('show', 'note', 'card', 'answer', 'delete')),
    priority    INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
    message     BLOB,
    key_id      TEXT NOT NULL,
    target      TEXT NOT NULL DEFAULT '',
    person_id   TEXT,
    dedupe_key  TEXT UNIQUE,
    not_before  REAL NOT NULL DEFAULT 0,
    next_try    REAL NOT NULL DEFAULT 0,
    tries       INTEGER NOT NULL DEFAULT 0,
    state       TEXT NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'sent', 'dead', 'dropped')),
    created_at  REAL NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (door, not_before, contact_ref, id, next_try, priority)
    WHERE state = 'waiting';
CREATE INDEX outbox_of_contact ON outbox (contact_ref);
CREATE INDEX outbox_of_person ON outbox (person_id) WHERE state = 'waiting';
CREATE INDEX outbox_ended ON outbox (created_at) WHERE state <> 'waiting';

-- The one open conversation of a contact.
CREATE TABLE sessions (
    contact_ref TEXT PRIMARY KEY REFERENCES contacts ON DELETE CASCADE,
    flow        TEXT NOT NULL,
    data        BLOB NOT NULL,
    key_id      TEXT NOT NULL,
    touched     BLOB NOT NULL,
    updated_at  REAL NOT NULL,
    nudged      INTEGER NOT NULL DEFAULT 0 CHECK (nudged IN (0, 1))
) STRICT;
CREATE INDEX sessions_by_age ON sessions (updated_at);

-- The one message with live buttons in a chat.
CREATE TABLE screens (
    contact_ref TEXT PRIMARY KEY REFERENCES contacts ON DELETE CASCADE,
    message_id  TEXT NOT NULL,
    revision    INTEGER NOT NULL
) STRICT;

-- Every message of both sides, as long as the door still lets us remove it.
CREATE TABLE chat_messages (
    contact_ref TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
    message_id  TEXT NOT NULL,
    at          BLOB NOT NULL,
    day         REAL NOT NULL,
    mine        INTEGER NOT NULL CHECK (mine IN (0, 1)),
    PRIMARY KEY (contact_ref, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_messages_by_age ON chat_messages (day);

-- The chat as a page shows it. A removed message keeps its row without a body, so that a page
-- that was away still learns of it.
CREATE TABLE mailbox (
    contact_ref TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
    message_id  INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    mine        INTEGER NOT NULL CHECK (mine IN (0, 1)),
    body        BLOB,
    key_id      TEXT NOT NULL,
    day         REAL NOT NULL,
    PRIMARY KEY (contact_ref, message_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mailbox_by_revision ON mailbox (contact_ref, revision);
CREATE INDEX mailbox_by_age ON mailbox (day);

-- Apart from the messages, or a pruned mailbox would count from one again and a page that
-- remembers a higher revision would never see the new messages.
CREATE TABLE mailbox_counters (
    contact_ref   TEXT PRIMARY KEY REFERENCES contacts ON DELETE CASCADE,
    last_message  INTEGER NOT NULL,
    last_revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Staff of the school's file and who was invited beside it; other tables name a person without a
-- foreign key. Lists are JSON. `granted` is what an invitation gave beside the file and what
-- stays when the file is read again; of who is `from_file` it decides all the rest.
CREATE TABLE people (
    person_id TEXT PRIMARY KEY,
    name      BLOB NOT NULL,
    match     TEXT NOT NULL,
    roles     TEXT NOT NULL DEFAULT '[]',
    classes   TEXT NOT NULL DEFAULT '[]',
    days      TEXT NOT NULL DEFAULT '[1,2,3,4,5]',
    deputies  TEXT NOT NULL DEFAULT '[]',
    active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    phone     BLOB NOT NULL,
    director  INTEGER NOT NULL DEFAULT 0 CHECK (director IN (0, 1)),
    speaks    INTEGER NOT NULL DEFAULT 0 CHECK (speaks IN (0, 1)),
    made_up   INTEGER NOT NULL DEFAULT 0 CHECK (made_up IN (0, 1)),
    from_file INTEGER NOT NULL DEFAULT 0 CHECK (from_file IN (0, 1)),
    granted   TEXT NOT NULL DEFAULT '{"roles": [], "classes": []}',
    added_at  REAL NOT NULL
) STRICT;
CREATE INDEX people_by_match ON people (match);

CREATE TABLE invitations (
    code_hash  TEXT PRIMARY KEY,
    person_id  TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    role       TEXT NOT NULL,
    expires_at REAL NOT NULL,
    used_at    REAL
) STRICT;
CREATE INDEX invitations_of_person ON invitations (person_id);

-- Wrong codes, for the brake on guessing: per contact and for all together.
CREATE TABLE wrong_tries (
    kind        TEXT NOT NULL CHECK (kind IN ('invitation', 'recovery')),
    contact_ref TEXT NOT NULL,
    at          REAL NOT NULL
) STRICT;
CREATE INDEX wrong_tries_by_contact ON wrong_tries (kind, contact_ref, at);
CREATE INDEX wrong_tries_by_age ON wrong_tries (kind, at);

-- What a list, a term or a count needs of a case is plain; who reported it, and which colleague
-- was the victim, is sealed with the key of the case.
CREATE TABLE cases (
    case_id         TEXT PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,
    name_folded     TEXT NOT NULL UNIQUE,
    route           TEXT NOT NULL,
    route_version   INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('new', 'read', 'working', 'closed')),
    kind            TEXT NOT NULL,
    more_kinds      TEXT NOT NULL DEFAULT '[]',
    marks           TEXT NOT NULL DEFAULT '[]',
    school_class    TEXT,
    urgent          INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
    light           INTEGER NOT NULL DEFAULT 0 CHECK (light IN (0, 1)),
    reporter_role   TEXT NOT NULL,
    victim          TEXT NOT NULL,
    doer            TEXT NOT NULL,
    doer_person     TEXT,
    reader          TEXT NOT NULL,
    owner           TEXT,
    created_at      REAL NOT NULL,
    read_at         REAL,
    answered_at     REAL,
    closed_at       REAL,
    outcome         TEXT,
    reporter        BLOB,
    reporter_name   BLOB,
    reporter_person BLOB,
    victim_person   BLOB,
    on_behalf       INTEGER NOT NULL DEFAULT 0 CHECK (on_behalf IN (0, 1))
) STRICT;
CREATE INDEX cases_open ON cases (created_at) WHERE state <> 'closed';
CREATE INDEX cases_of_owner ON cases (owner) WHERE state <> 'closed';
CREATE INDEX cases_closed ON cases (closed_at) WHERE state = 'closed';

CREATE TABLE case_steps (
    case_id  TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    step_id  TEXT NOT NULL,
    position INTEGER NOT NULL,
    status   TEXT NOT NULL CHECK (status IN ('open', 'done', 'not_needed')),
    done_by  TEXT,
    done_at  REAL,
    due_at   REAL,
    PRIMARY KEY (case_id, step_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_steps_due ON case_steps (due_at) WHERE status = 'open';

-- Who must never see the case, whatever their role.
CREATE TABLE case_excluded (
    case_id   TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    person_id TEXT NOT NULL,
    PRIMARY KEY (case_id, person_id)
) STRICT, WITHOUT ROWID;

-- Who was asked for advice.
CREATE TABLE case_asked (
    case_id   TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    person_id TEXT NOT NULL,
    PRIMARY KEY (case_id, person_id)
) STRICT, WITHOUT ROWID;

-- What is left of a case that was destroyed: enough to count it, nothing to know it by.
CREATE TABLE past_cases (
    id            INTEGER PRIMARY KEY,
    route         TEXT NOT NULL,
    kind          TEXT NOT NULL,
    created_month TEXT NOT NULL,
    closed_month  TEXT
) STRICT;

-- What was told and written in a case; `position` keeps the order of one and the same second.
CREATE TABLE entries (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id TEXT NOT NULL UNIQUE,
    case_id  TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    kind     TEXT NOT NULL,
    author   TEXT,
    at       REAL NOT NULL,
    body     BLOB NOT NULL
) STRICT;
CREATE INDEX entries_of_case ON entries (case_id, at, position);

-- The items; their bytes lie sealed in files. A case cannot go while it still has items, or
-- the files would stay behind unseen. Who sent an item is sealed, and kept only until it has a
-- case.
CREATE TABLE evidence (
    item_id      TEXT PRIMARY KEY,
    sender       BLOB,
    case_id      TEXT REFERENCES cases,
    kind         TEXT NOT NULL,
    size         INTEGER NOT NULL,
    sha256       BLOB NOT NULL,
    received_at  REAL NOT NULL,
    destroyed_at REAL
) STRICT;
CREATE INDEX evidence_of_case ON evidence (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX evidence_unattached ON evidence (received_at) WHERE case_id IS NULL;

CREATE TABLE pings (
    ping_id      TEXT PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    person_id    TEXT NOT NULL,
    kind         TEXT NOT NULL,
    sent_at      REAL NOT NULL,
    confirmed_at REAL
) STRICT;
CREATE INDEX pings_of_case ON pings (case_id, person_id);
CREATE INDEX pings_unconfirmed ON pings (case_id, sent_at) WHERE confirmed_at IS NULL;

-- Who is reached next, and when, while nobody has confirmed.
CREATE TABLE rungs (
    rung_id INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    level   INTEGER NOT NULL,
    due_at  REAL NOT NULL,
    people  TEXT NOT NULL DEFAULT '[]',
    kind    TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'stopped'))
) STRICT;
CREATE INDEX rungs_due ON rungs (due_at) WHERE state = 'open';
CREATE INDEX rungs_of_case ON rungs (case_id);

CREATE TABLE recovery (
    code_hash  TEXT PRIMARY KEY,
    case_id    TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
    created_at REAL NOT NULL
) STRICT;
CREATE UNIQUE INDEX recovery_of_case ON recovery (case_id);

-- Who did what with which object; never any content. Each mac is linked to the one before.
CREATE TABLE audit (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     REAL NOT NULL,
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,
    object TEXT NOT NULL,
    mac    BLOB NOT NULL
) STRICT;
CREATE INDEX audit_of_object ON audit (object, id);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'The log is never changed.');
END;
CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'Nothing is removed from the log.');
END;

CREATE TABLE jobs (
    job        TEXT PRIMARY KEY,
    due_at     REAL NOT NULL,
    claimed_at REAL,
    last_run   REAL,
    outcome    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX jobs_due ON jobs (due_at);
