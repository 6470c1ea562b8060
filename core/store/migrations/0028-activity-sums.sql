-- Sums over activities (accounts, files) as readers made them, so that they need not be made anew after each opening. Derived: whoever finds
-- none that fit the blocks makes them again. They hold numbers of words and no text (core/store/activities/stored-sums.ts).
CREATE TABLE activity_sum (
  name TEXT PRIMARY KEY,
  -- What made it: another one starts anew.
  version TEXT NOT NULL,
  -- Blocks it has taken in, with their revisions, as a column of pairs.
  blocks INTEGER NOT NULL,
  seen BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_sum_column (
  sum TEXT NOT NULL,
  name TEXT NOT NULL,
  rows INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (sum, name)
) STRICT, WITHOUT ROWID;
