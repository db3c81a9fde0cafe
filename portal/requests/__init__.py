"""A request before any view: how it arrives, in which charset, what its answer depends on; it knows no model."""
