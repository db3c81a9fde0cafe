"""Room « Tableurs »: the registers and the sheets as spreadsheets, out and back in."""
