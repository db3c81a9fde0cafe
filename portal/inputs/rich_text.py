"""Rich text comes in as JSON, which may hold what no other form can: half an emoji, a link to a key that is none.

Stock stores both, and the page that shows them answers 500.
"""

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from portal.inputs.keys import is_key

NO_LINK = "<a>"  # as Wagtail shows one whose page is gone


def readable(html):
    whole_letters = html.encode("utf-8", "ignore").decode()
    return FIND_A_TAG.sub(lambda tag: NO_LINK if _leads_nowhere(tag) else tag[0], whole_letters)


def _leads_nowhere(tag):
    attributes = extract_attrs(tag[1])
    return "linktype" in attributes and not is_key(attributes.get("id"))


class RichTextArea(DraftailRichTextArea):
    def value_from_datadict(self, data, files, name):
        html = super().value_from_datadict(data, files, name)
        return html and readable(html)

    def format_value(self, value):
        return super().format_value(value and readable(getattr(value, "source", value)))


class KeysOnly:
    """What an import or an older version stored takes no page down."""

    @classmethod
    def get_many(cls, attributes):
        return super().get_many([each if is_key(each.get("id")) else {} for each in attributes])

    @classmethod
    def extract_references(cls, attributes):
        return super().extract_references(attributes) if is_key(attributes.get("id")) else ()


class PageLinks(KeysOnly, PageLinkHandler):
    pass


class DocumentLinks(KeysOnly, DocumentLinkHandler):
    pass
