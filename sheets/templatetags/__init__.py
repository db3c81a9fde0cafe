"""What the templates of sheets ask."""
