-- What models cost. A call says who it was for and at which price, so that spend can be added up by anything; the
-- money of calls that are on their way is held in `reservation`, and `spend` has the sums that caps are checked with.
-- Money is integer pico-dollars (10^-12 US dollars).

ALTER TABLE call ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1 CHECK (attempt > 0);
ALTER TABLE call ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN brief TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN use_case TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN environment TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN model TEXT NOT NULL DEFAULT '';         -- the name in mkai.yaml
ALTER TABLE call ADD COLUMN model_digest TEXT NOT NULL DEFAULT '';  -- model_seen.digest
ALTER TABLE call ADD COLUMN provider TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN model_asked TEXT NOT NULL DEFAULT '';
-- Tokens in buckets that do not overlap: input_tokens is what no cache had, output_tokens is text.
ALTER TABLE call ADD COLUMN cache_read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN cache_write_5m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN cache_write_1h INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN reasoning INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN usage_source TEXT NOT NULL DEFAULT 'unknown'
    CHECK (usage_source IN ('unknown', 'estimated', 'partial', 'reported'));
ALTER TABLE call ADD COLUMN cost_pico INTEGER CHECK (cost_pico >= 0);  -- NULL: not known
ALTER TABLE call ADD COLUMN price_row TEXT NOT NULL DEFAULT '';        -- price_seen.row
ALTER TABLE call ADD COLUMN first_token_ms INTEGER;
ALTER TABLE call ADD COLUMN streamed INTEGER NOT NULL DEFAULT 0 CHECK (streamed IN (0, 1));
ALTER TABLE call ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;  -- when it was asked, as the clock said
-- The UTC day that it counts for: the one of its reservation, and never one before the ledger's newest, so that
-- a clock that is set back frees no cap.
ALTER TABLE call ADD COLUMN day TEXT NOT NULL DEFAULT '1970-01-01';

-- Calls from before: their run and their event know.
DROP TRIGGER call_kept_u;
UPDATE call SET
    (actor, brief, model, provider, model_asked) =
        (SELECT r.actor, r.brief, r.model, r.provider, r.model_asked FROM run r WHERE r.id = call.run),
    (environment, at_ms, day) =
        (SELECT coalesce(json_extract(e.body, '$.environment'), ''), e.at_ms, date(e.at_ms / 1000, 'unixepoch')
         FROM event e WHERE e.seq = call.event_seq),
    usage_source = iif(input_tokens IS NULL OR output_tokens IS NULL, 'unknown', 'reported'),
    cost_pico = iif((SELECT r.provider FROM run r WHERE r.id = call.run) = 'demo', 0, NULL);
CREATE TRIGGER call_kept_u BEFORE UPDATE ON call BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE INDEX call_by_time ON call (at_ms, model);

-- Money held for calls on their way: written before the call, gone when it is recorded. What is left when its
-- owner is dead and its lease over is recorded as having cost the whole amount. Working state: the record is the
-- row in `call`, which has the same id and the same columns.
CREATE TABLE reservation (
    id             TEXT PRIMARY KEY,
    run            TEXT NOT NULL REFERENCES run (id),
    asset          TEXT NOT NULL,
    round          INTEGER NOT NULL,
    attempt        INTEGER NOT NULL,
    actor          TEXT NOT NULL,
    brief          TEXT NOT NULL,
    use_case       TEXT NOT NULL,
    environment    TEXT NOT NULL,
    model          TEXT NOT NULL,
    model_digest   TEXT NOT NULL,
    provider       TEXT NOT NULL,
    model_asked    TEXT NOT NULL,
    prompt_id      TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    prompt_digest  TEXT NOT NULL,
    allowed        TEXT NOT NULL,
    price_row      TEXT NOT NULL,
    streamed       INTEGER NOT NULL CHECK (streamed IN (0, 1)),
    at_ms          INTEGER NOT NULL,
    messages       TEXT REFERENCES blob (digest),
    day            TEXT NOT NULL,
    amount_pico    INTEGER NOT NULL CHECK (amount_pico >= 0),
    tokens         INTEGER NOT NULL CHECK (tokens >= 0),  -- at most
    lease_until_ms INTEGER NOT NULL,
    owner          TEXT NOT NULL  -- the process, for people
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_by_time ON reservation (at_ms, model);

-- Sums a day, written in the transactions that write `call` and `reservation`, and at any time what these say.
CREATE TABLE spend (
    dimension     TEXT NOT NULL CHECK (dimension IN ('workspace', 'campaign', 'person', 'model', 'use-case')),
    id            TEXT NOT NULL,  -- empty for the workspace
    day           TEXT NOT NULL,
    cost_pico     INTEGER NOT NULL,
    reserved_pico INTEGER NOT NULL,
    calls         INTEGER NOT NULL,
    PRIMARY KEY (dimension, id, day)
) STRICT, WITHOUT ROWID;
CREATE VIEW spend_recounted (dimension, id, day, cost_pico, reserved_pico, calls) AS
    WITH counted (day, brief, actor, model, use_case, cost, reserved, calls) AS (
        SELECT day, brief, actor, model, use_case, coalesce(cost_pico, 0), 0, 1 FROM call
        UNION ALL
        SELECT day, brief, actor, model, use_case, 0, amount_pico, 0 FROM reservation)
    SELECT 'workspace', '', day, sum(cost), sum(reserved), sum(calls) FROM counted GROUP BY day
    UNION ALL
    SELECT 'campaign', brief, day, sum(cost), sum(reserved), sum(calls) FROM counted WHERE brief <> ''
    GROUP BY brief, day
    UNION ALL
    SELECT 'person', actor, day, sum(cost), sum(reserved), sum(calls) FROM counted WHERE actor <> ''
    GROUP BY actor, day
    UNION ALL
    SELECT 'model', model, day, sum(cost), sum(reserved), sum(calls) FROM counted WHERE model <> ''
    GROUP BY model, day
    UNION ALL
    SELECT 'use-case', use_case, day, sum(cost), sum(reserved), sum(calls) FROM counted WHERE use_case <> ''
    GROUP BY use_case, day;
INSERT INTO spend SELECT * FROM spend_recounted;

-- Soft caps that were crossed and told, once a period.
CREATE TABLE cap_told (
    scope       TEXT NOT NULL,
    id          TEXT NOT NULL,
    amount_pico INTEGER NOT NULL,
    first_day   TEXT NOT NULL,  -- of the period
    period      TEXT NOT NULL,
    at_ms       INTEGER NOT NULL,
    PRIMARY KEY (scope, id, amount_pico, first_day, period)
) STRICT, WITHOUT ROWID;

-- Prices and declarations of models as they stood when calls used them.
CREATE TABLE price_seen (
    row       TEXT PRIMARY KEY CHECK (length(row) = 64),
    id        TEXT NOT NULL,
    bytes     TEXT NOT NULL REFERENCES blob (digest),
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE TABLE model_seen (
    name      TEXT NOT NULL,
    digest    TEXT NOT NULL CHECK (length(digest) = 64),
    bytes     TEXT NOT NULL REFERENCES blob (digest),
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (name, digest)
) STRICT;

CREATE TRIGGER price_seen_once BEFORE INSERT ON price_seen
    WHEN EXISTS (SELECT 1 FROM price_seen WHERE row = NEW.row)
    BEGIN SELECT raise(ABORT, 'a price is kept once'); END;
CREATE TRIGGER price_seen_kept_u BEFORE UPDATE ON price_seen
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER price_seen_kept_d BEFORE DELETE ON price_seen
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER model_seen_once BEFORE INSERT ON model_seen
    WHEN EXISTS (SELECT 1 FROM model_seen WHERE name = NEW.name AND digest = NEW.digest)
    BEGIN SELECT raise(ABORT, 'a declaration is kept once'); END;
CREATE TRIGGER model_seen_kept_u BEFORE UPDATE ON model_seen
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER model_seen_kept_d BEFORE DELETE ON model_seen
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reservation_before_call BEFORE INSERT ON reservation
    WHEN EXISTS (SELECT 1 FROM call WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'the call is recorded already'); END;
