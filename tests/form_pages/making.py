"""Forms for tests, made as an editor makes them, and what visitors send."""

import re
from datetime import timedelta

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from time_machine import travel
from wagtail.models import Site

from form_pages.models import FormField, FormPage


def form_page(*fields, title="Demander un interprète", readers=(), **values):
    """A public form; each field is a dictionary of its columns, in order. Unless groups are named, Coordination reads
    what is answered."""
    home = Site.objects.get(is_default_site=True).root_page
    page = FormPage(title=title, **values)
    rows = [{"field_type": "singleline", "sort_order": place, **field} for place, field in enumerate(fields)]
    page.form_fields = [FormField(**row) for row in rows]
    page.readers = list(readers) or [Group.objects.get(name="Coordination")]
    home.add_child(instance=page)
    page.save_revision().publish()
    return FormPage.objects.get(pk=page.pk)


def send(client, page, **answers):
    """A visitor opens the page, fills it in half a minute, and sends it."""
    opened = re.search(r'name="opened" value="([^"]+)"', client.get(page.get_url()).content.decode())[1]
    return send_again(client, page, opened, **answers)


def send_again(client, page, opened, **answers):
    with travel(timezone.now() + timedelta(seconds=30), tick=False):
        return client.post(reverse("form_answer", args=[page.code]), {"opened": opened, **answers})
