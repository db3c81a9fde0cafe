"""The ground floor of Passerelles, and the version of the whole."""

__version__ = "0.3.0"
