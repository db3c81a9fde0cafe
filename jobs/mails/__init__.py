"""Mails that may wait: one row each, sent once, by the process that does jobs."""
