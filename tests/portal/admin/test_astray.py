"""What no screen of the admin sends is answered in words: 404 or the whole list for an address, 400 for a form."""

import re

import pytest
from django.db import connection
from django.urls import get_resolver, reverse

from catalog.models import SheetKind, Term, Vocabulary
from directory.models import Contact, GlossaryEntry, Organization
from sheets.admin.report import SheetReport
from tests import factories
from tests.editing import edit_url

HUGE = str(2**63), "9" * 30
BAD_KEYS = "abc", "%00", *HUGE
BAD_PARAMETERS = [
    {"foo": "1", "o": "zz", "p": "-1", "e": "1", "ordering": "-pk__x", "export": "zz", "role__exact": "\0"},
    {"o": "99", "p": HUGE[1], "ordering": "zz", "live": "zz", "locale": "zz", "page_type": "zz", "tag": '"\0'},
    {"owner": HUGE[1], "organization": HUGE[0], "vocabulary": HUGE[1], "kind": HUGE[0], "kinds": HUGE[0]},
    {"id": "abc", "kind__id__exact": "abc", "content_type": "abc", "timestamp_from": "abc", "user": "abc"},
    {"id": HUGE[1], "collection_id": "abc"},
]  # fmt: skip
MOMENTS = (
    "latest_revision_created_at",
    "timestamp",
    "locked_at",
    "created_at",
    "started_at",
    "finished_at",
    "last_login",
)
NEVER_ASKED = re.compile(r"logout|sprite|failwhale")


def admin_patterns():
    return sorted(each for each in _patterns(get_resolver().url_patterns, "/") if each.startswith("/admin/"))


def _patterns(resolved, prefix):
    for each in resolved:
        path = prefix + re.sub(r"\^|\$|\\Z", "", str(each.pattern))
        if hasattr(each, "url_patterns"):
            yield from _patterns(each.url_patterns, path)
        elif not NEVER_ASKED.search(path):
            yield path


def filled(pattern, value):
    pattern = re.sub(r"<(slug|str):(content_type_)?app_(label|name)>", "actions", pattern)
    pattern = re.sub(r"<(slug|str):(content_type_)?model_name>", "actionpage", pattern)
    return re.sub(r"<[^>]+>|\(\?P<[^)]*\)|\([^)]*\)", str(value), pattern)


LISTS = [pattern for pattern in admin_patterns() if not re.search(r"[<(]", pattern)]
KEYED = [pattern for pattern in admin_patterns() if re.search(r"[<(]", pattern)]


@pytest.fixture
def asked(sample_site, admin_client):
    """Keeps going: each address is named with what it answered."""
    admin_client.raise_request_exception = False
    return admin_client


def test_no_parameter_brings_a_list_down(asked):
    fallen = {
        (address, str(parameters))
        for address in LISTS
        if asked.get(address).status_code == 200
        for parameters in BAD_PARAMETERS
        if asked.get(address, parameters).status_code >= 500
    }
    assert not fallen


def test_no_key_brings_a_screen_down(asked):
    fallen = {
        address for each in KEYED for key in BAD_KEYS if asked.get(address := filled(each, key)).status_code >= 500
    }
    assert not fallen


@pytest.mark.parametrize("name", ["organization", "contact"])
def test_a_register_leaves_out_what_is_no_filter(sample_site, admin_client, name):
    address = reverse(f"directory_{name}_modeladmin_index")
    whole = admin_client.get(address).context["result_count"]
    for parameters in ({"foo": "1"}, {"o": "zz"}, {"p": "-1"}, {"e": "1"}, {"foo__bar": "1"}):
        answer = admin_client.get(address, parameters)
        assert (answer.status_code, answer.context["result_count"]) == (200, whole)


def test_a_register_keeps_its_filters(sample_site, admin_client):
    factories.organization(active=False)
    answer = admin_client.get(reverse("directory_organization_modeladmin_index"), {"active__exact": "0", "foo": "1"})
    assert answer.context["result_count"] == Organization.objects.filter(active=False).count()


def test_a_record_under_no_key_is_not_found(sample_site, admin_client):
    for action in ("edit", "delete", "inspect", "history"):
        assert admin_client.get(f"/admin/directory/contact/{action}/abc/").status_code == 404


def test_a_list_says_which_filter_was_left_out(sample_site, admin_client):
    answer = admin_client.get(reverse("directory_organization_modeladmin_index"), {"kind__id__exact": "abc"})
    assert answer.status_code == 200
    assert "Un filtre de cette adresse ne peut pas être lu" in answer.content.decode()


def keys():
    """A record for each screen, the first of its list."""
    page = factories.action()
    found = {"contact": Contact, "organization": Organization, "glossary": GlossaryEntry, "vocabulaires": Vocabulary}
    found |= {"termes": Term, "types-de-fiche": SheetKind}
    known = {part: model.objects.first().pk for part, model in found.items()}
    return page, {**known, "documents": factories.document().pk, "pages": page.pk, "fiches": page.pk}


@pytest.mark.parametrize("day", ["0001-01-01", "01/01/0001", "9999-12-31", "31/12/9999"])
def test_no_day_brings_a_list_down(asked, day):
    """Filters of moments: the first and the last day there are have no UTC of their own."""
    page, known = keys()
    keyed = [each for each in KEYED if re.search("history|usage|results", each)]
    addresses = [*LISTS, *(filled(p, next((pk for part, pk in known.items() if part in p), 1)) for p in keyed)]
    bounds = {f"{name}_{end}": day for name in MOMENTS for end in ("from", "to")}
    assert not [address for address in addresses if asked.get(address, bounds).status_code >= 500]


@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
@pytest.mark.parametrize("parameters", [{"offset": "9" * 20}, {"search": "a", "search_operator": "zz"}])
def test_the_api_says_which_address_it_cannot_read(sample_site, admin_client, kind, parameters):
    answer = admin_client.get(f"/admin/api/main/{kind}/", parameters)
    assert (answer.status_code, answer.json()["error_message"]) == (
        400,
        "Un paramètre de cette adresse ne peut pas être lu.",
    )


@pytest.mark.filterwarnings("ignore:DateTimeField")  # of the API's own filters
@pytest.mark.parametrize("name", ["first_published_at", "latest_revision_created_at"])
def test_the_api_survives_a_moment_before_all_clocks(sample_site, admin_client, name):
    """PostgreSQL has a clock that goes back so far, and finds nothing there."""
    answer = admin_client.get("/admin/api/main/pages/", {name: "0001-01-01"})
    if connection.vendor == "postgresql":
        assert answer.json()["items"] == []
    else:
        assert answer.status_code == 400


EMPTY = {}
OTHER = {"title": "x", "name": "x", "label": "x", "term": "x", "action-publish": "1"}
TORN = {
    "document_links-TOTAL_FORMS": "x", "audiences-TOTAL_FORMS": "1", "audiences-INITIAL_FORMS": "1", "id": "abc",
    "terms-TOTAL_FORMS": "2", "terms-INITIAL_FORMS": "2", "terms-0-id": "abc", "new_parent_page": "abc", "pk": "abc",
    "collection": HUGE[1], "next": "\0",
}  # fmt: skip


@pytest.mark.parametrize("data", [EMPTY, OTHER, TORN], ids=["nothing", "other fields", "torn"])
def test_no_form_brings_a_screen_down(asked, data):
    page, known = keys()
    fallen = {}
    for pattern in admin_patterns():
        pk = next((pk for part, pk in known.items() if part in pattern), 1)
        address = filled(re.sub(r"<[^>]*revision[^>]*>", str(page.latest_revision_id), pattern), pk)
        status = asked.post(address, data).status_code
        if status >= 500:
            fallen[address] = status
    assert not fallen


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_other_method_brings_a_screen_down(asked, method):
    page, _known = keys()
    addresses = [filled(pattern, page.pk if "pages" in pattern else 1) for pattern in admin_patterns()]
    assert not [address for address in addresses if asked.generic(method, address).status_code >= 500]


@pytest.mark.parametrize("place", ["edit", "add"])
def test_a_page_sent_without_its_fields_is_refused_in_words(sample_site, admin_client, place):
    page = factories.action()
    parent = page.get_parent()
    addresses = {
        "edit": edit_url(page),
        "add": reverse("wagtailadmin_pages:add", args=["actions", "actionpage", parent.pk]),
    }
    answer = admin_client.post(addresses[place], {})
    assert answer.status_code == 400
    assert "n’est pas un formulaire complet" in answer.content.decode()


@pytest.mark.parametrize("sent", [b"[1]", b"1", b"null", b"{", b"\xff"])
def test_what_a_script_notes_is_a_dictionary_or_refused(sample_site, admin_client, sent):
    answer = admin_client.patch(reverse("wagtailadmin_dismissibles"), sent, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sent", [b'{"a":NaN}', b'{"a":1e999}'])
def test_what_a_script_notes_is_json(sample_site, admin_client, sent):
    answer = admin_client.patch(reverse("wagtailadmin_dismissibles"), sent, content_type="application/json")
    assert answer.status_code == 400


def test_saving_in_the_background_is_refused_in_its_own_words(sample_site, admin_client):
    answer = admin_client.post(edit_url(factories.action()), {}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["success"]) == (400, False)


def test_a_preview_of_nothing_stands(sample_site, admin_client):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[factories.action().pk])
    assert admin_client.post(address, {}).json()["is_valid"] is False
    assert admin_client.get(address).status_code == 200


def test_a_fault_of_ours_is_not_hidden(sample_site, admin_client, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("une faute")

    monkeypatch.setattr(SheetReport, "get", fail)
    with pytest.raises(ValueError, match="une faute"):
        admin_client.get(reverse("sheet_report"))


@pytest.mark.parametrize(("query", "values"), [("?next=ailleurs", {}), ("", {"next": "ailleurs"})])
def test_a_way_on_that_is_no_address_never_falls_once_the_work_is_done(asked, query, values):
    page = factories.action()
    response = asked.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]) + query, values)
    page.refresh_from_db()
    # Either it is done and leads on, or it is refused and nothing is.
    assert (response.status_code, page.live) in {(302, False), (400, True)}


def test_a_copy_under_a_page_that_is_gone_is_refused_in_words(asked):
    page = factories.action()
    values = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": "987654"}
    response = asked.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), values)
    assert response.status_code == 400
    assert "rechargez" in response.content.decode()


@pytest.mark.parametrize("total", [HUGE[1], "5000", " 5000 ", "5000.0", "+5_000", "9" * 5000])
@pytest.mark.parametrize("address", ["/admin/searchpicks/add/", "/admin/snippets/catalog/vocabulary/add/"])
def test_rows_that_were_announced_and_not_sent_are_refused_in_words(sample_site, admin_client, address, total):
    answer = admin_client.post(address, {"query_string": "sport", "editors_picks-TOTAL_FORMS": total})
    assert answer.status_code == 400
    assert "n’est pas un formulaire complet" in answer.content.decode()


@pytest.mark.parametrize("count", ["99999", "9" * 30, "-1", "abc", "", "\0"])
def test_a_form_that_says_more_rows_than_it_sends_is_refused_before_they_are_made(sample_site, admin_client, count):
    addresses = edit_url(factories.action()), reverse("vocabulaires:edit", args=[Vocabulary.objects.first().pk])
    for address, rows in zip(addresses, ("audiences", "terms"), strict=True):
        answer = admin_client.post(address, {"title": "x", f"{rows}-TOTAL_FORMS": count, f"{rows}-INITIAL_FORMS": "0"})
        assert answer.status_code == 400
        assert "n’est pas un formulaire complet" in answer.content.decode()
