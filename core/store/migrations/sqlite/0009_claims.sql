-- What people decided about claims: each names the SHA-256 of all that the claim says, and keeps these bytes and the
-- file that proves it.

CREATE TABLE claim_decision (
    id           TEXT PRIMARY KEY,
    claim        TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('approve', 'withdraw')),
    digest       TEXT NOT NULL CHECK (length(digest) = 64),  -- of the subject, unsalted
    subject      TEXT NOT NULL REFERENCES blob (digest),
    evidence     TEXT REFERENCES blob (digest),              -- the file; NULL: words, or a withdrawal
    person       TEXT NOT NULL,
    writers      TEXT NOT NULL,                              -- of what was approved, with commas; empty: nobody knows
    sandbox_only INTEGER NOT NULL CHECK (sandbox_only IN (0, 1)),
    reason       TEXT NOT NULL REFERENCES blob (digest),
    at_ms        INTEGER NOT NULL,
    event_seq    INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE INDEX claim_decision_by_claim ON claim_decision (claim, event_seq);
CREATE TABLE claim_added (
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    claim     TEXT NOT NULL,
    digest    TEXT NOT NULL CHECK (length(digest) = 64),
    person    TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (claim, event_seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claim_decision_once BEFORE INSERT ON claim_decision
    WHEN EXISTS (SELECT 1 FROM claim_decision WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a decision is recorded once'); END;
CREATE TRIGGER claim_decision_kept_u BEFORE UPDATE ON claim_decision
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_decision_kept_d BEFORE DELETE ON claim_decision
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_added_once BEFORE INSERT ON claim_added
    WHEN EXISTS (SELECT 1 FROM claim_added WHERE claim = NEW.claim AND event_seq = NEW.event_seq)
    BEGIN SELECT raise(ABORT, 'a claim is added once'); END;
CREATE TRIGGER claim_added_kept_u BEFORE UPDATE ON claim_added
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_added_kept_d BEFORE DELETE ON claim_added
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

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
    UNION ALL SELECT reason FROM prompt_move
    UNION ALL SELECT subject FROM claim_decision
    UNION ALL SELECT evidence FROM claim_decision WHERE evidence IS NOT NULL
    UNION ALL SELECT reason FROM claim_decision;
