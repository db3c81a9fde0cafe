"""What the blocks of a page refer to, in a revision as in the page itself."""

from wagtail.fields import StreamField

from portal.publication.damage import is_misshapen


def stream_references(content, model):
    """``(model, primary key)`` of each record named inside the stream fields of a serialized page; none if damaged."""
    if is_misshapen(content, model):
        return
    fields = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    for field in fields:
        if content.get(field.name):
            for target, pk, *_path in field.extract_references(field.to_python(content[field.name])):
                yield target, pk
