-- What each pull of a connection brought, and how it ended. Of each connection the newest are kept.
CREATE TABLE connection_pull (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection INTEGER NOT NULL REFERENCES connection (id),
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  -- By a person, else by the schedule.
  asked INTEGER NOT NULL CHECK (asked IN (0, 1)),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'cancelled')),
  records INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  -- Why it did not come to its end; NULL: it did.
  message TEXT,
  -- JSON: of each feed how many records came, and up to when it is complete.
  feeds TEXT NOT NULL
) STRICT;
CREATE INDEX connection_pull_by_connection ON connection_pull (connection, id);
