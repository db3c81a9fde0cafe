"""The words of the admin are French: every catalogue, every screen, every e-mail."""

import gettext
import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core import mail
from django.forms import inlineformset_factory
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.models import Workflow, WorkflowTask

from portal.models import User
from resources.models import ResourceIndexPage
from tests import catalogues, factories
from tests.admin_addresses import walk
from tests.admin_world import AdminWorld
from tests.catalogues import DOMAINS, OURS
from tests.screen_words import GENDERS, said_by, wrong_words

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|<[^>]+>")
# The same in both languages.
SAME = set(
    "action actions admin alias application code collection collections date description document documents format id "
    "image images maximum min minimum minute minutes monospace notifications page pages pagination parent permanent "
    "permission permissions pixel port public section site sites type url".split()
)


def catalogue(domain):
    return DjangoTranslation("fr", domain)


def said(translation, entry):
    if entry.plural:
        return [translation.ngettext(entry.msgid, entry.plural, number) for number in (0, 1, 2)]
    return [translation.pgettext(entry.context, entry.msgid) if entry.context else translation.gettext(entry.msgid)]


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_word_has_two_genders(domain):
    translation = catalogue(domain)
    wrong = [text for entry in catalogues.stock(domain).values() for text in said(translation, entry)]
    assert [text for text in wrong if GENDERS.search(text)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_review_has_one_name(domain):
    translation = catalogue(domain)
    words = [text for entry in catalogues.stock(domain, "wagtail").values() for text in said(translation, entry)]
    assert [text for text in words if "modération" in text] == []


def test_a_page_that_awaits_no_review_is_not_said_to_await_one():
    said_of_it = catalogue("django").gettext("The page '%(page_title)s' is not currently awaiting moderation.")
    assert "n’attend plus de relecture" in said_of_it


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_word_of_wagtail_is_translated(domain):
    translation = catalogue(domain)
    left = [
        each.msgid for each in catalogues.stock(domain, "wagtail").values() if each.msgid in said(translation, each)
    ]
    assert [msgid for msgid in left if not set(re.findall(r"[a-z]+", PLACEHOLDER.sub("", msgid.lower()))) <= SAME] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_we_say_otherwise_exists_and_keeps_its_placeholders(domain):
    known = catalogues.stock(domain)
    for entry in catalogues.entries(OURS / f"{domain}.po"):
        assert entry.key in known, f"{entry.msgid} : nobody says it any more"
        wanted = sorted(PLACEHOLDER.findall(entry.plural or entry.msgid))
        for text in entry.said[-1:]:
            assert sorted(PLACEHOLDER.findall(text)) == wanted, entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_we_say_is_compiled(domain):
    compiled = gettext.translation(domain, OURS.parents[1], ["fr"])
    for entry in catalogues.entries(OURS / f"{domain}.po"):
        assert said(compiled, entry)[-1] == entry.said[-1], "scripts/messages.sh"


@pytest.fixture
def world(sample_site, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return AdminWorld()


# Wagtail leaves the file it draws a thumbnail in to the collector.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_every_screen_of_an_administrator_is_french(world, admin_client):
    wrong = []
    for address in walk(world):
        wrong += [f"{address}: {words}" for words in wrong_words(said_by(admin_client.get(address.path)))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "path",
    ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/", "/admin/login/?next=/admin/pages/"],
)
def test_whoever_is_not_connected_reads_french(db, client, path):
    assert wrong_words(said_by(client.get(path))) == []


def test_the_account_screen_saves_and_asks_for_no_time_zone(admin_client, admin_user):
    fields = {
        "name_email-first_name": "Prénom",
        "name_email-last_name": "Nom",
        "name_email-email": "a@passerelles.example",
    }
    appearance = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    assert "time_zone" not in said_by(admin_client.get("/admin/account/"))
    answer = admin_client.post("/admin/account/", fields | appearance, follow=True)
    admin_user.refresh_from_db()
    assert admin_user.last_name == "Nom"
    assert wrong_words(said_by(answer)) == []


def people(*groups):
    for number, name in enumerate(groups):
        account = User.objects.create_user(
            f"compte-{number}", email=f"{number}@passerelles.example", first_name="Prénom"
        )
        account.groups.add(Group.objects.get(name=name))
        yield account


def mails():
    """Subjects and texts, in HTML too."""
    for each in mail.outbox:
        yield from (each.subject, each.body, *(content for content, _kind in getattr(each, "alternatives", ())))


@pytest.mark.parametrize("verdict", ["approve", "reject"])
def test_mails_of_the_review_are_french(sample_site, verdict, django_capture_on_commit_callbacks):
    author, validator = people("Éditeurs", "Validateurs")
    page = factories.action(live=False)
    page.save_revision(user=author)
    with django_capture_on_commit_callbacks(execute=True):
        state = Workflow.objects.get(name="Relecture").start(page, author)
    with django_capture_on_commit_callbacks(execute=True):
        task = state.current_task_state
        task.task.specific.on_action(task.specific, validator, verdict, comment="Merci.")
    said = list(mails())
    assert len(mail.outbox) >= 2
    assert [words for text in said for words in wrong_words(text)] == []


def test_the_mail_of_a_new_password_is_french(db, client):
    User.objects.create_user("oubli", email="oubli@passerelles.example", password="une phrase assez longue")
    client.post("/admin/password_reset/", {"email": "oubli@passerelles.example"})
    assert mail.outbox
    assert [words for text in mails() for words in wrong_words(text)] == []


@pytest.mark.parametrize("many", [True, False])
def test_a_deletion_that_is_not_confirmed_is_refused_in_french(sample_site, admin_client, many):
    page = ResourceIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    if many:
        address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}&next=/admin/"
    html = admin_client.post(address, {"confirm_site_name": "autre chose"}).content.decode()
    assert "tel quel. Rien n’est supprimé." in html
    assert "Please type" not in html
    assert ResourceIndexPage.objects.exists()


def test_two_accounts_that_are_closed_are_said_to_be(sample_site, admin_client):
    users = [User.objects.create_user(name, f"{name}@passerelles.example", "x") for name in ("anne", "zoe")]
    address = reverse("wagtail_bulk_action", args=["portal", "user", "set_active_state"])
    ids = "&".join(f"id={user.pk}" for user in users)
    answer = admin_client.post(f"{address}?{ids}&next=/admin/users/", {"mark_as_active": "False"})
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "2 utilisateurs ont été marqués comme inactifs" in said


def test_two_rows_of_a_form_that_are_one_name_their_fields():
    rows = inlineformset_factory(Workflow, WorkflowTask, fields=["task"])()
    said = rows.get_unique_error_message(("workflow", "task"))
    assert said == "Deux lignes ont la même valeur pour « tâche » : gardez-en une."
