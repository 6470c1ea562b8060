-- Evidence that names addresses: DNS answers, leases, sessions, logons. Its lines are no traffic.
CREATE TABLE name_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('running', 'done')),
  started INTEGER NOT NULL,
  zone TEXT NOT NULL,
  ledger TEXT
) STRICT;

-- From `start` to `stop` (seconds) the address stood for the value. An empty value ends what the basis said before.
CREATE TABLE name_record (
  import INTEGER NOT NULL REFERENCES name_import (id),
  kind INTEGER NOT NULL,
  address TEXT NOT NULL,
  start INTEGER NOT NULL,
  basis INTEGER NOT NULL,
  client TEXT NOT NULL,
  value TEXT NOT NULL,
  stop INTEGER NOT NULL,
  PRIMARY KEY (import, kind, address, start, basis, client, value)
) STRICT, WITHOUT ROWID;

-- Name imports in force when the lines were read: evidence is read with the same ones.
ALTER TABLE import ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
