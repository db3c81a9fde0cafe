"""The rows of a page: those that a booklet names are found or added, the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.models import RolloutRow
from catalog.models import PageTerm
from imports.drafts.content import Audience, Called, Carrier, Content
from imports.matching.contacts import heading_of
from imports.matching.names import key
from sheets.models import ContactLink, DocumentLink, OrganizationLink, TargetAudience

_RUNS_IT = ("operator", "contractor")


def _keep(page, relation: str, rows: Iterable) -> None:
    """In their order, which is that of the page first."""
    ordered = list(rows)
    for order, row in enumerate(ordered):
        row.sort_order = order
    setattr(page, relation, ordered)


# Whom it is for.


def said_audiences(page) -> list[str]:
    return [_ages_of(row.label, row.age_min, row.age_max) for row in page.audiences.all()]


def wanted_audiences(content: Content) -> list[str]:
    return [_ages_of(row.label, row.age_min, row.age_max) for row in content.audiences]


def _ages_of(label: str, low: int | None, high: int | None) -> str:
    ages = "" if low is None and high is None else f" ({'' if low is None else low}–{'' if high is None else high} ans)"
    return f"{label}{ages}"


def put_audiences(page, content: Content) -> None:
    rows = list(page.audiences.all())
    for wanted in content.audiences:
        row = next((row for row in rows if key(row.label) == key(wanted.label)), None)
        if row is None:
            row = TargetAudience(label=wanted.label)
            row.publics = []
            rows.append(row)
        _fill_audience(row, wanted)
    _keep(page, "audiences", rows)


def _fill_audience(row: TargetAudience, wanted: Audience) -> None:
    if wanted.age_min is not None or wanted.age_max is not None:
        row.age_min, row.age_max = wanted.age_min, wanted.age_max
    if wanted.term and not row.publics.all():
        row.publics = list(type(row).publics.field.related_model.objects.filter(pk=wanted.term.pk))


# Who carries it out.


def said_carriers(page) -> list[str]:
    return [row.name for row in page.organization_links.all()]


def wanted_carriers(content: Content) -> list[str]:
    return [carrier.known.label if carrier.known else carrier.name for carrier in content.carriers]


def put_carriers(page, content: Content) -> None:
    rows = list(page.organization_links.all())
    for carrier in content.carriers:
        row = next((row for row in rows if _is_same(row, carrier)), None)
        if row is None:
            rows.append(_carrier_row(carrier))
        elif carrier.known and not row.organization_id:
            row.organization_id = carrier.known.pk
    _keep(page, "organization_links", rows)


def _is_same(row: OrganizationLink, carrier: Carrier) -> bool:
    if (row.role in _RUNS_IT) != (carrier.role in _RUNS_IT):
        return False
    if carrier.known and row.organization_id == carrier.known.pk:
        return True
    return key(row.name) == key(carrier.name) and not (carrier.known and row.organization_id)


def _carrier_row(carrier: Carrier) -> OrganizationLink:
    if carrier.known:
        return OrganizationLink(role=carrier.role, organization_id=carrier.known.pk)
    return OrganizationLink(role=carrier.role, label=carrier.name)


# Whom to call. A function is named, its holder never.


def said_called(page) -> list[str]:
    return [str(row.contact) for row in page.contact_links.all()]


def wanted_called(content: Content) -> list[str]:
    return [f"{known.label} ({known.detail})" for known in (called.known for called in content.called) if known]


def put_called(page, content: Content) -> None:
    rows = list(page.contact_links.all())
    for called in content.called:
        if called.known and all(row.contact_id != called.known.pk for row in rows):
            rows.append(_contact_row(called))
    _keep(page, "contact_links", rows)


def _contact_row(called: Called) -> ContactLink:
    assert called.known  # noqa: S101 - for the types
    return ContactLink(contact_id=called.known.pk, heading=heading_of(called.heading))


# Links.


def said_links(page) -> list[str]:
    return [f"{row.label} – {row.url}" if row.url else row.label for row in page.document_links.all()]


def wanted_links(content: Content) -> list[str]:
    return [f"{label} – {url}" for label, url in content.links]


def put_links(page, content: Content) -> None:
    rows = list(page.document_links.all())
    for label, url in content.links:
        row = next((row for row in rows if _leads_to(row.url) == _leads_to(url)), None)
        row = row or next((row for row in rows if key(row.label) == key(label) and not row.document_id), None)
        if row is None:
            rows.append(DocumentLink(label=label, url=url))
        elif _leads_to(row.url) != _leads_to(url):
            row.url = url
    _keep(page, "document_links", rows)


def _leads_to(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


# Where things stand.


def said_rollout(page) -> list[str]:
    return [f"{row.get_status_display()} : {row}" for row in page.rollout_rows.all()]


def wanted_rollout(content: Content) -> list[str]:
    return [f"{RolloutRow.Status(status).label} : {label}" for status, label in content.rollout]


def put_rollout(page, content: Content) -> None:
    rows = list(page.rollout_rows.all())
    known = {key(str(row)) for row in rows}
    new = [(status, label) for status, label in content.rollout if key(label) not in known]
    _keep(page, "rollout_rows", [*rows, *(RolloutRow(status=status, label=label) for status, label in new)])


# Terms.


def said_terms(page, vocabulary: str) -> list[str]:
    return [link.term.label for link in _terms_of(page, vocabulary)]


def _terms_of(page, vocabulary: str) -> Iterator[PageTerm]:
    return (link for link in page.page_terms.all() if link.term.vocabulary.code == vocabulary)


def put_terms(page, content: Content, vocabulary: str, multiple: bool) -> None:
    """Beside those of the page where there may be several, in their place where there may be one."""
    known = content.terms.get(vocabulary, [])[: None if multiple else 1]
    kept = [link for link in page.page_terms.all() if multiple or link.term.vocabulary.code != vocabulary]
    has = {link.term_id for link in kept}
    _keep(page, "page_terms", [*kept, *(PageTerm(term_id=each.pk) for each in known if each.pk not in has)])
