-- What was changed at providers through connections: written before a request is sent, completed once its outcome is known. `outcome` is NULL
-- until then; a run that stays so was cut off. The connection may be gone since.
CREATE TABLE action_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started INTEGER NOT NULL,
  ended INTEGER,
  connection INTEGER NOT NULL,
  connection_name TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  undo_of INTEGER REFERENCES action_run (id),
  -- JSON: the values it was given, and what was seen before.
  given TEXT NOT NULL,
  seen TEXT NOT NULL,
  outcome TEXT,
  status INTEGER,
  message TEXT NOT NULL DEFAULT '',
  after TEXT
) STRICT;
