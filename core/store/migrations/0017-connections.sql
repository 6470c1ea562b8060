-- Connections to providers' APIs. `config` is their definition as JSON; secrets are kept outside the workspace, under the name in `vault`.
CREATE TABLE connection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  config TEXT NOT NULL,
  vault TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  state TEXT NOT NULL,
  problem TEXT,
  created INTEGER NOT NULL,
  last_try INTEGER,
  last_success INTEGER,
  not_before INTEGER
) STRICT;

-- Where reading of each feed has got to: written in the transaction that makes the records before it visible.
CREATE TABLE connection_feed (
  connection INTEGER NOT NULL REFERENCES connection (id),
  feed TEXT NOT NULL,
  position TEXT NOT NULL,
  records INTEGER NOT NULL,
  last_records INTEGER,
  note TEXT,
  PRIMARY KEY (connection, feed)
) STRICT, WITHOUT ROWID;
