-- What a stream is (files brought by hand, a collector's feed, agents on devices), and whether the global view adds it up.
ALTER TABLE stream ADD COLUMN kind TEXT NOT NULL DEFAULT 'snapshot' CHECK (kind IN ('snapshot', 'continuous', 'endpoint'));
ALTER TABLE stream ADD COLUMN comment TEXT NOT NULL DEFAULT '';
-- NULL: as its kind has it.
ALTER TABLE stream ADD COLUMN in_global INTEGER CHECK (in_global IN (0, 1));

-- A report of one's own: streams and what narrows them, as JSON.
CREATE TABLE custom_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  comment TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL
) STRICT;
