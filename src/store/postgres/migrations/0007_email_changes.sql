-- The address that a person says is theirs, until the link in a mail to it is opened: what they asked for last.
CREATE TABLE email_changes (
  sub        text COLLATE "C" PRIMARY KEY,
  id         text NOT NULL,
  email      text NOT NULL,
  revision   bigint NOT NULL,
  asked_at   bigint NOT NULL,
  expires_at bigint NOT NULL,
  digest     bytea
);
