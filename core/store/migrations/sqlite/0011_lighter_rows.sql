-- What a draft writes, for less. As in 0010, for the two other tables of each draft:
DROP TRIGGER call_once;
CREATE TRIGGER call_once BEFORE INSERT ON call
    WHEN EXISTS (SELECT 1 FROM call WHERE id = NEW.id)
    BEGIN SELECT raise(ROLLBACK, 'a call is recorded once'); END;
DROP TRIGGER version_once;
CREATE TRIGGER version_once BEFORE INSERT ON version
    WHEN EXISTS (SELECT 1 FROM version WHERE asset = NEW.asset AND number = NEW.number)
    BEGIN SELECT raise(ROLLBACK, 'a version is made once'); END;

-- For IN with three values and more SQLite makes a table of them for every row that is checked (EXPLAIN shows
-- OpenEphemeral), for OR it does not. A CHECK is changed as https://sqlite.org/lang_altertable.html says, section 7,
-- since no row changes.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    'outcome IN (''taken'', ''repaired'', ''invalid'', ''unchanged'', ''failed'')',
    'outcome = ''taken'' OR outcome = ''repaired'' OR outcome = ''invalid'' OR outcome = ''unchanged'' '
    || 'OR outcome = ''failed''') WHERE type = 'table' AND name = 'call';
UPDATE sqlite_schema SET sql = replace(sql,
    'usage_source IN (''unknown'', ''estimated'', ''partial'', ''reported'')',
    'usage_source = ''unknown'' OR usage_source = ''estimated'' OR usage_source = ''partial'' '
    || 'OR usage_source = ''reported''') WHERE type = 'table' AND name = 'call';
UPDATE sqlite_schema SET sql = replace(sql,
    'origin IN (''human'', ''model'', ''mixed'', ''imported'')',
    'origin = ''human'' OR origin = ''model'' OR origin = ''mixed'' OR origin = ''imported''')
    WHERE type = 'table' AND name = 'version';
UPDATE sqlite_schema SET sql = replace(sql,
    'how IN (''generated'', ''edited'', ''imported'', ''suggested'')',
    'how = ''generated'' OR how = ''edited'' OR how = ''imported'' OR how = ''suggested''')
    WHERE type = 'table' AND name = 'version';
PRAGMA writable_schema = RESET;
