"""Who searches in English, Arabic or Turkish reads one sentence in that language, and finds what there is."""

import pytest

from home.models import PortalSettings


@pytest.mark.parametrize(("text", "language"), [("homework help", "en"), ("مدرسة", "ar"), ("okul kaydı", "tr")])
def test_the_sentence_of_that_language_and_the_phone(sample_site, client, text, language):
    page = client.get("/recherche/", {"q": text}).content.decode()
    assert f'lang="{language}" dir="auto"' in page
    said = page.partition(f'lang="{language}" dir="auto"')[2].partition("</p>")[0]
    assert PortalSettings.objects.get().sentences[language] in said
    assert 'href="tel:' in said


def test_no_sentence_in_french_nor_when_it_was_emptied(sample_site, client):
    assert 'dir="auto"' not in client.get("/recherche/", {"q": "aide aux devoirs"}).content.decode()
    PortalSettings.objects.update(sentence_en="")
    assert 'dir="auto"' not in client.get("/recherche/", {"q": "school"}).content.decode()


def test_half_in_french_it_finds_homework_help(sample_site, client):
    answer = client.get("/api/v1/search", {"q": "homework help pour mon fils"}).json()
    assert "clas" in [result["url"].strip("/").rpartition("/")[2] for result in answer["results"][:5]]
