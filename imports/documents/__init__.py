"""From a file to blocks of text, whatever its format: pure readers, without Django, run by ``jobs.apart``."""
