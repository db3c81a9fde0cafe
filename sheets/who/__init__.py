"""Who does what: the organizations and the functions that public pages name, and the pages that name them."""
