-- Requests that name the person (CIBA): what a client that is pinged is told is sealed, and leaves when it was told.
ALTER TABLE polled_requests ADD COLUMN notification text;
ALTER TABLE polled_requests ADD COLUMN notify_at bigint;
ALTER TABLE polled_requests ADD COLUMN notify_attempts bigint NOT NULL DEFAULT 0;
CREATE INDEX polled_requests_by_notification ON polled_requests (notify_at) WHERE notify_at IS NOT NULL;
