-- Whether a person wishes to be asked by an app each time: what they allowed answers no later request then.
ALTER TABLE consents ADD COLUMN asks_each_time boolean NOT NULL DEFAULT false;
