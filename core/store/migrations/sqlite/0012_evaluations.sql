-- Evaluations: each answer and each outcome is a row, and what a run came to is told by these rows alone, so that a
-- crash loses nothing that was told and counts nothing twice. A cell is a test, a variant (a prompt and a model) and
-- a trial; one that failed for another reason than its answer is asked again, as its next take.

CREATE TABLE eval_run (
    id            TEXT PRIMARY KEY,
    suite         TEXT NOT NULL,
    suite_digest  TEXT NOT NULL CHECK (length(suite_digest) = 64),  -- of the file
    plan_digest   TEXT NOT NULL CHECK (length(plan_digest) = 64),   -- of all that decides what is asked
    data_digest   TEXT NOT NULL CHECK (length(data_digest) = 64),   -- of the tests, their rows and checks
    judge_digest  TEXT NOT NULL,                                    -- empty: nothing is judged
    tests         INTEGER NOT NULL CHECK (tests > 0),
    variants      INTEGER NOT NULL CHECK (variants > 0),
    trials        INTEGER NOT NULL CHECK (trials > 0),
    actor         TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    event_seq     INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE INDEX eval_run_by_suite ON eval_run (suite, event_seq);

CREATE TABLE eval_run_end (
    run         TEXT NOT NULL REFERENCES eval_run (id),
    verdict     TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    ended_at_ms INTEGER NOT NULL,
    event_seq   INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (run, event_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE eval_variant (
    run            TEXT NOT NULL REFERENCES eval_run (id),
    number         INTEGER NOT NULL,
    prompt         TEXT NOT NULL,  -- as the suite names it
    prompt_id      TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    model          TEXT NOT NULL,
    model_digest   TEXT NOT NULL,
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE eval_test (
    run         TEXT NOT NULL REFERENCES eval_run (id),
    number      INTEGER NOT NULL,
    id          TEXT NOT NULL,
    description TEXT NOT NULL,
    cluster     TEXT NOT NULL,
    critical    INTEGER NOT NULL CHECK (critical IN (0, 1)),
    digest      TEXT NOT NULL CHECK (length(digest) = 64),  -- of the test: what is asked and checked
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE eval_answer (
    run           TEXT NOT NULL REFERENCES eval_run (id),
    test          INTEGER NOT NULL,
    variant       INTEGER NOT NULL,
    trial         INTEGER NOT NULL,
    take          INTEGER NOT NULL,
    call          TEXT REFERENCES call (id),      -- that gave it; of a cached one the first; NULL: none was made
    answer        TEXT REFERENCES blob (digest),  -- NULL: none came
    cache_key     TEXT NOT NULL,
    cached        INTEGER NOT NULL CHECK (cached IN (0, 1)),
    cost_pico     INTEGER NOT NULL CHECK (cost_pico >= 0),
    latency_ms    INTEGER NOT NULL,
    input_tokens  INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    PRIMARY KEY (run, test, variant, trial, take)
) STRICT, WITHOUT ROWID;
CREATE INDEX eval_answer_by_key ON eval_answer (cache_key) WHERE cached = 0 AND answer IS NOT NULL;

CREATE TABLE eval_check (
    run     TEXT NOT NULL,
    test    INTEGER NOT NULL,
    variant INTEGER NOT NULL,
    trial   INTEGER NOT NULL,
    take    INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    metric  TEXT NOT NULL,
    type    TEXT NOT NULL,
    passed  INTEGER NOT NULL CHECK (passed IN (0, 1)),
    score   REAL NOT NULL,
    reason  TEXT NOT NULL,
    call    TEXT REFERENCES call (id),  -- of a judge
    cost_pico INTEGER NOT NULL,         -- of that call
    PRIMARY KEY (run, test, variant, trial, take, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE eval_result (
    run     TEXT NOT NULL REFERENCES eval_run (id),
    test    INTEGER NOT NULL,
    variant INTEGER NOT NULL,
    trial   INTEGER NOT NULL,
    take    INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome = 'pass' OR outcome = 'fail' OR outcome = 'error'),
    score   REAL NOT NULL,
    error   TEXT,  -- an error code, and why no more could be told
    why     TEXT,
    PRIMARY KEY (run, test, variant, trial, take)
) STRICT, WITHOUT ROWID;

-- What counts of each cell: its last take.
CREATE VIEW eval_last AS
    SELECT * FROM eval_result AS r WHERE take =
        (SELECT max(take) FROM eval_result AS o WHERE o.run = r.run AND o.test = r.test
         AND o.variant = r.variant AND o.trial = r.trial);

CREATE TRIGGER eval_run_kept_u BEFORE UPDATE ON eval_run BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_run_kept_d BEFORE DELETE ON eval_run BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_end_kept_u BEFORE UPDATE ON eval_run_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_end_kept_d BEFORE DELETE ON eval_run_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_variant_kept_u BEFORE UPDATE ON eval_variant
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_variant_kept_d BEFORE DELETE ON eval_variant
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_test_kept_u BEFORE UPDATE ON eval_test BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_test_kept_d BEFORE DELETE ON eval_test BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_answer_kept_u BEFORE UPDATE ON eval_answer
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_answer_kept_d BEFORE DELETE ON eval_answer
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_check_kept_u BEFORE UPDATE ON eval_check
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_check_kept_d BEFORE DELETE ON eval_check
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_result_kept_u BEFORE UPDATE ON eval_result
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER eval_result_kept_d BEFORE DELETE ON eval_result
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
