"""The registers that pages name: organizations, contacts, and the words that the portal explains."""
