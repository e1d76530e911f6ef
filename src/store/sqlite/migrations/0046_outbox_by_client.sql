-- The next delivery of each client is found by one step, however many wait behind it.
CREATE INDEX logout_deliveries_of_clients ON logout_deliveries (client_id, next_attempt_at) WHERE state = 'pending';
