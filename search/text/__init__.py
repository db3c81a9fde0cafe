"""French, analysed once for all engines: tokens, stems, synonyms, corrections, excerpts. Pure: no Django, no engine."""
