-- The columns of a key stand first, in its order. SQLite 3.40.0 to 3.41.0 (Debian 12 has 3.40.1) looks for NULL in a
-- table without rowids at places that are right for such tables alone: its integrity_check called a sound eval_run_end
-- damaged, "NULL value in eval_run_end.verdict". Seen on 2026-11-27.

CREATE TABLE eval_run_end_new (
    run         TEXT NOT NULL REFERENCES eval_run (id),
    event_seq   INTEGER NOT NULL REFERENCES event (seq),
    verdict     TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    ended_at_ms INTEGER NOT NULL,
    PRIMARY KEY (run, event_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO eval_run_end_new SELECT run, event_seq, verdict, sentence, ended_at_ms FROM eval_run_end;
DROP TABLE eval_run_end;
ALTER TABLE eval_run_end_new RENAME TO eval_run_end;
CREATE TRIGGER eval_end_kept_u BEFORE UPDATE ON eval_run_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_end_kept_d BEFORE DELETE ON eval_run_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TABLE claim_added_new (
    claim     TEXT NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    digest    TEXT NOT NULL CHECK (length(digest) = 64),
    person    TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (claim, event_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO claim_added_new SELECT claim, event_seq, digest, person, at_ms FROM claim_added;
DROP TABLE claim_added;
ALTER TABLE claim_added_new RENAME TO claim_added;
CREATE TRIGGER claim_added_once BEFORE INSERT ON claim_added
    WHEN EXISTS (SELECT 1 FROM claim_added WHERE claim = NEW.claim AND event_seq = NEW.event_seq)
    BEGIN SELECT raise(ABORT, 'a claim is added once'); END;
CREATE TRIGGER claim_added_kept_u BEFORE UPDATE ON claim_added
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_added_kept_d BEFORE DELETE ON claim_added
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
