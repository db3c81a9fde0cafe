"""What a document names, against what the portal knows already: one record, near ones to ask about, or none."""
