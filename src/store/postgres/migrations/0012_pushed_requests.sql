-- Authorization requests that clients pushed (RFC 9126), until a browser arrives with them. Their parameters are sealed.
CREATE TABLE pushed_requests (
  digest     bytea PRIMARY KEY,
  client_id  text NOT NULL,
  request    text NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX pushed_requests_of_clients ON pushed_requests (client_id, expires_at);
CREATE INDEX pushed_requests_by_expiry ON pushed_requests (expires_at);
