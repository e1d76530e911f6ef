-- Whether a passkey has signed its person in by itself, or can: it verifies them, and browsers find it without its id.
ALTER TABLE passkeys ADD COLUMN signs_in boolean NOT NULL DEFAULT false;
