-- Whether a source's silence was told of and no data came since: it is told of once, however often the collector starts.
ALTER TABLE collector ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
