-- The unit of the directory that holds a person, as a path from the top.
ALTER TABLE person ADD COLUMN org_unit TEXT;
