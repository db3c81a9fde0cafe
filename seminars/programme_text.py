"""What a programme says: what goes on and what begins, by axis, then by sector.

Rich text. Links lead to pages by their keys, published or not.
"""

from django.utils.html import escape
from django.utils.translation import gettext as _

from catalog.models import Term
from catalog.sectors import sector_vocabulary
from seminars.models import Proposal
from seminars.voting import by_axis

Choice = Proposal.Choice


def programme_text(seminar):
    kept = seminar.proposals.exclude(choice=Choice.DROP).select_related("axis", "sheet", "made")
    rows = [row for row in kept if _page(row)]
    if not rows:
        return f"<p>{escape(_('Rien n’a encore été gardé ni inventé.'))}</p>"
    axes = [(axis.label if axis else _("Sans axe"), lines) for axis, lines in by_axis(rows, lambda row: row.axis)]
    return _part(_("Par axe"), axes) + _part(_("Par secteur"), _by_sector(rows))


def _page(row):
    return row.sheet or row.made


def _by_sector(rows):
    """``[(sector, rows)]``: a sheet of several sectors is listed in each, one of none stands last."""
    code = sector_vocabulary()
    held = [(set(_draft(row).search_terms().get(code, [])), row) for row in rows]
    sectors = Term.objects.filter(vocabulary__code=code)
    parts = [(term.label, [row for codes, row in held if term.code in codes]) for term in sectors]
    known = {term.code for term in sectors}
    parts.append((_("Sans secteur"), [row for codes, row in held if not codes & known]))
    return [(label, lines) for label, lines in parts if lines]


def _draft(row):
    """Read as it is written now: what was invented has no published version yet."""
    return _page(row).specific.get_latest_revision_as_object()


def _part(title, groups):
    lists = [f"<h3>{escape(label)}</h3><ul>{''.join(map(_line, rows))}</ul>" for label, rows in groups]
    return f"<h2>{escape(title)}</h2>{''.join(lists)}"


def _line(row):
    new = f" ({escape(_('nouveau'))})" if row.choice == Choice.INVENT else ""
    return f'<li><a linktype="page" id="{_page(row).pk}">{escape(_page(row).title)}</a>{new}</li>'
