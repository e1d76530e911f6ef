-- How long an app took to answer the last logout token that it was sent, in milliseconds.
ALTER TABLE logout_deliveries ADD COLUMN took_ms bigint;
