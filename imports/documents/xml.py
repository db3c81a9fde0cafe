"""XML of documents, without entities that grow."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jobs.apart import Illegible


def parsed(content: bytes) -> Element:
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Illegible("Ce fichier est abîmé : enregistrez-le de nouveau, puis recommencez.") from error


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
