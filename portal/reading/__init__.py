"""Reading the database for visitors: statements that are written once."""
