"""Document to event candidates: one document at a time, no database."""
