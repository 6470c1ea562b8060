-- What a look at an app over the network found, as JSON (core/model/probe.ts). The last one of each app.
CREATE TABLE app_probe (
  app TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  result TEXT NOT NULL
) STRICT;
