-- State of tenants beside their events; `rows` is a JSON array of objects under the names of their export.
CREATE TABLE tenant_snapshot (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  tenant TEXT NOT NULL,
  taken INTEGER NOT NULL,
  source TEXT NOT NULL,
  objects INTEGER NOT NULL,
  rows TEXT NOT NULL
) STRICT;
CREATE INDEX tenant_snapshot_kind ON tenant_snapshot (kind, tenant, taken);
