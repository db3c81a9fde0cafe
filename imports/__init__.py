"""Room « Imports »: a city's own documents and spreadsheets, read into drafts that somebody checks."""
