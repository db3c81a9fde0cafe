"""Screens of the search in the admin: promoted results, searches without result, the count of a list."""
