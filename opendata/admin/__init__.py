"""Screens of open data: what terms are called in national lists, and the files that are given."""
