-- What people have stopped, and who let it go on. A pause without an end is in force.
CREATE TABLE pause (
    id        TEXT PRIMARY KEY,
    scope     TEXT NOT NULL CHECK (scope IN ('all', 'campaign', 'channel', 'prompt', 'model', 'destination')),
    value     TEXT NOT NULL,  -- empty for all
    person    TEXT NOT NULL,
    reason    TEXT NOT NULL REFERENCES blob (digest),
    at_ms     INTEGER NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE TABLE pause_lift (
    pause     TEXT NOT NULL REFERENCES pause (id),
    person    TEXT NOT NULL,
    reason    TEXT NOT NULL REFERENCES blob (digest),
    at_ms     INTEGER NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (pause, person)
) STRICT;
CREATE TABLE pause_end (
    pause     TEXT PRIMARY KEY REFERENCES pause (id),
    event_seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

CREATE TRIGGER pause_kept_u BEFORE UPDATE ON pause BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER pause_kept_d BEFORE DELETE ON pause BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER pause_once BEFORE INSERT ON pause WHEN EXISTS (SELECT 1 FROM pause WHERE id = NEW.id)
    BEGIN SELECT raise(ABORT, 'a pause is made once'); END;
CREATE TRIGGER pause_lift_kept_u BEFORE UPDATE ON pause_lift
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER pause_lift_kept_d BEFORE DELETE ON pause_lift
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER pause_lift_once BEFORE INSERT ON pause_lift
    WHEN EXISTS (SELECT 1 FROM pause_lift WHERE pause = NEW.pause AND person = NEW.person)
    BEGIN SELECT raise(ABORT, 'one person lifts a pause once'); END;
CREATE TRIGGER pause_end_kept_u BEFORE UPDATE ON pause_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER pause_end_kept_d BEFORE DELETE ON pause_end
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER pause_end_once BEFORE INSERT ON pause_end
    WHEN EXISTS (SELECT 1 FROM pause_end WHERE pause = NEW.pause)
    BEGIN SELECT raise(ABORT, 'a pause ends once'); END;
