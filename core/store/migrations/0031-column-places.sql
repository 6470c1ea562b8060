-- Columns of activities by number, and an index that finds them. Where the table itself was sorted by block and column, every step of a look-up
-- read the whole of the column that it compared with, 20 to 80 kB each: a dozen columns for one.
ALTER TABLE activity_column RENAME TO activity_column_before;
DROP INDEX activity_column_marked;
CREATE TABLE activity_column (
  id INTEGER PRIMARY KEY,
  block INTEGER NOT NULL,
  col INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
INSERT INTO activity_column (block, col, data) SELECT block, col, data FROM activity_column_before ORDER BY block, col;
DROP TABLE activity_column_before;
CREATE UNIQUE INDEX activity_column_place ON activity_column (block, col);
-- As in 0029: blocks in which a row repeats another one, or is private.
CREATE INDEX activity_column_marked ON activity_column (block) WHERE col IN (43, 46) AND length(data) > 1;
