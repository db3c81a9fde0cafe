"""An address turned into a question and back: vocabularies, properties and ranges as the search reads them."""
