"""Tags and filters that templates of any room may load."""
