-- What models were asked and answered is kept for as long as mkai.yaml says. A text that is purged keeps its row and
-- its salted digest, so that the log stays whole; its bytes, its salt and its plain digest are gone, so that nothing
-- is left to guess from.

ALTER TABLE blob ADD COLUMN purged_at_ms INTEGER;

-- The horizons that have been looked at, so that it is done once a day. Working state.
CREATE TABLE purge (
    through_ms INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE purged_text (
    blob      TEXT PRIMARY KEY REFERENCES blob (digest),
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID;

-- What is kept whatever its age: everything that refers to a text, but for calls. A table that comes later and does
-- so belongs in here (a test compares).
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
    UNION ALL SELECT messages FROM reservation;

DROP TRIGGER blob_kept_u;
CREATE TRIGGER blob_kept_u BEFORE UPDATE ON blob
    WHEN OLD.purged_at_ms IS NOT NULL OR NEW.purged_at_ms IS NULL OR NEW.digest <> OLD.digest
        OR NEW.added_at_ms <> OLD.added_at_ms OR length(NEW.bytes) > 0
        OR NOT EXISTS (SELECT 1 FROM purged_text WHERE blob = OLD.digest)
    BEGIN SELECT raise(ABORT, 'a text is kept until its purge is recorded'); END;
CREATE TRIGGER purged_text_kept_u BEFORE UPDATE ON purged_text
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER purged_text_kept_d BEFORE DELETE ON purged_text
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER purged_text_once BEFORE INSERT ON purged_text
    WHEN EXISTS (SELECT 1 FROM purged_text WHERE blob = NEW.blob)
    BEGIN SELECT raise(ABORT, 'a text is purged once'); END;
