-- What a workspace puts right about apps of the catalog, as JSON (AppCorrection of core/model/app.ts).
CREATE TABLE app_correction (
  app TEXT PRIMARY KEY,
  correction TEXT NOT NULL
) STRICT;

-- Tags of the workspace's own, beside sanctioned, unsanctioned and monitored.
CREATE TABLE custom_tag (
  name TEXT PRIMARY KEY COLLATE NOCASE
) STRICT;

CREATE TABLE app_custom_tag (
  app TEXT NOT NULL,
  tag TEXT NOT NULL COLLATE NOCASE REFERENCES custom_tag (name) ON DELETE CASCADE,
  PRIMARY KEY (app, tag)
) STRICT, WITHOUT ROWID;
