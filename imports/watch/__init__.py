"""What contradicts itself in what is published: the doubts of an import, asked of the site."""
