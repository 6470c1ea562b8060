-- Listings of what is at providers: accounts, groups, files. Steps that are left and rows that came so far are kept page by page, so that a listing
-- that was cut off goes on; once whole it becomes a snapshot of the tenant.
CREATE TABLE connection_listing (
  connection INTEGER NOT NULL REFERENCES connection (id),
  listing TEXT NOT NULL,
  -- Of the one under way; NULL: none is.
  started INTEGER,
  -- JSON: what is left to ask.
  steps TEXT,
  skipped INTEGER NOT NULL DEFAULT 0,
  -- Of the last whole one.
  finished INTEGER,
  objects INTEGER,
  note TEXT,
  PRIMARY KEY (connection, listing)
) STRICT, WITHOUT ROWID;
CREATE TABLE listing_page (
  connection INTEGER NOT NULL,
  listing TEXT NOT NULL,
  page INTEGER NOT NULL,
  objects INTEGER NOT NULL,
  -- JSON: a list of objects.
  rows TEXT NOT NULL,
  PRIMARY KEY (connection, listing, page)
) STRICT;
