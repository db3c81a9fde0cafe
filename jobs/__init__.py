"""Room « Travaux »: what takes longer than a request may. A job tells its progress, can be stopped, outlives a kill."""
