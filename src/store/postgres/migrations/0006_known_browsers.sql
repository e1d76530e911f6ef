-- Browsers that are known for people, by the digests of the tokens in their cookies. factor_since to factor_revision: the
-- second factor that is remembered, while users.credentials_revision is what it was.
CREATE TABLE known_browsers (
  digest          bytea PRIMARY KEY,
  sub             text COLLATE "C" NOT NULL,
  user_agent      text NOT NULL,
  first_seen      bigint NOT NULL,
  last_seen       bigint NOT NULL,
  factor_since    bigint,
  factor_until    bigint,
  factor_revision bigint
);
CREATE INDEX known_browsers_sub ON known_browsers (sub, last_seen);
CREATE INDEX known_browsers_last_seen ON known_browsers (last_seen);

-- Sign-ins in browsers that were new to their people, who may disown them by a link.
CREATE TABLE new_sign_ins (
  session_id   text COLLATE "C" PRIMARY KEY,
  sub          text COLLATE "C" NOT NULL,
  since        bigint NOT NULL,
  signed_in_at bigint NOT NULL,
  user_agent   text NOT NULL,
  ip           text NOT NULL,
  email        text NOT NULL,
  link         bytea,
  expires_at   bigint NOT NULL
);
CREATE INDEX new_sign_ins_sub ON new_sign_ins (sub);
CREATE UNIQUE INDEX new_sign_ins_link ON new_sign_ins (link);
