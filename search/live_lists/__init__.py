"""Searches stored in pages: their blocks, what an editor chooses from, and the records that they name."""
