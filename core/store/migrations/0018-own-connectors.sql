-- Layouts of audit logs that the workspace describes itself.
CREATE TABLE own_connector (id TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT;
