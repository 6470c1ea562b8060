CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE stream (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
) STRICT;

-- Ids of imports, files, segments and frames are never given twice (AUTOINCREMENT): readers keep decoded segments by id, evidence
-- files and log entries name imports.

-- The import is the unit of storage, visibility and removal: readers see state 'done' (and 'running' as provisional).
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stream INTEGER NOT NULL REFERENCES stream (id),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  format TEXT NOT NULL,
  zone TEXT NOT NULL,
  keep_evidence INTEGER NOT NULL,
  -- Zone and format as one key: frames are duplicates only of frames read the same way.
  reading TEXT NOT NULL,
  -- Place among the workspace's imports; a re-read import keeps the place of the one it replaces.
  place INTEGER NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER,
  first_event INTEGER,
  last_event INTEGER,
  evidence_bytes INTEGER NOT NULL DEFAULT 0,
  fields TEXT NOT NULL DEFAULT '[]',
  ledger TEXT,
  -- The organisation's profile as it was when the lines were read: it decides which of them count as outbound.
  profile TEXT
) STRICT;

CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL REFERENCES import (id),
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  sha256 BLOB,
  encoding TEXT NOT NULL
) STRICT;
CREATE INDEX file_import ON file (import);
CREATE INDEX file_sha256 ON file (sha256);

CREATE TABLE dest (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE device (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL REFERENCES import (id),
  stream INTEGER NOT NULL,
  hour_min INTEGER NOT NULL,
  hour_max INTEGER NOT NULL,
  cells INTEGER NOT NULL,
  tx INTEGER NOT NULL
) STRICT;
CREATE INDEX segment_import ON segment (import);
CREATE TABLE segment_column (
  segment INTEGER NOT NULL,
  col INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (segment, col)
) STRICT, WITHOUT ROWID;

-- A frame of a file: its bytes stand in the import's evidence file at [offset, offset + clen), or, when an earlier import of the
-- same stream and reading already stored them, in that import's frame `dup_of`, from raw byte `dup_offset` on.
CREATE TABLE frame (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL,
  file INTEGER NOT NULL REFERENCES file (id),
  slice INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  offset INTEGER,
  clen INTEGER NOT NULL,
  rlen INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  t_min INTEGER,
  t_max INTEGER,
  first_hash INTEGER NOT NULL,
  last_hash INTEGER NOT NULL,
  dup_of INTEGER,
  dup_offset INTEGER NOT NULL DEFAULT 0,
  -- Header lines (W3C directives) in force where the frame begins.
  prelude TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX frame_import ON frame (import);
CREATE INDEX frame_file ON frame (file, slice, seq);
CREATE INDEX frame_dup ON frame (dup_of) WHERE dup_of IS NOT NULL;
CREATE TABLE frame_keys (frame INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;

CREATE TABLE reject_sample (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import (id),
  file INTEGER NOT NULL,
  line INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;
CREATE INDEX reject_import ON reject_sample (import);

CREATE TABLE app_state (
  app TEXT PRIMARY KEY,
  tag TEXT CHECK (tag IN ('sanctioned', 'unsanctioned', 'monitored')),
  note TEXT NOT NULL DEFAULT '',
  override_score INTEGER CHECK (override_score BETWEEN 0 AND 10)
) STRICT;
CREATE TABLE custom_app (id TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT;

CREATE TABLE governance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER governance_is_append_only_update BEFORE UPDATE ON governance
BEGIN SELECT RAISE(ABORT, 'the governance log is append-only'); END;
CREATE TRIGGER governance_is_append_only_delete BEFORE DELETE ON governance
BEGIN SELECT RAISE(ABORT, 'the governance log is append-only'); END;
CREATE TRIGGER governance_is_append_only_replace BEFORE INSERT ON governance
WHEN EXISTS (SELECT 1 FROM governance WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the governance log is append-only'); END;
