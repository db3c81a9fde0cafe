"""Screens of the sheets in the admin: « Toutes les fiches », what is done beside a sheet or to many, and deletions."""
