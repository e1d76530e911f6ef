-- Requests that their clients poll the token endpoint for (RFC 8628), until they are answered, redeemed or over. What the
-- client polls with, and what people type, are digests.
CREATE TABLE polled_requests (
  digest          bytea PRIMARY KEY,
  grant_type      text NOT NULL,
  client_id       text NOT NULL,
  user_code       bytea UNIQUE,
  sub             text,
  request         text NOT NULL,
  created_at      bigint NOT NULL,
  expires_at      bigint NOT NULL,
  poll_interval   bigint NOT NULL,
  polled_at       bigint,
  answered_at     bigint,
  "authorization" text,
  redeemed_at     bigint
);
CREATE INDEX polled_requests_of_clients ON polled_requests (client_id, expires_at);
CREATE INDEX polled_requests_of_people ON polled_requests (sub) WHERE sub IS NOT NULL;
CREATE INDEX polled_requests_by_expiry ON polled_requests (expires_at);
