-- When a registered client last got something, to within a day. What was there before this was kept counts as used now:
-- nobody knows better.
ALTER TABLE clients ADD COLUMN last_used_at INTEGER;
UPDATE clients SET last_used_at = unixepoch();
