-- What a continuous stream received on one UTC day is one import: batches join the first of the day. Days since 1970; null for what
-- a person imported.
ALTER TABLE import ADD COLUMN day INTEGER;
CREATE INDEX import_day ON import (day, stream) WHERE day IS NOT NULL;
