-- Lists of addresses and MMDB files that the user brought; they add to and go before the shipped address data.
CREATE TABLE address_list (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  -- What its addresses are: a word of core/model/address.ts.
  class TEXT NOT NULL,
  imported INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  -- As core/geo/address-list.ts packs them.
  ranges BLOB NOT NULL
) STRICT;

CREATE TABLE address_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  imported INTEGER NOT NULL,
  -- What the file says of itself: its type and when it was made, ms since 1970.
  database_type TEXT NOT NULL,
  built INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;
