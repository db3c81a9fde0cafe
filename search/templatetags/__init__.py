"""What the templates of listings ask of the search."""
