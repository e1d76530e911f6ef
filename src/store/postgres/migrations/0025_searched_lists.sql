-- What administrators' lists are searched and put in order by, where no index had it.
CREATE INDEX sessions_used ON sessions (last_seen, id) WHERE ended_at IS NULL;
CREATE INDEX sessions_address ON sessions (ip COLLATE "C") WHERE ended_at IS NULL;
CREATE INDEX logout_deliveries_untold ON logout_deliveries (created_at, client_id, session_id, state) WHERE state IN ('pending', 'failed');
CREATE INDEX audit_of_client ON audit (client_id, id, event) WHERE client_id IS NOT NULL;
-- What somebody did to others, or to the server: what concerns themselves, another index has.
CREATE INDEX audit_of_actor ON audit (actor COLLATE "C", id, event)
WHERE actor COLLATE "C" >= 'person:' AND actor COLLATE "C" < 'person;' AND (sub IS NULL OR actor COLLATE "C" <> 'person:' || sub);
