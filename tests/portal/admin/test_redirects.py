"""A page that moved or changed its address still answers at the old one."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from actions.models import ActionPage
from home.models import StandardPage
from tests import factories


def test_a_renamed_page_redirects_from_its_old_address(sample_site, client, django_capture_on_commit_callbacks):
    page = factories.action(slug="ancien")
    old = page.url
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "nouveau"
        page.save_revision().publish()
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer.url.endswith("/actions/nouveau/")


def test_a_moved_page_redirects_from_its_old_address(sample_site, client):
    help_page, legal = StandardPage.objects.get(code="aide"), StandardPage.objects.get(code="mentions-legales")
    old = legal.url
    legal.move(help_page, pos="last-child")
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer.url.endswith("/aide/mentions-legales/")


def test_the_short_link_follows_the_page(sample_site, client, django_capture_on_commit_callbacks):
    page = ActionPage.objects.get(code="fiche-06")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "croisement"
        page.save_revision().publish()
    assert client.get("/f/fiche-06").url.endswith("/actions/croisement/")


def imported(client, text, name="adresses.csv"):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return client.post(reverse("wagtailredirects:start_import"), {"import_file": file})


def confirmed(client, answer):
    form = answer.context["form"]
    hidden = {name: form[name].value() for name in ("import_file_name", "input_format")}
    return client.post(reverse("wagtailredirects:process_import"), {**hidden, "from_index": "0", "to_index": "1"})


@pytest.mark.parametrize(
    "text",
    [
        "de,vers\n/a1\n/b1,https://ville.example/\n",
        "de,vers\n\n\n/b1,https://ville.example/\n",
        'de,vers\n"/u,/z\n/b1,https://ville.example/\n',
    ],
)
def test_a_line_that_lacks_a_cell_is_told_and_the_others_are_imported(admin_client, sample_site, text):
    answer = confirmed(admin_client, imported(admin_client, text))
    assert answer.status_code in (200, 302)
    assert Redirect.objects.filter(old_path="/b1").exists() or '"' in text


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b"de,vers\n/\xff,/b"), ("a.xlsx", b"PK\x03\x04 non"), ("b.tsv", b"\xff")]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(admin_client, sample_site, name, content):
    answer = imported(admin_client, content, name)
    assert "ne peut pas être lu" in str(answer.context["form"].errors)


def test_an_address_that_cannot_be_read_is_refused_beside_its_field(admin_client, sample_site):
    answer = admin_client.post(
        reverse("wagtailredirects:add"), {"old_path": "http://[", "redirect_link": "https://ville.example/"}
    )
    assert "Cette adresse ne peut pas être lue" in answer.context["form"].errors["old_path"][0]


def test_an_import_names_the_row_that_cannot_be_read_and_keeps_the_others(admin_client, sample_site):
    answer = imported(admin_client, "de,vers\nhttp://[,https://ville.example/\n/ancien/,https://ville.example/\n")
    assert "Cette adresse ne peut pas être lue" in confirmed(admin_client, answer).content.decode()
    assert Redirect.objects.filter(old_path="/ancien").exists()


def test_an_import_sent_twice_is_refused_in_words(admin_client, sample_site):
    answer = imported(admin_client, "de,vers\n/ancien/,https://ville.example/\n")
    assert confirmed(admin_client, answer).status_code == 302
    again = confirmed(admin_client, answer)
    assert again.status_code == 400
    assert "rien n’a été enregistré" in again.content.decode()


def workbook(size):
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("adresses.csv", "/x,/y\n" * 20_000), ("adresses.xlsx", workbook(30_000_000))]
)
def test_an_import_too_long_for_one_request_is_refused_before_it_is_read(admin_client, sample_site, name, content):
    answer = imported(admin_client, content, name)
    assert "Coupez-le en plusieurs" in answer.content.decode()


def test_of_two_redirects_of_one_address_visitors_follow_the_first(client, sample_site):
    """Two presses at once, or an import: nothing in the database forbids a second one that is of all sites."""
    for target in ("/premier/", "/second/"):
        Redirect.objects.create(old_path="/double", redirect_link=target)
    assert client.get("/double/")["Location"] == "/premier/"


def test_that_of_the_site_comes_before_those_of_all(client, sample_site):
    for site, target in ((None, "/tous/"), (None, "/tous-encore/"), (sample_site, "/le-site/")):
        Redirect.objects.create(old_path="/double", redirect_link=target, site=site)
    assert client.get("/double")["Location"] == "/le-site/"


TURNS = "on y tournerait sans fin"


@pytest.fixture
def here(sample_site):
    sample_site.hostname = "www.ville.example"
    sample_site.save()
    return "http://www.ville.example"


def add(client, path, **values):
    values = {"old_path": path, "is_permanent": "on", "site": "", "redirect_page": "", "redirect_link": "", **values}
    return client.post(reverse("wagtailredirects:add"), values).content.decode()


@pytest.mark.parametrize("target", ["/ancien/", "/ancien", "/ancien/?x=1", "/anc%69en"])
def test_a_redirect_to_itself_is_refused(here, admin_client, target):
    assert TURNS in add(admin_client, "/ancien/", redirect_link=f"{here}{target}")
    assert not Redirect.objects.exists()


def test_redirects_to_each_other_are_refused(here, admin_client):
    for path, target in (("/un", "/deux"), ("/deux", "/trois")):
        assert TURNS not in add(admin_client, path, redirect_link=f"{here}{target}")
    assert TURNS in add(admin_client, "/trois", redirect_link=here.replace("http:", "https:") + "/un/")
    assert Redirect.objects.count() == 2
    changed = Redirect.objects.get(old_path="/deux")
    sent = {"old_path": "/deux", "is_permanent": "on", "redirect_link": f"{here}/un"}
    answer = admin_client.post(reverse("wagtailredirects:edit", args=[changed.pk]), sent)
    assert TURNS in answer.content.decode()


def test_a_redirect_to_a_draft_of_its_own_address_is_refused(here, admin_client):
    page = factories.action(slug="atelier", live=False)
    assert TURNS in add(admin_client, "/actions/atelier/", redirect_page=str(page.pk))


@pytest.mark.parametrize("target", ["{here}/autre", "https://ville.example/ancien/", "{here}/actions/"])
def test_a_redirect_that_leads_on_is_kept(here, admin_client, target):
    add(admin_client, "/ancien/", redirect_link=target.format(here=here))
    assert Redirect.objects.filter(old_path="/ancien").exists()


def test_a_redirect_to_a_page_that_answers_is_kept(here, admin_client):
    Redirect.add_redirect("/actions", redirect_to=f"{here}/ancien")
    add(admin_client, "/ancien/", redirect_link=f"{here}/actions/")
    assert Redirect.objects.filter(old_path="/ancien").exists()


def test_an_import_of_redirects_that_turn_round_says_which(here, admin_client):
    text = f"de,vers\n/a1,{here}/a1\n/b1,{here}/b2\n/b2,{here}/b1\n"
    answer = confirmed(admin_client, imported(admin_client, text))
    assert answer.content.decode().count(TURNS) == 2
    assert [each.old_path for each in Redirect.objects.all()] == ["/b1"]


def test_a_page_that_was_never_published_is_led_to_by_nobody(client, sample_site):
    page = factories.action("Zibeline", live=False, slug="zibeline")
    Redirect.objects.create(old_path="/ancienne", redirect_page=page)
    answer = client.get("/ancienne/")
    assert answer.status_code == 404 and b"zibeline" not in answer.content
    page.save_revision().publish()
    assert client.get("/ancienne/").headers["Location"] == page.url


def test_a_page_that_was_withdrawn_is_still_led_to(client, sample_site):
    page = factories.action("Zibeline")
    Redirect.objects.create(old_path="/ancienne", redirect_page=page)
    page.unpublish()
    assert client.get("/ancienne/").status_code == 301
