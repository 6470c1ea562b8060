-- Streams whose users and devices are tokens: chosen at a stream's first import.
ALTER TABLE stream ADD COLUMN anonymised INTEGER NOT NULL DEFAULT 0 CHECK (anonymised IN (0, 1));

-- The clear name for those who hold the workspace's key; null where `name` is the clear name.
ALTER TABLE user ADD COLUMN sealed BLOB;
ALTER TABLE device ADD COLUMN sealed BLOB;

-- An anonymised stream's frame: its first and last line hash, sealed; `first_hash` and `last_hash` are 0 then.
ALTER TABLE frame ADD COLUMN edges TEXT;
