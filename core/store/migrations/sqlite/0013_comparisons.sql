-- What judges replied, so that nobody pays for the same question twice; copy of the ledger that an evaluation took
-- in place of a model's answer; and the minutes that people say they worked on a version.

CREATE TABLE eval_judged (
    cache_key TEXT PRIMARY KEY,                       -- of the judge's declaration and of all that it is asked
    call      TEXT NOT NULL REFERENCES call (id),
    reply     TEXT NOT NULL REFERENCES blob (digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE eval_copy (
    run       TEXT NOT NULL REFERENCES eval_run (id),
    test      INTEGER NOT NULL,
    variant   INTEGER NOT NULL,
    asset     TEXT NOT NULL,
    version   INTEGER NOT NULL,
    edit_rate REAL,     -- share of the words of the model's version that people changed; NULL: no model wrote it
    minutes   REAL,     -- that people worked on it; NULL: not known
    PRIMARY KEY (run, test, variant)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_minutes (
    asset   TEXT NOT NULL,
    number  INTEGER NOT NULL,
    minutes REAL NOT NULL CHECK (minutes >= 0),
    PRIMARY KEY (asset, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER eval_judged_kept_u BEFORE UPDATE ON eval_judged
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_judged_kept_d BEFORE DELETE ON eval_judged
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_copy_kept_u BEFORE UPDATE ON eval_copy
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_copy_kept_d BEFORE DELETE ON eval_copy
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER version_minutes_kept_u BEFORE UPDATE ON version_minutes
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER version_minutes_kept_d BEFORE DELETE ON version_minutes
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
