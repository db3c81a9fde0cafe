"""The home page, the pages a site owes, and its settings."""

from wagtail.models import Site

from actions.models import ActionIndexPage
from centers.models import CenterIndexPage
from events.models import EventIndexPage
from home.models import HomePage, PortalSettings
from install.sample.text import stream, text_block
from resources.models import ResourceIndexPage


def fill_standard_page(page, data, read):
    page.title, page.summary = data["title"], data["summary"]
    page.body = stream([_with_headings(data["text"])])


def _with_headings(text):
    """« ## » paragraphs become second-level headings of one rich text."""
    parts = []
    for paragraph in text.strip().split("\n\n"):
        block = paragraph.strip()
        parts.append(f"<h2>{block[3:]}</h2>" if block.startswith("## ") else text_block(block)["value"])
    return {"type": "text", "value": "".join(parts)}


def find_section(data):
    models = (ResourceIndexPage, ActionIndexPage, CenterIndexPage, EventIndexPage)
    return next(page for model in models for page in model.objects.filter(code=data["code"]))


def fill_section(page, data, read):
    page.introduction = stream([text_block(data["text"])])


def fill_home(page, data, read):
    for name in ("heading", "introduction", "search_examples", "ask_title", "ask_text"):
        setattr(page, name, data[name])


def link_home(page, data, read, pages):
    page.doors = stream([{"type": "door", "value": _door(row, pages)} for row in data["doors"]])


def _door(row, pages):
    value = {key: row[key] for key in ("title", "text", "picture", "tint")}
    links = [{"label": link["label"], **_target(link, pages)} for link in row["links"]]
    return {**value, **_target(row, pages), "links": links}


def _target(row, pages):
    return {"page": pages[row["page"]].pk if row.get("page") else None, "address": row.get("address", "")}


def find_home(data):
    return HomePage.objects.get()


def find_settings(data):
    return PortalSettings.for_site(Site.objects.get(is_default_site=True))


def fill_settings(settings, data, read):
    settings.name, settings.city, settings.help_title = data["name"], data["city"], data["help_title"]
    settings.contact = read.contact(data["contact"])
    settings.save()
