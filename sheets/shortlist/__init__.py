"""A list of sheets that somebody keeps without an account: it is its address, and nothing is stored here."""
