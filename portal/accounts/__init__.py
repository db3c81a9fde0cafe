"""Who may come in and manage whom: logins, passwords, sessions, limits, rights over accounts."""
