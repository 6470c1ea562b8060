-- When the line before a frame was, in ms, where its lines stand in the hour that the clock shows twice: which of the two they are of, the order of a
-- file's lines told when it was imported, and a frame by itself does not.
ALTER TABLE frame ADD COLUMN clock INTEGER;
