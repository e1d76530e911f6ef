-- In which browser a login began, and a factor was added, by the digest of what makes that browser known for the person. Empty
-- where a factor was added on the way to a login; NULL where an earlier version did it.
ALTER TABLE sessions ADD COLUMN browser BLOB;
ALTER TABLE new_sign_ins ADD COLUMN browser BLOB;
ALTER TABLE totp ADD COLUMN added_in BLOB;
ALTER TABLE passkeys ADD COLUMN added_in BLOB;
