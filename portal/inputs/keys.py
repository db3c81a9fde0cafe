"""What may be the key of a record: the rest of what a request or a text holds is never asked of the database."""

LONGEST = 18  # digits: what every database takes


def is_key(text):
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= LONGEST
