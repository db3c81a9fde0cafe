"""The screens: the tables, a file dropped, its columns, what it would change, what it changed."""
