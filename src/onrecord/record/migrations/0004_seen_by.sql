-- The record, version 4: who read the type of a claim, where it was not a frame of the tables.

ALTER TABLE claims ADD COLUMN seen_by TEXT;
