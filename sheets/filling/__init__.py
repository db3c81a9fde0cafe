"""One field of many sheets: what stands there, and the value that all of them are given."""
