"""What every sheet (« fiche ») has in common, whatever its kind."""
