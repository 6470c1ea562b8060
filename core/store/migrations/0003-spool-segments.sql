-- A segment of a collector's spool is imported once, under whatever name its file has: its own hash tells.
ALTER TABLE file ADD COLUMN spool_sha256 BLOB;
CREATE INDEX file_spool ON file (spool_sha256) WHERE spool_sha256 IS NOT NULL;
