"""What the portal says to browsers, what it keeps about visitors (nothing), and how it takes failed logins."""

import gzip
import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.models import User
from portal.security import client_address
from tests.portal.media.test_uploads import EXE, PDF, SVG, picture

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"


@pytest.fixture
def editor():
    return User.objects.create_superuser("claire", "claire@ville.example", PASSWORD)


@pytest.fixture
def admin(client, editor):
    client.force_login(editor)
    return client


def policy(response):
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


def log_in(client, username="claire", password="faux", **extra):
    data = {"username": username, "password": password, "next": "/admin/"}
    return client.post(reverse("wagtailadmin_login"), data, **extra)


# Headers


def test_strict_policy_on_public_pages(client, sample_site):
    response = client.get("/")
    assert response.status_code == 200
    directives = policy(response)
    assert directives.pop("default-src") == directives.pop("object-src") == directives.pop("base-uri") == {"'none'"}
    assert directives.pop("img-src") == {"'self'", "data:"}
    assert set.union(*directives.values()) == {"'self'"}
    assert "unsafe" not in response["Content-Security-Policy"] and "nonce" not in response["Content-Security-Policy"]


def test_strict_policy_on_missing_pages(client, sample_site):
    response = client.get("/cette-page-n-existe-pas/")
    assert response.status_code == 404
    assert policy(response)["script-src"] == {"'self'"}


def test_looser_policy_under_the_admin_only(client):
    directives = policy(client.get(reverse("wagtailadmin_login")))
    assert "'unsafe-inline'" in directives["script-src"]
    assert directives["object-src"] == {"'none'"}
    assert not any("http" in source or source == "*" for sources in directives.values() for source in sources)


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/cette-page-n-existe-pas/"])
def test_common_headers(client, sample_site, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/recherche/?q=parentalite", "/api/v1/search?q=parentalite", "/nulle-part/"])
def test_no_cookie_on_public_pages(client, sample_site, path):
    response = client.get(path)
    assert not response.cookies
    assert not client.cookies


def test_pages_travel_compressed_and_images_as_they_are(client, sample_site, settings):
    page = client.get("/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(page.content)
    name = stored_rendition(settings, "essai.png", picture("PNG", (600, 600)))
    image = client.get(f"/media/images/{name}", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in image.headers
    image.close()


# Files


def stored_rendition(settings, name, content):
    folder = Path(settings.MEDIA_ROOT) / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return name


def test_renditions_are_served_as_images_for_a_year(client, settings):
    response = client.get(f"/media/images/{stored_rendition(settings, 'a.webp', picture('WEBP'))}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == picture("WEBP")
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert policy(response) == {"default-src": {"'none'"}}


@pytest.mark.parametrize(
    "path",
    [
        "/media/documents/livret.pdf",
        "/media/original_images/a.png",
        "/media/images/piege.svg",
        "/media/images/piege.html",
        "/media/images/",
        "/media/images/../documents/livret.pdf",
        "/media/images/%2e%2e/documents/a.png",
        "/media/images/..%2f..%2fportal.sqlite3",
    ],
)
def test_nothing_else_under_media_is_served(client, settings, path):
    for name in ("documents/livret.pdf", "documents/a.png", "original_images/a.png", "images/piege.svg"):
        file = Path(settings.MEDIA_ROOT) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(SVG)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("view", "name", "content", "message"),
    [
        ("wagtaildocs:add", "livret.pdf", EXE, "n’est pas celui d’un fichier"),
        ("wagtaildocs:add", "piege.svg", SVG, "svg"),
        ("wagtailimages:add", "piege.svg", SVG, "image"),
        ("wagtailimages:add", "piege.png", EXE, "image"),
    ],
)
def test_the_admin_refuses_disguised_uploads(admin, view, name, content, message):
    data = {"title": "Essai", "collection": 1, "file": SimpleUploadedFile(name, content)}
    response = admin.post(reverse(view), data)
    assert response.status_code == 200, "the form comes back"
    assert message in response.content.decode()


def test_the_admin_accepts_a_genuine_document_and_serves_it_harmless(admin):
    data = {"title": "Livret", "collection": 1, "file": SimpleUploadedFile("livret.pdf", PDF)}
    assert admin.post(reverse("wagtaildocs:add"), data).status_code == 302
    from portal.models import Document

    response = admin.get(Document.objects.get().url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert policy(response) == {"default-src": {"'none'"}}
    assert response["X-Content-Type-Options"] == "nosniff"


# Logins


def test_ten_failures_suspend_an_account_from_an_address(client, editor):
    for _ in range(9):
        assert log_in(client).status_code == 200
    assert log_in(client).status_code == 429
    response = log_in(client, password=PASSWORD)
    assert response.status_code == 429
    assert "Connexion suspendue" in response.content.decode()


def test_others_are_not_suspended(client, editor):
    User.objects.create_superuser("malik", "malik@ville.example", PASSWORD)
    for _ in range(12):
        log_in(client)
    assert log_in(Client(), password=PASSWORD, REMOTE_ADDR="10.0.0.9").status_code == 302
    assert log_in(Client(), "malik", PASSWORD).status_code == 302


def test_a_success_forgets_the_failures(client, editor):
    for _ in range(9):
        log_in(client)
    assert log_in(client, password=PASSWORD).status_code == 302
    assert log_in(Client()).status_code == 200


def test_an_unknown_account_is_answered_like_a_known_one(client, editor):
    known, unknown = log_in(client), log_in(Client(), "personne")
    assert known.status_code == unknown.status_code
    strip = re.compile(r'csrfmiddlewaretoken" value="\w+"|"CSRF_TOKEN": "\w+"|value="(claire|personne)"')
    assert strip.sub("", known.content.decode()) == strip.sub("", unknown.content.decode())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 192.0.2.7", "192.0.2.7"),
        (2, "6.6.6.6, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (2, "192.0.2.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "unknown", "10.0.0.1"),
        (1, "2001:db8:0:1:aaaa::7", "2001:db8:0:1::"),
        (1, "[2001:db8:0:1:bbbb::8]", "2001:db8:0:1::"),
        (1, "::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_visitor_cannot_choose_the_address_it_is_known_by(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


def test_a_forgotten_password_is_reset_by_mail_in_french(client, editor):
    page = client.get(reverse("wagtailadmin_password_reset"))
    assert "mot de passe" in page.content.decode()
    assert client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email}).status_code == 302
    [message] = mail.outbox
    assert "mot de passe" in message.subject.lower()
    [link] = re.findall(r"http://testserver(/\S+)", message.body)
    form = client.get(link, follow=True)
    new = {"new_password1": "un tout autre secret", "new_password2": "un tout autre secret"}
    assert client.post(form.request["PATH_INFO"], new).status_code == 302
    assert log_in(client, password="un tout autre secret").status_code == 302


def test_a_reset_says_nothing_about_who_has_an_account(client, editor):
    answers = [
        client.post(reverse("wagtailadmin_password_reset"), {"email": email}, follow=True)
        for email in ("x@y.example", editor.email)
    ]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert len(mail.outbox) == 1


def test_short_passwords_are_refused(client, editor):
    client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email})
    form = client.get(re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)[0], follow=True)
    response = client.post(form.request["PATH_INFO"], {"new_password1": "court", "new_password2": "court"})
    assert response.status_code == 200
    assert "12 caractères" in response.content.decode()
