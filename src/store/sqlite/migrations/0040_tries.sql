-- How often somebody failed at something in a window so long that a process may not live through it.
CREATE TABLE tries (
  counter BLOB PRIMARY KEY,
  failed  INTEGER NOT NULL,
  until   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX tries_until ON tries (until);
