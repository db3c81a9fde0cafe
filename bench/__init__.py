"""How fast the portal is, measured on content of its own: ``make bench``. See ``bench/__main__.py``."""
