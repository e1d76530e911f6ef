-- The sweep looks every minute for what is over.
CREATE INDEX new_sign_ins_expires ON new_sign_ins (expires_at);
CREATE INDEX invitations_expires ON invitations (expires_at);
CREATE INDEX email_changes_expires ON email_changes (expires_at);
-- Apps that could not be told of a sign-out, whatever else waits to be sent.
CREATE INDEX logout_deliveries_failing ON logout_deliveries (state) WHERE state = 'failed' OR state = 'pending' AND attempts > 0;
