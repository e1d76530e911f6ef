-- Keys that sign ('sig') and keys that content is encrypted to ('enc').
ALTER TABLE signing_keys ADD COLUMN purpose TEXT NOT NULL DEFAULT 'sig';
