-- Since when a connection fails without a success between, and when its secret ends as the provider says; NULL: not, or not known.
ALTER TABLE connection ADD COLUMN failing_since INTEGER;
ALTER TABLE connection ADD COLUMN secret_expires INTEGER;
