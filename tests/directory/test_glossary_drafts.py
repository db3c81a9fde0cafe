"""A word explained may be a draft for long, but not without its word: no list could show it."""

from django.urls import reverse

from directory.models import GlossaryEntry

ADD = "wagtailsnippets_directory_glossaryentry:add"
EMPTY = {"term": "", "expansion": "", "explanation": "", "origin": "", "synonyms": ""}


def test_a_draft_without_word_is_refused_beside_the_field(sample_site, admin_client):
    before = GlossaryEntry.objects.count()
    answer = admin_client.post(reverse(ADD), EMPTY)
    assert (answer.status_code, GlossaryEntry.objects.count()) == (200, before)
    assert "term" in answer.context["form"].errors


def test_a_draft_needs_no_more_than_its_word(sample_site, admin_client):
    assert admin_client.post(reverse(ADD), EMPTY | {"term": "AEF"}).status_code == 302
