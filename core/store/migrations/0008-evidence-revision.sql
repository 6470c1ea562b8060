-- Evidence is written anew when there is time: which file of the import is the valid one.
ALTER TABLE import ADD COLUMN evidence_rev INTEGER NOT NULL DEFAULT 0;
