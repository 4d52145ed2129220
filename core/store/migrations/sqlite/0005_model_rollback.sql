-- Who went back to which earlier declaration of a model, and from which: written before mkai.yaml is.
CREATE TABLE model_rollback (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    digest    TEXT NOT NULL CHECK (length(digest) = 64),       -- of the declaration that counts again
    replaced  TEXT NOT NULL CHECK (length(replaced) = 64),     -- of the one that was there
    person    TEXT NOT NULL,
    reason    TEXT NOT NULL REFERENCES blob (digest),
    at_ms     INTEGER NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    FOREIGN KEY (name, digest) REFERENCES model_seen (name, digest)
) STRICT;
CREATE INDEX model_rollback_by_name ON model_rollback (name, event_seq);

CREATE TRIGGER model_rollback_once BEFORE INSERT ON model_rollback
    WHEN EXISTS (SELECT 1 FROM model_rollback WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a rollback is recorded once'); END;
CREATE TRIGGER model_rollback_kept_u BEFORE UPDATE ON model_rollback
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER model_rollback_kept_d BEFORE DELETE ON model_rollback
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
