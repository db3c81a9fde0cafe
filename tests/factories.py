"""Records for tests: the least that makes them valid, each field open to be given."""

import itertools

from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, PageViewRestriction

from actions.models import ActionIndexPage, ActionPage
from catalog.models import PageTerm, SheetKind, SheetProperty, Term, Vocabulary
from directory.models import Contact, Organization
from portal.models import Document
from portal.visibility import public_pages
from resources.models import ResourceIndexPage, ResourcePage
from sheets.models import DocumentLink, GenericSheetPage, OrganizationLink, SheetIndexPage, TargetAudience

_numbers = itertools.count(1000)


def vocabulary(code="langue", label="Langue parlée", terms=(), **values):
    values = {"page_types": ["action", "ressource"], "is_facet": True, **values}
    made = Vocabulary.objects.create(locale=Locale.get_active(), code=code, label=label, **values)
    for order, name in enumerate(terms):
        term(made, name, sort_order=order)
    return made


def term(of, label, **values):
    return Term.objects.create(locale=of.locale, vocabulary=of, label=label, **values)


def prop(label="Durée", kind="number", kinds=("action",), **values):
    """A property of these kinds of sheets; of all when there is none."""
    made = SheetProperty.objects.create(label=label, type=kind, **{"every_kind": not kinds, **values})
    made.kinds.set(SheetKind.objects.filter(code__in=kinds))
    return made


def organization(name="Association d’exemple", **values):
    return Organization.objects.create(name=f"{name} {next(_numbers)}", **values)


def contact(title="Coordination", **values):
    values.setdefault("organization", values.get("organization") or organization())
    return Contact.objects.create(title=f"{title} {next(_numbers)}", **values)


def action(title="Atelier du mercredi", live=True, terms=(), audiences=(), **values):
    """An action sheet under the site's index; published when ``live``. ``audiences`` are dictionaries."""
    number = next(_numbers)
    values = {"summary": "Ce que l’on y fait.", "slug": f"essai-{number}", "number": number, **values}
    page = ActionPage(title=title, live=live, **values)
    page.page_terms = [PageTerm(term=each, sort_order=order) for order, each in enumerate(terms)]
    page.audiences = [audience(**each) for each in audiences]
    index = ActionIndexPage.objects.first()
    index.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return ActionPage.objects.get(pk=page.pk)


def audience(label="Enfants", publics=(), levels=(), **values):
    row = TargetAudience(label=label, **values)
    row.publics, row.levels = list(publics), list(levels)
    return row


def link(label="Un lien", url="https://passerelles.example/"):
    return DocumentLink(label=label, url=url)


def operator(of, **values):
    return OrganizationLink(organization=of, role=OrganizationLink.Role.OPERATOR, **values)


def reload(page):
    return Page.objects.get(pk=page.pk).specific


def resource(title="Aide à la maison", live=True, **values):
    """A resource sheet under the livret; published when ``live``."""
    values = {"summary": "À qui cela sert.", "slug": f"ressource-{next(_numbers)}", **values}
    page = ResourcePage(title=title, live=live, **values)
    ResourceIndexPage.objects.first().add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return ResourcePage.objects.get(pk=page.pk)


def kind(name="Stage", **values):
    return SheetKind.objects.create(**{"name": name, "plural": f"{name}s", "icon": "compass", **values})


def sheet(of, title="Stage de troisième", live=True, parent=None, audiences=(), terms=(), **values):
    """A sheet of a kind made in the browser, under the site's list of all of them; published when ``live``."""
    values = {"summary": "Une semaine pour voir.", "slug": f"fiche-{next(_numbers)}", **values}
    page = GenericSheetPage(title=title, live=live, sheet_kind=of, **values)
    page.page_terms = [PageTerm(term=each, sort_order=order) for order, each in enumerate(terms)]
    page.audiences = [audience(**each) for each in audiences]
    (parent or SheetIndexPage.objects.get(code="fiches")).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return GenericSheetPage.objects.get(pk=page.pk)


def sheet_list(of=None, title="Les stages"):
    """A page that lists the sheets of one kind, or of all."""
    page = SheetIndexPage(title=title, slug=f"liste-{next(_numbers)}", sheet_kind=of)
    SheetIndexPage.objects.get(code="fiches").get_parent().add_child(instance=page)
    page.save_revision().publish()
    return SheetIndexPage.objects.get(pk=page.pk)


def restrict(page, kind=PageViewRestriction.LOGIN, **values):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **values)


def document(title="Guide", text=b"%PDF-1.4 guide"):
    return Document.objects.create(title=title, file=ContentFile(text, f"guide-{next(_numbers)}.pdf"))


def is_public(page):
    """Whether the one visibility rule lets anyone read this page now; the object given may be stale."""
    return public_pages().filter(pk=page.pk).exists()
