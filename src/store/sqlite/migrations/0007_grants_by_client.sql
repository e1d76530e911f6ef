-- The name of the grant's login towards its client, which hints and logout tokens carry.
ALTER TABLE grants ADD COLUMN sid TEXT;
CREATE INDEX grants_client ON grants (client_id, sid);
CREATE INDEX consents_client ON consents (client_id);
