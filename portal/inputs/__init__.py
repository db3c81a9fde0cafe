"""What people type or paste, read forgivingly or refused beside its field: days, phones, places, rows, rich text."""
