-- User codes (CIBA Core 1.0): what somebody tells an app that may only ask them for something with it. A hash of a password's kind.
CREATE TABLE user_codes (
  sub     text COLLATE "C" PRIMARY KEY,
  hash    text NOT NULL,
  made_at bigint NOT NULL
);
