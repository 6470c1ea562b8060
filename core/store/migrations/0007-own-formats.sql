-- Log formats that the workspace describes itself.
CREATE TABLE own_format (id TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT;

-- The definitions an import was read with: its evidence and re-reads use these, whatever has become of them since.
ALTER TABLE import ADD COLUMN own_formats TEXT NOT NULL DEFAULT '[]';
