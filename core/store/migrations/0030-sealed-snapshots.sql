-- Tenants' state beside an anonymised stream stands sealed.
-- The sealed source; then `source` is its mark and `rows` is sealed text. NULL: both are in clear.
ALTER TABLE tenant_snapshot ADD COLUMN sealed TEXT;
-- 1: `rows` is sealed text.
ALTER TABLE listing_page ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
-- 1: `steps` is sealed text.
ALTER TABLE connection_listing ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
