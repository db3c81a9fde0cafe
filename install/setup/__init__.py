"""An empty but complete site: groups and rights, workflow, index pages, vocabularies, legal pages, settings."""
