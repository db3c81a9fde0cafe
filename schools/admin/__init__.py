"""Screens of schools and streets."""
