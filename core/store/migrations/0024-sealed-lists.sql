-- Lists beside an anonymised stream: what they say of people is sealed with the workspace's key; the columns beside hold a mark
-- (the same for the same value) or nothing. Null where a row is in clear.
ALTER TABLE person ADD COLUMN sealed TEXT;
ALTER TABLE exclusion ADD COLUMN sealed TEXT;
ALTER TABLE ip_range ADD COLUMN sealed TEXT;

-- What stands behind the marks of name evidence and of imports' excluded names.
CREATE TABLE sealed_value (
  mark TEXT PRIMARY KEY,
  sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Its users and devices are marks: reading lines with it needs the key.
ALTER TABLE name_import ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1));
