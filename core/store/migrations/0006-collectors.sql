-- Sources of the workspace's collector. `config` is their definition as JSON; certificates and keys are paths in it, never contents.
CREATE TABLE collector (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  config TEXT NOT NULL,
  -- Starts with the workspace.
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  last_data INTEGER
) STRICT;

-- What a person should hear of: a port in use, a full disk, no data for hours, and that it is over. The oldest go.
CREATE TABLE collector_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'warn')),
  message TEXT NOT NULL
) STRICT;
