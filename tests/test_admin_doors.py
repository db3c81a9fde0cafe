"""The matrix of the admin: every address, by GET and POST, for each group, for an account of no group, for nobody."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.test import Client

from install.setup.groups import COORDINATION, EDITORS, REGISTERS, VALIDATORS
from portal.models import Attempt, User
from tests.admin_addresses import LEFT_OUT, admin_patterns, walk
from tests.admin_world import SECRETS, AdminWorld
from tests.screen_words import said_by, wrong_words

# Wagtail leaves the file it draws a thumbnail in to the collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")

GROUPS = (EDITORS, VALIDATORS, REGISTERS, COORDINATION)
WRITERS = {EDITORS, VALIDATORS, COORDINATION}
# Rooms, by the beginning of an address's name, and who may enter; rooms of the registers are open to the four groups.
ROOMS = {
    "wagtailusers_users": {COORDINATION},
    "wagtailusers_groups": set(),
    "wagtailsites": set(),
    "wagtailadmin_workflows": set(),
    "wagtailadmin_collections": set(),
    "wagtailadmin_reports:locked": {VALIDATORS, COORDINATION},
    "wagtailredirects": {COORDINATION},
    "wagtailsettings": {COORDINATION},
    "wagtailsearchpromotions": WRITERS,
    "wagtailadmin_pages:edit": WRITERS,
    "wagtailadmin_pages:move": WRITERS,
    "wagtailadmin_pages:view_draft": WRITERS,
    "wagtailadmin_pages:history": WRITERS,
    "wagtailadmin_pages:usage": WRITERS,
    "wagtailadmin_pages:revisions": WRITERS,
    "wagtailadmin_pages:workflow": WRITERS,
    "sheet_report": WRITERS,
    "wagtaildocs": WRITERS,
    "wagtailimages": WRITERS,
    "missed_report": set(GROUPS),
    "contradictions": set(GROUPS),
    "jobs:job": {COORDINATION},  # of somebody else
    "mails": {COORDINATION},
    "rules": {COORDINATION},
    "wagtailsnippets_rules": {COORDINATION},
    "wagtailsnippetchoosers_rules": {COORDINATION},
    "campaigns": {COORDINATION},
    "wagtailsnippets_reviews": {COORDINATION},
    "wagtailsnippetchoosers_reviews": {COORDINATION},
    "reports:list": WRITERS,
    "reports:report": {COORDINATION},  # on no page
    "sheet_owner": WRITERS,
    "seminars": {COORDINATION},
    "wagtailsnippets_seminars": {COORDINATION},
    "wagtailsnippetchoosers_seminars": {COORDINATION},
    "meetings": {COORDINATION},  # which follows one
    "wagtailsnippets_meetings": {COORDINATION},
    "wagtailsnippetchoosers_meetings": {COORDINATION},
    "editions": {COORDINATION},
    "wagtailsnippets_editions": {COORDINATION},
    "wagtailsnippetchoosers_editions": {COORDINATION},
    "quality": WRITERS,
    "departures": {REGISTERS, COORDINATION},
    "links": WRITERS,
    "answer_file": set(),  # of a form that names a group of its own
    "day_list": set(),
    "national_values": {REGISTERS, COORDINATION},
    "open_data_files": {COORDINATION},
    "application_state": set(),
    "kept_names": set(),
    "wagtailforms:list_submissions": set(),
    "wagtailforms:delete_submissions": set(),
    "livrets": WRITERS,
    "descriptions": WRITERS,
    "spreadsheets:index": set(GROUPS),
    "spreadsheets:table": set(GROUPS),
    "spreadsheets:upload": set(),  # of somebody else
    "need": set(GROUPS),
    "wagtailsnippets_directory": set(GROUPS),
    "wagtailsnippetchoosers_directory": set(GROUPS),
    "organization_chooser": set(GROUPS),
    "contact_chooser": set(GROUPS),
    "reference_chooser": set(GROUPS),
    "merge": {REGISTERS, COORDINATION},
    "replace_record": {REGISTERS, COORDINATION},
    "directory_": set(GROUPS),
    "schools_": set(GROUPS),
    "types-de-fiche": set(GROUPS),
    "kind_preview": set(GROUPS),
    "proprietes": set(GROUPS),
    "groupes-de-proprietes": set(GROUPS),
    "portal_model": {REGISTERS, COORDINATION},
    "vocabulaires": set(GROUPS),
    "termes": set(GROUPS),
}
# What says nothing of anybody: who asks for it is not known yet, or it is the same for everybody.
FOR_NOBODY = {
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_sprite",  # icons
    "wagtailadmin_javascript_catalog",  # words of buttons
}
# What a group has no right on: it reads these words nowhere.
OF_COORDINATION = {"job", "mail", "rule", "campaign", "report", "seminar", "meeting", "edition", "upload", "answer"}
HIDDEN_FROM = {
    None: set(SECRETS),
    REGISTERS: {"page", "document", "image", "collection", "booklet", *OF_COORDINATION},
    EDITORS: {"reference", *OF_COORDINATION},
    VALIDATORS: {"reference", *OF_COORDINATION},
    COORDINATION: {"upload", "answer"},
}


@pytest.fixture
def world(sample_site, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return AdminWorld()


def client_of(group):
    """``None``: an account that may enter the admin, and nothing more."""
    account = User.objects.create_user("essai", email="essai@passerelles.example")
    if group:
        account.groups.add(Group.objects.get(name=group))
    else:
        account.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def text_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def post(client, address):
    """What it did is undone: each address is asked on the same site."""
    with transaction.atomic():
        answer = client.post(address.path)
        transaction.set_rollback(True)
    return answer


def is_closed_to(group, address):
    return any(address.name.startswith(room) and group not in groups for room, groups in ROOMS.items())


def rooms_of(group):
    """Without them, closed doors would prove nothing."""
    return [room for room, groups in ROOMS.items() if group in groups]


def opens(answer):
    return answer.status_code < 300


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_enters_its_rooms_and_no_other(world, group):
    client, faults, opened = client_of(group), [], set()
    for address in walk(world, every_type=group == COORDINATION):
        read = client.get(address.path)
        text = text_of(read)
        opened |= {address.name} if opens(read) else set()
        sent = post(client, address)
        if max(read.status_code, sent.status_code) >= 500:
            faults.append(f"{address}: {read.status_code}, {sent.status_code}")
        if is_closed_to(group, address) and (opens(read) or opens(sent)):
            faults.append(f"{address} is open: {read.status_code}, {sent.status_code}")
        faults += [f"{address} tells {name}" for name in HIDDEN_FROM[group] if SECRETS[name] in text]
        faults += [f"{address} says « {words} »" for words in wrong_words(said_by(read) + said_by(sent))]
    faults += [f"{room} is closed" for room in rooms_of(group) if not any(name.startswith(room) for name in opened)]
    assert not faults, "\n".join(faults)


def test_an_account_of_no_group_reads_nothing_and_changes_nothing(world):
    client, faults, before = client_of(None), [], rows()
    for address in walk(world, every_type=False):
        answers = [client.get(address.path), client.post(address.path, FORGED)]
        if any(answer.status_code >= 500 for answer in answers):
            faults.append(f"{address}: {[answer.status_code for answer in answers]}")
        texts = " ".join(text_of(answer) for answer in answers)
        faults += [f"{address} tells {name}" for name in HIDDEN_FROM[None] if SECRETS[name] in texts]
        if is_closed_to(None, address) and any(opens(answer) for answer in answers):
            faults.append(f"{address} is open")
    assert not faults, "\n".join(faults)
    assert rows() == before


FORGED = {"title": "Forgé", "name": "Forgé", "label": "Forgé", "term": "Forgé", "create-task-name": "Forgé"}
OWN_TABLES = ("sessions", "axes", "wagtailusers", "admin", "contenttypes")  # what one's own visit leaves behind
OWN_MODELS = (User, Attempt)


def rows():
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in OWN_TABLES and model not in OWN_MODELS
    }
    return {table: rows_of(table) for table in tables}


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
        return sorted(map(repr, cursor.fetchall()))


def test_nobody_reads_anything_without_an_account(world):
    client = Client(raise_request_exception=False)
    wrong = []
    for address in walk(world, every_type=False):
        answers = [client.get(address.path), client.post(address.path, FORGED)]
        allowed = address.name in FOR_NOBODY
        wrong += [f"{address}: {answer.status_code}" for answer in answers if opens(answer) and not allowed]
        wrong += [f"{address}: {answer.status_code}" for answer in answers if answer.status_code >= 500]
    assert not wrong, "\n".join(wrong)


def test_what_is_left_out_exists(db):
    assert set(LEFT_OUT) <= {name for name, _route in admin_patterns()}
