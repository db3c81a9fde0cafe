"""Redirects: an address that no program reads, a file too long, torn or in other letters are refused in words; of two
redirects of one address, visitors follow the first.
"""

from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Site

LARGEST = 100_000  # bytes: a thousand addresses or so, ten seconds of work
MOST_UNPACKED = 20 * LARGEST  # of a workbook, which is compressed


def readable(address):
    from wagtail.contrib.redirects.models import Redirect  # which asks for models

    try:
        Redirect.normalise_path(address)
    except ValueError as error:
        text = _(
            "Cette adresse ne peut pas être lue : écrivez ce qui suit le nom du site, « /ancienne-page/ » par exemple."
        )
        raise ValidationError(text) from error


def short(file):
    if file.size > LARGEST or _unpacked(file) > MOST_UNPACKED:
        raise ValidationError(
            _("Ce fichier est trop long : %(limit)d ko au plus, environ mille adresses. Coupez-le en plusieurs."),
            params={"limit": LARGEST // 1000},
        )


def _unpacked(file):
    """What a workbook holds; nothing of any other file, nor of one that is torn: Wagtail says so."""
    try:
        return sum(each.file_size for each in ZipFile(file).infolist())
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        return 0
    finally:
        file.seek(0)


def legible(file):
    """What stock says of such a file names the fault of Python's."""
    try:
        if file.name.lower().endswith((".xlsx", ".xls")):
            ZipFile(file)
        else:
            file.read().decode()
    except (BadZipFile, NotImplementedError, OSError, ValueError) as error:
        text = _("Ce fichier ne peut pas être lu : enregistrez-le de nouveau, en classeur .xlsx ou en CSV « UTF-8 ».")
        raise ValidationError(text) from error
    finally:
        file.seek(0)


def whole_rows(create_redirects):
    """Blank lines are none; a cell that a row lacks is an empty one, which the summary of the import tells."""

    def create(dataset, config):
        width = max(config["from_index"], config["to_index"]) + 1
        rows = [[*row, *[""] * (width - len(row))] for row in dataset if any(row)]
        return create_redirects(rows, config)

    return create


def first_redirect(request, path):
    """That of the site, else that of all; the first of several, which two presses at once or an import may have made.

    Stock asks for the only one, and answers 500 to whoever follows the address. A page that was never published is
    nowhere yet: its address would tell its title, and browsers keep for ever where they were led.
    """
    from wagtail.contrib.redirects.models import Redirect

    if "\0" in path:
        return None
    found = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=path)
    found = found.exclude(redirect_page__live=False, redirect_page__first_published_at=None)
    return found.order_by(F("site").desc(nulls_last=True), "pk").first()


def register():
    from wagtail.contrib.redirects import middleware, views
    from wagtail.contrib.redirects.forms import ImportForm, RedirectForm

    middleware._get_redirect = first_redirect
    RedirectForm.base_fields["old_path"].validators.append(readable)
    ImportForm.base_fields["import_file"].validators += [short, legible]
    views.create_redirects_from_dataset = whole_rows(views.create_redirects_from_dataset)
