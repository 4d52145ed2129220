-- Prompts that were registered: versions for good by their digest, labels that move, and every move.

CREATE TABLE prompt_version (
    name      TEXT NOT NULL,
    number    INTEGER NOT NULL CHECK (number > 0),
    digest    TEXT NOT NULL CHECK (length(digest) = 64),  -- of what it says and takes, unsalted
    bytes     TEXT NOT NULL REFERENCES blob (digest),     -- the file and its partials
    author    TEXT NOT NULL,                              -- who registered it
    at_ms     INTEGER NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (name, number),
    UNIQUE (name, digest)
) STRICT;
CREATE TABLE prompt_move (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    label     TEXT NOT NULL,
    digest    TEXT NOT NULL CHECK (length(digest) = 64),  -- that the label names then; of a withdrawal: named until then
    replaced  TEXT,                                       -- that it named before
    kind      TEXT NOT NULL CHECK (kind IN ('promote', 'rollback', 'withdraw')),
    person    TEXT NOT NULL,
    reason    TEXT NOT NULL REFERENCES blob (digest),
    at_ms     INTEGER NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    FOREIGN KEY (name, digest) REFERENCES prompt_version (name, digest)
) STRICT;
CREATE INDEX prompt_move_by_name ON prompt_move (name, event_seq);
-- Working state, written in the transaction of the move.
CREATE TABLE prompt_label (
    name   TEXT NOT NULL,
    label  TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (name, label),
    FOREIGN KEY (name, digest) REFERENCES prompt_version (name, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE prompt_withdrawn (
    name      TEXT NOT NULL,
    digest    TEXT NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (name, digest),
    FOREIGN KEY (name, digest) REFERENCES prompt_version (name, digest)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER prompt_version_once BEFORE INSERT ON prompt_version
    WHEN EXISTS (SELECT 1 FROM prompt_version WHERE name = NEW.name AND (number = NEW.number OR digest = NEW.digest))
    BEGIN SELECT raise(ABORT, 'a version of a prompt is registered once'); END;
CREATE TRIGGER prompt_version_kept_u BEFORE UPDATE ON prompt_version
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER prompt_version_kept_d BEFORE DELETE ON prompt_version
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER prompt_move_once BEFORE INSERT ON prompt_move
    WHEN EXISTS (SELECT 1 FROM prompt_move WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a move is recorded once'); END;
CREATE TRIGGER prompt_move_kept_u BEFORE UPDATE ON prompt_move
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER prompt_move_kept_d BEFORE DELETE ON prompt_move
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER prompt_withdrawn_once BEFORE INSERT ON prompt_withdrawn
    WHEN EXISTS (SELECT 1 FROM prompt_withdrawn WHERE name = NEW.name AND digest = NEW.digest)
    BEGIN SELECT raise(ABORT, 'a version is withdrawn once'); END;
CREATE TRIGGER prompt_withdrawn_kept_u BEFORE UPDATE ON prompt_withdrawn
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER prompt_withdrawn_kept_d BEFORE DELETE ON prompt_withdrawn
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE INDEX call_by_prompt ON call (prompt_version);

-- With the texts that these tables refer to.
DROP VIEW text_kept;
CREATE VIEW text_kept (blob) AS
    SELECT digest FROM version
    UNION ALL SELECT reason FROM decision
    UNION ALL SELECT text FROM remark
    UNION ALL SELECT bytes FROM delivery
    UNION ALL SELECT bytes FROM brief_seen
    UNION ALL SELECT bytes FROM price_seen
    UNION ALL SELECT bytes FROM model_seen
    UNION ALL SELECT reason FROM model_rollback
    UNION ALL SELECT reason FROM pause
    UNION ALL SELECT reason FROM pause_lift
    UNION ALL SELECT messages FROM reservation
    UNION ALL SELECT bytes FROM prompt_version
    UNION ALL SELECT reason FROM prompt_move;
