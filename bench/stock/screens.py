"""The same screens in the stock Wagtail."""

from django.urls import reverse

from bench.stock import detailed
from bench.stock.models import Audience, SheetIndexPage

ROWS = 3  # of each kind


def screens(count: int) -> dict[str, str]:
    """``{name: address}``, with ``count`` organizations among the snippets."""
    detailed.Organization.objects.bulk_create(
        detailed.Organization(name=f"Organisation {number}") for number in range(count)
    )
    page, index = _page(), SheetIndexPage.objects.get()
    return {
        "formulaire": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "explorateur": reverse("wagtailadmin_explore", args=[index.pk]),
        "registre": reverse("wagtailsnippets_stock_organization:list"),
        "rapport": reverse("wagtailadmin_reports:aging_pages"),
    }


def _page() -> detailed.DetailedPage:
    organizations = list(detailed.Organization.objects.order_by("-pk")[:ROWS])
    people = [detailed.Person.objects.create(function=f"Accueil {each}", organization=each) for each in organizations]
    related = SheetIndexPage.objects.get().get_children().order_by("pk")[:ROWS]
    page = detailed.DetailedPage(title="Fiche mesurée", summary="Une fiche remplie.", objectives="Mesurer")
    publics = list(Audience.objects.all()[:ROWS])
    page.audience_rows = [
        detailed.AudienceRow(label=f"Public {number}", age_min=6, publics=publics) for number in range(ROWS)
    ]
    page.organization_rows = [detailed.OrganizationRow(organization=each) for each in organizations]
    page.person_rows = [detailed.PersonRow(person=each) for each in people]
    page.document_rows = [detailed.DocumentRow(url=f"https://lien-{number}.example/") for number in range(ROWS)]
    page.related_rows = [detailed.RelatedRow(related=each) for each in related]
    page.step_rows = [detailed.StepRow(label=f"Étape {number}") for number in range(ROWS)]
    return SheetIndexPage.objects.get().add_child(instance=page)
