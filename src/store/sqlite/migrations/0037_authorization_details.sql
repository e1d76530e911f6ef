-- What an access token allows in detail (RFC 9396), as JSON; none of most tokens.
ALTER TABLE access_tokens ADD COLUMN authorization_details TEXT;
ALTER TABLE client_access_tokens ADD COLUMN authorization_details TEXT;
