"""Every mail that the portal writes by itself, read as whoever gets it: sentences in both forms, a link that opens."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from form_pages import sign_ups
from form_pages.models import FormPage, Slot
from jobs.models import Mail
from portal.models import User
from reviews import campaigns, reports
from reviews.models import Campaign, Ownership
from rules.models import Rule
from rules.playing import suspend
from tests import factories
from tests.form_pages.making import form_page, send

pytestmark = pytest.mark.usefixtures("sample_site")
TITLE = "L’été <b>à vélo</b> & l’eau"
STACKED = re.compile(r"[.!?:;,]\s*[.;,]|\s[.,]|«\s*»|None|\{|%\(|\$[a-z]")


@pytest.fixture
def mails(client):
    """One of each sort: a sign-up from its beginning to its end, a campaign, a report, a rule."""
    Mail.objects.all().delete()
    page = form_page({"label": "Courriel", "field_type": "email"}, title=TITLE, copy_to=["formulaires@ville.example"])
    starts = timezone.now() + timedelta(days=1)
    slots = [Slot.objects.create(page=page, starts=starts, places=1, place="Salle 3") for _number in range(2)]
    page = FormPage.objects.get(pk=page.pk)
    for name in ("a", "b", "c"):
        send(client, page, slot=str(slots[0].pk), courriel=f"{name}@ecole.example")
    send(client, page, slot=str(slots[1].pk), courriel="d@ecole.example")
    sign_ups.remind()
    sign_ups.cancel(slots[0].sign_ups.first())
    slots[1].delete()
    sheet = factories.action(TITLE)
    owner = factories.contact("Direction", email="direction@centre.example")
    Ownership.objects.create(page=sheet.page_ptr, contact=owner)
    campaigns.launch(Campaign.objects.create(name="Rentrée", until=date(2099, 1, 1), only_due=False))
    campaigns.remind(timezone.now() + timedelta(days=8))
    reports.receive("Le lien <i>ne marche</i> plus", page=sheet)
    reports.receive("Rien sur le judo", about="judo")
    author = User.objects.create_user("autrice", "autrice@passerelles.example", "un mot de passe")
    suspend(Rule.objects.create(name="Prévenir", trigger="published", actions=[], owner=author))
    return list(Mail.objects.all())


def test_each_reads_as_a_letter_in_both_forms(mails):
    subjects = {mail.subject.partition(" : ")[0] for mail in mails}
    assert subjects >= {
        "Inscription confirmée", "Sur la liste d’attente", "C’est bientôt", "Annulé", "Une réponse", "Rappel",
        "Signalement", "Règle suspendue",
    }  # fmt: skip
    for mail in mails:
        assert [STACKED.findall(line) for line in mail.text.splitlines() if STACKED.search(line)] == [], mail.text
        assert "<b>à vélo" not in mail.html and "&lt;b&gt;" not in mail.text
        said = strip_tags(mail.html).replace("&amp;", "&")
        assert all(word in said for word in re.findall(r"\w{6,}", mail.text.split("http")[0]))


def test_each_link_opens(mails, client):
    client.force_login(User.objects.create_superuser("chef", "chef@passerelles.example", "un mot de passe"))
    links = {link for mail in mails for link in re.findall(r"http\S+", mail.text)}
    assert links == {link for mail in mails for link in re.findall(r'href="(http[^"]+)"', mail.html)} & links
    assert {client.get(urlsplit(link).path).status_code for link in links} == {200}
