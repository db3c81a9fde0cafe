"""What every screen of the admin owes: rights at its doors, refusals in words, searches, exports, tabs, closed rows."""
