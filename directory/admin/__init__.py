"""Screens of the registers."""
