-- Who wrote a version of a prompt. prompt_version.author is who registered it; a version without a row here is from
-- before, and they count as its writer.

ALTER TABLE prompt_version ADD COLUMN git_commit TEXT  -- that was checked out
    CHECK (length(git_commit) IN (40, 64) AND git_commit NOT GLOB '*[^0-9a-f]*');

CREATE TABLE prompt_writer (
    name   TEXT NOT NULL,
    digest TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (name, digest, person),
    FOREIGN KEY (name, digest) REFERENCES prompt_version (name, digest)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER prompt_writer_once BEFORE INSERT ON prompt_writer
    WHEN EXISTS (SELECT 1 FROM prompt_writer WHERE name = NEW.name AND digest = NEW.digest AND person = NEW.person)
    BEGIN SELECT raise(ABORT, 'a writer of a prompt is recorded once'); END;
CREATE TRIGGER prompt_writer_kept_u BEFORE UPDATE ON prompt_writer
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER prompt_writer_kept_d BEFORE DELETE ON prompt_writer
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
