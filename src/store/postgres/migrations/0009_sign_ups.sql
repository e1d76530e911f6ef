-- Links that let somebody make an account: in a mail to `email`, or handed over by an administrator.
CREATE TABLE sign_up_links (
  digest      bytea PRIMARY KEY,
  email       text,
  interaction text,
  uses_left   bigint NOT NULL,
  expires_at  bigint NOT NULL
);
CREATE INDEX sign_up_links_by_expiry ON sign_up_links (expires_at);

-- Accounts that their people made. Who waits for an administrator is locked meanwhile, and may have named an address that a mail
-- has yet to confirm.
CREATE TABLE sign_ups (
  sub     text COLLATE "C" PRIMARY KEY,
  how     text NOT NULL,
  made_at bigint NOT NULL,
  waits   boolean NOT NULL,
  email   text
);
CREATE INDEX sign_ups_that_wait ON sign_ups (made_at) WHERE waits;
