"""Papers as JSON: our own JSON Lines, and what all formats in JSON share."""
