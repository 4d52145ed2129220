-- Corrections: what somebody began to put right, as a plan that is carried out once, however often it is begun.
CREATE TABLE correction (
    id          TEXT PRIMARY KEY,
    brief       TEXT NOT NULL,
    asked       TEXT NOT NULL CHECK (length(asked) = 64),    -- of what was asked: the same again is this one
    plan        TEXT NOT NULL REFERENCES blob (digest),
    person      TEXT NOT NULL,
    reason      TEXT NOT NULL REFERENCES blob (digest),
    reason_code TEXT NOT NULL,
    at_ms       INTEGER NOT NULL,
    event_seq   INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE INDEX correction_by_brief ON correction (brief, event_seq);
-- Its versions are made: nothing of it is left for the machine.
CREATE TABLE correction_end (
    correction TEXT PRIMARY KEY REFERENCES correction (id),
    event_seq  INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
-- Which version corrects which.
CREATE TABLE corrected_version (
    asset      TEXT NOT NULL,
    number     INTEGER NOT NULL,
    correction TEXT NOT NULL REFERENCES correction (id),
    corrects   INTEGER NOT NULL,
    event_seq  INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (asset, number),
    FOREIGN KEY (asset, number) REFERENCES version (asset, number)
) STRICT;
CREATE INDEX corrected_version_by_correction ON corrected_version (correction);

CREATE TRIGGER correction_kept_u BEFORE UPDATE ON correction
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER correction_kept_d BEFORE DELETE ON correction
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER correction_once BEFORE INSERT ON correction
    WHEN EXISTS (SELECT 1 FROM correction WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a correction is begun once'); END;
CREATE TRIGGER correction_end_kept_u BEFORE UPDATE ON correction_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER correction_end_kept_d BEFORE DELETE ON correction_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER correction_end_once BEFORE INSERT ON correction_end
    WHEN EXISTS (SELECT 1 FROM correction_end WHERE correction = NEW.correction)
    BEGIN SELECT raise(ABORT, 'a correction ends once'); END;
CREATE TRIGGER corrected_version_kept_u BEFORE UPDATE ON corrected_version
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER corrected_version_kept_d BEFORE DELETE ON corrected_version
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER corrected_version_once BEFORE INSERT ON corrected_version
    WHEN EXISTS (SELECT 1 FROM corrected_version WHERE asset = NEW.asset AND number = NEW.number)
    BEGIN SELECT raise(ABORT, 'a version corrects one other'); END;

-- A pause may be of one asset, and a version may be a correction. No row changes (as in 0011).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''model'', ''destination'')', '''model'', ''destination'', ''asset'')')
    WHERE type = 'table' AND name = 'pause';
UPDATE sqlite_schema SET sql = replace(sql, 'OR how = ''suggested''', 'OR how = ''suggested'' OR how = ''corrected''')
    WHERE type = 'table' AND name = 'version';
PRAGMA writable_schema = RESET;

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
    UNION ALL SELECT reason FROM claim_decision
    UNION ALL SELECT proof FROM transcription
    UNION ALL SELECT plan FROM correction
    UNION ALL SELECT reason FROM correction;
