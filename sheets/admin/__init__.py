"""Screens of the sheets in the admin."""
