"""From a draft to a public page: what keeps one back, who is asked first, and revisions that cannot be read whole."""
