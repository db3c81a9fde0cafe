"""What may go out and come back: a table each, made of columns."""
