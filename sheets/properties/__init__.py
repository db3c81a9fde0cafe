"""Values of the properties that editors define: stored, read without trust, put in words, shown, edited."""
