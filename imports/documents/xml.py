"""XML of documents, without entities that grow."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jobs.apart import Illegible


def parsed(content: bytes) -> Element:
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Illegible("Ce fichier est abîmé : enregistrez-le de nouveau, puis recommencez.") from error


def nearest(element: Element, name: str) -> Iterator[Element]:
    """Those of this name below, but for what stands within one of them: a table's rows, not those of a table in it."""
    for child in element:
        if local(child) == name:
            yield child
        else:
            yield from nearest(child, name)


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
