-- Counts what makes a proof of identity void: passwords set, locks and unlocks. A sign-in that is under way names the
-- count that it was proven against.
ALTER TABLE users ADD COLUMN credentials_revision INTEGER NOT NULL DEFAULT 1;

-- Whose link it is: a new password voids them all.
ALTER TABLE invitations ADD COLUMN sub TEXT;
UPDATE invitations SET sub = json_extract(invitation, '$.sub');
CREATE INDEX invitations_sub ON invitations (sub);

-- Waiting requests travel sealed with the browser; what is kept is which of them were answered.
DROP TABLE interactions;
CREATE TABLE finished_interactions (
  digest     BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX finished_interactions_expires ON finished_interactions (expires_at);

-- So do cookie sessions in which nobody signed in.
DELETE FROM cookie_sessions WHERE json_extract(state, '$.login') IS NULL AND json_extract(state, '$.ended') IS NULL;

-- By which credential the client proved itself for what it got: that ends when the credential is withdrawn.
ALTER TABLE grants ADD COLUMN proven_by TEXT;
ALTER TABLE client_access_tokens ADD COLUMN proven_by TEXT;
