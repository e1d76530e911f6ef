-- User codes (CIBA Core 1.0): what somebody tells an app that may only ask them for something with it. A hash of a password's kind.
CREATE TABLE user_codes (
  sub     TEXT PRIMARY KEY,
  hash    TEXT NOT NULL,
  made_at INTEGER NOT NULL
) WITHOUT ROWID;
