-- What breaks the order of events, or keeps a text twice, ends the whole transaction, which mkai would end anyway. As
-- long as a trigger may undo its statement alone, SQLite copies every page that the statement touches before it does
-- (https://sqlite.org/tempfiles.html, "Statement Journal Files", 2026-11-26), for nearly every row that mkai writes.
DROP TRIGGER event_gapless;
CREATE TRIGGER event_gapless BEFORE INSERT ON event
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
    BEGIN SELECT raise(ROLLBACK, 'events are numbered without gaps'); END;
DROP TRIGGER blob_once;
CREATE TRIGGER blob_once BEFORE INSERT ON blob
    WHEN EXISTS (SELECT 1 FROM blob WHERE digest = NEW.digest OR sha256 = NEW.sha256)
    BEGIN SELECT raise(ROLLBACK, 'identical bytes are kept once'); END;
