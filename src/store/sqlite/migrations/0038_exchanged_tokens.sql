-- Tokens that were exchanged for others (RFC 8693): whose they are, which token they came from, and the rest of it. They
-- belong to the grant of that token and end with it.
ALTER TABLE access_tokens ADD COLUMN client_id TEXT;
ALTER TABLE access_tokens ADD COLUMN parent BLOB;
ALTER TABLE access_tokens ADD COLUMN exchange TEXT;
CREATE INDEX access_tokens_parent ON access_tokens (parent) WHERE parent IS NOT NULL;
CREATE INDEX access_tokens_client ON access_tokens (client_id) WHERE client_id IS NOT NULL;
