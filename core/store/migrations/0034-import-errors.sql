-- Why an import failed, as JSON; NULL: it did not, or it did before this was kept.
ALTER TABLE import ADD COLUMN error TEXT;
