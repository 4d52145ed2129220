-- The ledger. `event` is what happened; the tables after it are either append-only detail that events name, or
-- projections that say where things stand now and are written in the same transaction as the event.
-- Times are UTC milliseconds; digests are lower-case hex of SHA-256.

-- What happened: gapless, canonical JSON, every other column generated from the body.
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    id      TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) STORED NOT NULL UNIQUE,
    kind    TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) STORED NOT NULL,
    at_ms   INTEGER GENERATED ALWAYS AS (json_extract(body, '$.at_ms')) STORED NOT NULL,
    actor   TEXT GENERATED ALWAYS AS (json_extract(body, '$.actor')) STORED NOT NULL,
    asset   TEXT GENERATED ALWAYS AS (json_extract(body, '$.asset')) STORED,
    version INTEGER GENERATED ALWAYS AS (json_extract(body, '$.version')) STORED
) STRICT;
CREATE INDEX event_by_asset ON event (asset, seq) WHERE asset IS NOT NULL;

-- Free text and copy, kept once. Events name `digest`, which is salted: erasing a row leaves nothing to guess from.
CREATE TABLE blob (
    digest      TEXT PRIMARY KEY CHECK (length(digest) = 64),
    sha256      TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    salt        BLOB NOT NULL CHECK (length(salt) = 16),
    bytes       BLOB NOT NULL,
    added_at_ms INTEGER NOT NULL
) STRICT;

-- A brief as it stood when something was made from it.
CREATE TABLE brief_seen (
    brief         TEXT NOT NULL,
    digest        TEXT NOT NULL CHECK (length(digest) = 64),
    source_digest TEXT NOT NULL CHECK (length(source_digest) = 64),
    bytes         TEXT NOT NULL REFERENCES blob (digest),
    event_seq     INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (brief, source_digest)
) STRICT;
CREATE INDEX brief_seen_by_digest ON brief_seen (brief, digest);

-- One `generate`. Its end is an event of its own; a run without one was interrupted.
CREATE TABLE run (
    id            TEXT PRIMARY KEY,
    brief         TEXT NOT NULL,
    brief_digest  TEXT NOT NULL,
    model         TEXT NOT NULL,  -- the name in mkai.yaml
    provider      TEXT NOT NULL,
    model_asked   TEXT NOT NULL,
    actor         TEXT NOT NULL,
    calls_planned INTEGER NOT NULL,
    started_at_ms INTEGER NOT NULL,
    event_seq     INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE TABLE run_end (
    run       TEXT PRIMARY KEY REFERENCES run (id),
    outcome   TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'interrupted')),
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- Each attempt at a model, whether it worked or not.
CREATE TABLE call (
    id             TEXT PRIMARY KEY,
    run            TEXT NOT NULL REFERENCES run (id),
    asset          TEXT NOT NULL,
    round          INTEGER NOT NULL CHECK (round IN (1, 2)),
    prompt_id      TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    prompt_digest  TEXT NOT NULL,
    allowed        TEXT NOT NULL,  -- the fields that the model might write, by comma
    messages       TEXT NOT NULL REFERENCES blob (digest),
    answer         TEXT REFERENCES blob (digest),
    model_answered TEXT,
    request_id     TEXT,
    input_tokens   INTEGER,
    output_tokens  INTEGER,
    latency_ms     INTEGER NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome IN ('taken', 'repaired', 'invalid', 'unchanged', 'failed')),
    failure        TEXT,  -- an error code
    http_status    INTEGER,
    event_seq      INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE INDEX call_by_asset ON call (asset, event_seq);

-- Every version of every asset. `digest` names its frozen approval subject.
CREATE TABLE version (
    asset        TEXT NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    digest       TEXT NOT NULL REFERENCES blob (digest),
    origin       TEXT NOT NULL CHECK (origin IN ('human', 'model', 'mixed', 'imported')),
    how          TEXT NOT NULL CHECK (how IN ('generated', 'edited', 'imported', 'suggested')),
    made_by      TEXT NOT NULL,
    brief_digest TEXT NOT NULL,
    call         TEXT REFERENCES call (id),
    demo         INTEGER NOT NULL CHECK (demo IN (0, 1)),  -- the demo model wrote some of it
    changed      TEXT NOT NULL,                            -- fields that differ from the version before, by comma
    made_at_ms   INTEGER NOT NULL,
    event_seq    INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (asset, number)
) STRICT;
CREATE INDEX version_by_digest ON version (digest);

-- Where a version stands. Written by transition() alone.
CREATE TABLE version_state (
    asset      TEXT NOT NULL,
    number     INTEGER NOT NULL,
    state      TEXT NOT NULL,
    reviewer   TEXT,  -- who accepted it
    since_ms   INTEGER NOT NULL,
    PRIMARY KEY (asset, number),
    FOREIGN KEY (asset, number) REFERENCES version (asset, number)
) STRICT, WITHOUT ROWID;

-- An asset's newest version, and a count of everything that happened to it: the compare-and-swap.
CREATE TABLE asset (
    asset    TEXT PRIMARY KEY,
    brief    TEXT NOT NULL,
    head     INTEGER NOT NULL,
    decided  INTEGER NOT NULL,  -- the newest version that somebody decided on; 0: none
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Decisions of people on a version's exact bytes.
CREATE TABLE decision (
    id            TEXT PRIMARY KEY,
    asset         TEXT NOT NULL,
    number        INTEGER NOT NULL,
    digest        TEXT NOT NULL,
    action        TEXT NOT NULL,
    person        TEXT NOT NULL,
    reason        TEXT REFERENCES blob (digest),
    reason_code   TEXT,
    expires_at_ms INTEGER,           -- of an approval
    sandbox_only  INTEGER NOT NULL CHECK (sandbox_only IN (0, 1)),
    revokes       TEXT REFERENCES decision (id),
    at_ms         INTEGER NOT NULL,
    event_seq     INTEGER NOT NULL REFERENCES event (seq),
    FOREIGN KEY (asset, number) REFERENCES version (asset, number)
) STRICT;
CREATE INDEX decision_by_asset ON decision (asset, number);
CREATE INDEX decision_by_revoked ON decision (revokes) WHERE revokes IS NOT NULL;

-- An expiry that was the reason of a no, written once.
CREATE TABLE expiry (
    asset     TEXT NOT NULL,
    number    INTEGER NOT NULL,
    what      TEXT NOT NULL,
    id        TEXT NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (asset, number, what, id)
) STRICT, WITHOUT ROWID;

-- Remarks and suggestions. A suggestion is no edit: whoever takes it over is the editor.
CREATE TABLE remark (
    id        TEXT PRIMARY KEY,
    asset     TEXT NOT NULL,
    number    INTEGER NOT NULL,
    nth       INTEGER NOT NULL,      -- counts from 1 in an asset; what people type
    person    TEXT NOT NULL,
    field     TEXT,                  -- of a suggestion
    text      TEXT NOT NULL REFERENCES blob (digest),
    at_ms     INTEGER NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    UNIQUE (asset, nth),
    FOREIGN KEY (asset, number) REFERENCES version (asset, number)
) STRICT;
CREATE TABLE suggestion_taken (
    remark    TEXT PRIMARY KEY REFERENCES remark (id),
    number    INTEGER NOT NULL,      -- the version that took it over
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- Whose decision is waited for.
CREATE TABLE request (
    id           TEXT PRIMARY KEY,
    asset        TEXT NOT NULL,
    number       INTEGER NOT NULL,
    role         TEXT NOT NULL,
    action       TEXT NOT NULL,
    assignee     TEXT,
    due          TEXT,
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER
) STRICT;
CREATE INDEX request_open ON request (asset) WHERE closed_at_ms IS NULL;

-- What is where. `location` and `rendered` are of the version that is live (or was).
CREATE TABLE publication (
    asset       TEXT NOT NULL,
    destination TEXT NOT NULL,
    state       TEXT NOT NULL,
    number      INTEGER NOT NULL,  -- the version that is live, or was last
    digest      TEXT NOT NULL,
    rendered    TEXT NOT NULL,     -- SHA-256 of the bytes that were sent
    location    TEXT NOT NULL,
    since_ms    INTEGER NOT NULL,
    PRIMARY KEY (asset, destination)
) STRICT, WITHOUT ROWID;

-- Intents, written before a destination is touched; each gets one outcome.
CREATE TABLE delivery (
    id          TEXT PRIMARY KEY,
    asset       TEXT NOT NULL,
    destination TEXT NOT NULL,
    action      TEXT NOT NULL CHECK (action IN ('publish', 'rollback', 'withdraw')),
    number      INTEGER NOT NULL,
    digest      TEXT NOT NULL,
    rendered    TEXT NOT NULL,      -- SHA-256 of the bytes to be sent; empty for a withdrawal
    bytes       TEXT REFERENCES blob (digest),
    renderer    TEXT NOT NULL,
    location    TEXT NOT NULL,
    replaces    INTEGER NOT NULL,   -- the version that was live before; 0: none
    actor       TEXT NOT NULL,
    begun_at_ms INTEGER NOT NULL,
    event_seq   INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE INDEX delivery_by_asset ON delivery (asset, destination);
CREATE TABLE delivery_end (
    delivery  TEXT PRIMARY KEY REFERENCES delivery (id),
    outcome   TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'restored')),
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- Publications that are to happen later.
CREATE TABLE schedule (
    id          TEXT PRIMARY KEY,
    asset       TEXT NOT NULL,
    number      INTEGER NOT NULL,
    destination TEXT NOT NULL,
    at_ms       INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    made_at_ms  INTEGER NOT NULL,
    event_seq   INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE TABLE schedule_end (
    schedule  TEXT PRIMARY KEY REFERENCES schedule (id),
    outcome   TEXT NOT NULL CHECK (outcome IN ('published', 'refused', 'cancelled')),
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- What has begun and not ended: one row each while it is open, so that looking for leftovers costs nothing.
CREATE TABLE open_item (
    id    TEXT PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('run', 'delivery', 'schedule')),
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only. A BEFORE INSERT trigger as well, because INSERT OR REPLACE deletes without asking the others.
CREATE TRIGGER event_gapless BEFORE INSERT ON event
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
    BEGIN SELECT raise(ABORT, 'events are numbered without gaps'); END;
CREATE TRIGGER event_kept_u BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER event_kept_d BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER blob_once BEFORE INSERT ON blob
    WHEN EXISTS (SELECT 1 FROM blob WHERE digest = NEW.digest OR sha256 = NEW.sha256)
    BEGIN SELECT raise(ABORT, 'identical bytes are kept once'); END;
CREATE TRIGGER blob_kept_u BEFORE UPDATE ON blob BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blob_kept_d BEFORE DELETE ON blob
    WHEN NOT EXISTS (SELECT 1 FROM event WHERE kind = 'blob.purged' AND json_extract(body, '$.data.blob') = OLD.digest)
    BEGIN SELECT raise(ABORT, 'a text is kept until its purge is recorded'); END;

CREATE TRIGGER version_once BEFORE INSERT ON version
    WHEN EXISTS (SELECT 1 FROM version WHERE asset = NEW.asset AND number = NEW.number)
    BEGIN SELECT raise(ABORT, 'a version is made once'); END;
CREATE TRIGGER version_kept_u BEFORE UPDATE ON version BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER version_kept_d BEFORE DELETE ON version BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER decision_once BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a decision is made once'); END;
CREATE TRIGGER decision_kept_u BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER decision_kept_d BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER delivery_once BEFORE INSERT ON delivery WHEN EXISTS (SELECT 1 FROM delivery WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a delivery is begun once'); END;
CREATE TRIGGER delivery_kept_u BEFORE UPDATE ON delivery BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER delivery_kept_d BEFORE DELETE ON delivery BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER delivery_end_once BEFORE INSERT ON delivery_end
    WHEN EXISTS (SELECT 1 FROM delivery_end WHERE delivery = NEW.delivery)
    BEGIN SELECT raise(ABORT, 'a delivery ends once'); END;
CREATE TRIGGER delivery_end_kept_u BEFORE UPDATE ON delivery_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER delivery_end_kept_d BEFORE DELETE ON delivery_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER call_kept_u BEFORE UPDATE ON call BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER call_kept_d BEFORE DELETE ON call BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER call_once BEFORE INSERT ON call WHEN EXISTS (SELECT 1 FROM call WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a call is recorded once'); END;

CREATE TRIGGER remark_kept_u BEFORE UPDATE ON remark BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER remark_kept_d BEFORE DELETE ON remark BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER remark_once BEFORE INSERT ON remark
    WHEN EXISTS (SELECT 1 FROM remark WHERE id = NEW.id OR (asset = NEW.asset AND nth = NEW.nth))
    BEGIN SELECT raise(ABORT, 'a remark is made once'); END;
