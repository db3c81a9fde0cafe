"""The API: what an anonymous visitor may read, for programs. One shape of lists, one of errors, whatever is listed."""
