"""Edits a page as a browser would: the form as it is drawn, changed, sent back."""

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.blocks.base import BlockField
from wagtail.test.utils.form_data import querydict_from_html


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def drawn_form(client, url):
    """Streams, which scripts draw, are sent empty: for pages whose streams are."""
    response = client.get(url)
    html = response.content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    # Wagtail's reader takes a box that is ticked and has no value for one that says nothing; browsers say « on ».
    for box in BeautifulSoup(html, "html.parser").select("#page-edit-form input[type=checkbox][checked]:not([value])"):
        data[box["name"]] = "on"
    for name, field in response.context["form"].fields.items():
        if isinstance(field, BlockField):
            data[f"{name}-count"] = "0"
    return data


def drawn_record(client, address):
    """The form of the screen, among those of its menus: the one that is sent to the same address."""
    return drawn_again(client.get(address), address)


def drawn_again(response, address):
    """The same form in an answer to it."""
    html = response.content.decode()
    page = BeautifulSoup(html, "html.parser")
    index = next(i for i, form in enumerate(page.find_all("form")) if form.get("action") == address)
    return querydict_from_html(html, form_index=index)


def post_form(client, url, action="", **changes):
    """``changes``: fields with their texts or lists of texts. ``action``: "publish", "submit", or a draft is saved."""
    data = drawn_form(client, url)
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    if action:
        data[f"action-{action}"] = "1"
    return send(client, url, data)


def send(client, url, data):
    """Every value of a field that has several: Django's client takes the last one of a ``QueryDict``."""
    return client.post(url, dict(data.lists()))


def post_page(client, page, action="", **changes):
    return post_form(client, edit_url(page), action, **changes)


def errors_of(response):
    """``{field: [messages]}`` of the form shown again."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}
