"""A database or a disk that takes nothing: told from mistakes, answered in words, with nothing half-written."""
