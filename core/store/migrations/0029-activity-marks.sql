-- Blocks in which a row repeats another one (column 43) or is private (46). They are few: by this index the others are known without a look
-- at each, which would read a page or two of the table for every block. A column of zeros is one byte.
CREATE INDEX activity_column_marked ON activity_column (block) WHERE col IN (43, 46) AND length(data) > 1;
