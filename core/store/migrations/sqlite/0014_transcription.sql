-- Decisions that a person gave away from here, in a mail or a file, and that another typed in: who, and what from. Every
-- other decision has no row here.

CREATE TABLE transcription (
    decision TEXT PRIMARY KEY REFERENCES decision (id),
    typed_by TEXT NOT NULL,
    proof    TEXT NOT NULL REFERENCES blob (digest)  -- the bytes of the file
) STRICT, WITHOUT ROWID;

CREATE TRIGGER transcription_once BEFORE INSERT ON transcription
    WHEN EXISTS (SELECT 1 FROM transcription WHERE decision = NEW.decision)
    BEGIN SELECT raise(ABORT, 'a decision is recorded once'); END;
CREATE TRIGGER transcription_kept_u BEFORE UPDATE ON transcription
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER transcription_kept_d BEFORE DELETE ON transcription
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

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
    UNION ALL SELECT reason FROM claim_decision
    UNION ALL SELECT proof FROM transcription;
