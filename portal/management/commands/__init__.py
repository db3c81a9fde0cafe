"""Commands of the ground floor that the clock runs, and Django's own that it changes."""
