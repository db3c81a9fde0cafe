"""The sample content: readers of ``sample/*.yaml``, and its records in the order they are loaded."""
