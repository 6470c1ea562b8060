-- Whose activities are stored when audit logs are read, and the groups whose activities are private from then on.
CREATE TABLE scope_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('include', 'exclude')),
  name TEXT NOT NULL UNIQUE,
  -- JSON: names of groups.
  groups TEXT NOT NULL,
  -- JSON: catalog ids of apps; NULL: every app.
  apps TEXT,
  added INTEGER NOT NULL
) STRICT;
CREATE TABLE private_group (
  name TEXT PRIMARY KEY,
  added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
