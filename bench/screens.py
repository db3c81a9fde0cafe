"""The portal's admin screens that are measured: a filled action sheet, a register of many rows, a report."""

from django.urls import reverse

from actions.models import ActionIndexPage, ActionPage, RolloutRow
from catalog.models import Term
from directory.models import Contact, Organization
from resources.models import ResourceIndexPage
from sheets.models import ContactLink, DocumentLink, OrganizationLink, SheetLink, TargetAudience

ROWS = 3  # of each kind


def screens(count: int) -> dict[str, str]:
    """``{name: address}``, with ``count`` organizations in the register."""
    Organization.objects.bulk_create(
        Organization(name=f"Organisation {number}", code=f"organisation-{number}") for number in range(count)
    )
    page, index = _sheet(), ResourceIndexPage.objects.get()
    return {
        "formulaire": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "explorateur": reverse("wagtailadmin_explore", args=[index.pk]),
        "registre": reverse("directory_organization_modeladmin_index"),
        "rapport": reverse("sheet_report"),
    }


def _sheet() -> ActionPage:
    organizations = list(Organization.objects.order_by("-pk")[:ROWS])
    contacts = [Contact.objects.create(title=f"Accueil {each}", organization=each) for each in organizations]
    related = ResourceIndexPage.objects.get().get_children().order_by("pk")[:ROWS]
    page = ActionPage(title="Fiche mesurée", summary="Une fiche remplie.", objectives=["Mesurer"])
    publics = list(Term.objects.filter(vocabulary__code="public")[:ROWS])
    page.audiences = [TargetAudience(label=f"Public {number}", age_min=6, publics=publics) for number in range(ROWS)]
    page.organization_links = [OrganizationLink(organization=each) for each in organizations]
    page.contact_links = [ContactLink(contact=each) for each in contacts]
    page.document_links = [
        DocumentLink(label=f"Lien {number}", url=f"https://lien-{number}.example/") for number in range(ROWS)
    ]
    page.sheet_links = [SheetLink(related=each) for each in related]
    page.rollout_rows = [RolloutRow(label=f"Étape {number}") for number in range(ROWS)]
    return ActionIndexPage.objects.get().add_child(instance=page)
