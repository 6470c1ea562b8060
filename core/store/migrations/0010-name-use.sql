-- Names that an import's lines have from name evidence, not from the lines themselves.
CREATE TABLE name_use (
  import INTEGER NOT NULL REFERENCES import (id),
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  basis INTEGER NOT NULL,
  PRIMARY KEY (import, kind, value, basis)
) STRICT, WITHOUT ROWID;
