"""Commands for whoever runs the search: rebuild, catch up, tell its state."""
