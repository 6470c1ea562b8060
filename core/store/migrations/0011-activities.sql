-- Audit logs of connected apps. An import is either of traffic or of activities; of the latter, `connector` says what was to read it.
ALTER TABLE import ADD COLUMN connector TEXT;

-- Texts of activities, each once by kind (user, app, operation, address, …).
CREATE TABLE activity_word (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (kind, text)
) STRICT;

-- A block holds the activities of one slice of a file, column by column; scans read only the columns that a question needs.
-- Rows that repeat an earlier one stay, marked in a column, so that removing the earlier import brings them back; whenever
-- marks change, so does the revision.
CREATE TABLE activity_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL REFERENCES import (id),
  file INTEGER NOT NULL,
  slice INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  time_min INTEGER NOT NULL,
  time_max INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX activity_block_import ON activity_block (import);
CREATE INDEX activity_block_file ON activity_block (file, slice);

CREATE TABLE activity_column (
  block INTEGER NOT NULL,
  col INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (block, col)
) STRICT, WITHOUT ROWID;

-- The lines that a block's activities were read from, about 256 KiB a part; `first` is the number of its first line within the block.
CREATE TABLE activity_raw (
  id INTEGER PRIMARY KEY,
  block INTEGER NOT NULL,
  first INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX activity_raw_block ON activity_raw (block, first);
