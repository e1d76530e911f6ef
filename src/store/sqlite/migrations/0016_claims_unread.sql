-- Clients that asked for claims and never fetched them: one row each, written when it is noticed.
CREATE TABLE claims_unread (client_id TEXT PRIMARY KEY, noticed_at INTEGER NOT NULL) WITHOUT ROWID;
