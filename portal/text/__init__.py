"""Words as people read and sort them: spacing, letters, ages, languages, names in order; it knows no model."""
