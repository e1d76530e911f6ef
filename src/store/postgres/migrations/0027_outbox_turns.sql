-- A row for each client that was ever to be told of a login that ended. Whoever takes a delivery for a client locks its row until the
-- commit, so that at most one is under way for it over all nodes. It holds nothing, and is made anew where it is missing.
CREATE TABLE outbox_turns (
  client_id text COLLATE "C" PRIMARY KEY
);
-- The delivery of a client that is due first, however many it has.
CREATE INDEX logout_deliveries_of_clients ON logout_deliveries (client_id, next_attempt_at) WHERE state = 'pending';
