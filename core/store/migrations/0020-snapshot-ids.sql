-- A snapshot's number is never given again, so that what was read of one cannot be taken for another.
ALTER TABLE tenant_snapshot RENAME TO tenant_snapshot_before;
CREATE TABLE tenant_snapshot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  tenant TEXT NOT NULL,
  taken INTEGER NOT NULL,
  source TEXT NOT NULL,
  objects INTEGER NOT NULL,
  rows TEXT NOT NULL
) STRICT;
INSERT INTO tenant_snapshot (id, kind, tenant, taken, source, objects, rows)
  SELECT id, kind, tenant, taken, source, objects, rows FROM tenant_snapshot_before;
DROP TABLE tenant_snapshot_before;
CREATE INDEX tenant_snapshot_kind ON tenant_snapshot (kind, tenant, taken);
