-- What a node closed without an address for the app, app by app: a node that has one looks for it every few seconds.
CREATE INDEX logout_deliveries_not_asked ON logout_deliveries (client_id, created_at) WHERE state = 'not_asked';
