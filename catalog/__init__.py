"""What shapes the sheets, all of it content: vocabularies and their terms, kinds, properties and their types."""
