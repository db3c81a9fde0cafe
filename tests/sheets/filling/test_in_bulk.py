"""Filling many sheets: what became of each is said."""

from wagtail.models import Page

from sheets.filling.fields import PropertyField
from sheets.filling.in_bulk import fill
from tests import factories


def test_a_page_deleted_meanwhile_is_named_and_the_others_are_filled(sample_site, admin_user):
    kept, gone = factories.action("Chorale"), factories.action("Dessin")
    target = PropertyField(factories.prop("Salle", "text"))
    Page.objects.get(pk=gone.pk).delete()
    outcome = fill([gone, kept], target, "Salle 3", admin_user)
    assert outcome.refused == [(gone, "elle vient d’être supprimée")]
    assert [page.pk for page in outcome.published] == [kept.pk]
