"""From a file to rows of texts. Neither Django nor a database: ``jobs/apart.py`` runs it in a process of its own."""
