"""Documents that have a version each year."""
