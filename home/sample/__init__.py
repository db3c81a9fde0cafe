"""The sample content: readers of ``sample/*.yaml``, and the loader that never overwrites an editor's work."""
