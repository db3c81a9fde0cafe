"""Rows that a record brings along already."""


def is_read(record, relation):
    """Whether ``record.<relation>.all()`` asks nothing: a draft brings its own, a batch of pages those of all."""
    return relation in getattr(record, "_prefetched_objects_cache", {})
