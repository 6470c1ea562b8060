-- The organisation's own IP ranges; lists as JSON.
CREATE TABLE ip_range (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  cidrs TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('administrative', 'cloudProvider', 'corporate', 'risky', 'vpn', 'other')),
  tags TEXT NOT NULL DEFAULT '[]',
  location TEXT,
  isp TEXT
) STRICT;

-- People of the directory, as its last import had them.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  upn TEXT,
  account TEXT,
  domain TEXT,
  mail TEXT,
  name TEXT,
  department TEXT,
  manager TEXT,
  groups TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- Whom to leave out when lines are read.
CREATE TABLE exclusion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'group', 'address', 'device')),
  value TEXT NOT NULL,
  comment TEXT NOT NULL DEFAULT '',
  added INTEGER NOT NULL,
  UNIQUE (kind, value)
) STRICT;
