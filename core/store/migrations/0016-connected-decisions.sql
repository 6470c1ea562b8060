-- What the user said of accounts and OAuth apps of connected apps; every change is in the governance log.
-- An account belongs to the person of another one; its own id keeps it apart from all.
CREATE TABLE account_join (
  account TEXT PRIMARY KEY,
  person TEXT NOT NULL
) STRICT;
CREATE TABLE oauth_mark (
  app TEXT PRIMARY KEY,
  mark TEXT NOT NULL CHECK (mark IN ('approved', 'banned')),
  note TEXT NOT NULL DEFAULT ''
) STRICT;
