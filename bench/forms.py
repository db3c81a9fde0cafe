"""Forms of the admin, sent back as a browser would."""

import re

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

STREAM = re.compile(r'id="([^"]+)" data-block ')


def signed_in() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("mesure", "mesure@ville.example", "mesure"))
    return client


def drawn(client: Client, url: str) -> dict[str, list[str]]:
    """What the form of ``url`` sends; streams, which scripts draw, are sent empty."""
    html = client.get(url).content.decode()
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    place = next(place for place, form in enumerate(forms) if form.get("action") == url)
    data = dict(querydict_from_html(html, form_index=place).lists())
    return data | {f"{name}-count": ["0"] for name in STREAM.findall(html)}
