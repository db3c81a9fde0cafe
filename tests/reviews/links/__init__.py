"""External links."""
