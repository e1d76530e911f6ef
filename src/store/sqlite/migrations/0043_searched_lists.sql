-- What administrators' lists are searched and put in order by, where no index had it. `ended_at` is in them so that looking needs no row.
CREATE INDEX sessions_used ON sessions (last_seen, id, ended_at) WHERE ended_at IS NULL;
CREATE INDEX sessions_address ON sessions (ip, ended_at) WHERE ended_at IS NULL;
CREATE INDEX logout_deliveries_untold ON logout_deliveries (created_at, client_id, session_id, state) WHERE state IN ('pending', 'failed');
CREATE INDEX audit_of_client ON audit (client_id, id, event) WHERE client_id IS NOT NULL;
-- What somebody did to others, or to the server: what concerns themselves, another index has.
CREATE INDEX audit_of_actor ON audit (actor, id, event)
WHERE actor >= 'person:' AND actor < 'person;' AND (sub IS NULL OR actor <> 'person:' || sub);
