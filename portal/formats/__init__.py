"""How dates and hours are typed: Django's own formats of a language, and what people write besides."""
