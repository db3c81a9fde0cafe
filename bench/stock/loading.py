"""The corpus as pages of the stock Wagtail, and their index."""

from collections.abc import Iterable

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from bench.bulk import batches, write_pages
from bench.stock.models import Audience, HomePage, Sector, SheetIndexPage, SheetPage, Theme

LABELS = {"themes": Theme, "sectors": Sector, "audiences": Audience}


def make_tables() -> None:
    folder = settings.VAR_DIR / settings.MIGRATION_MODULES["stock"]
    folder.mkdir(exist_ok=True)
    (folder / "__init__.py").touch()
    call_command("makemigrations", "stock", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)


def load(items: Iterable[dict]) -> int:
    """Publishes the items under a listing; returns how many."""
    index, known, count = _tree(), {name: {} for name in LABELS}, 0
    with transaction.atomic():
        for rows in batches(items):
            pages = write_pages(index, SheetPage, rows, count, _sheet)
            for name, model in LABELS.items():
                _write_labels(name, model, pages, rows, known[name])
            count += len(rows)
        Page.objects.filter(pk=index.pk).update(numchild=count)
    call_command("update_index", verbosity=0)
    return count


def _tree() -> SheetIndexPage:
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(pk=root.pk).add_child(instance=HomePage(title="Portail éducatif", slug="accueil"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Portail éducatif"}
    )
    return home.add_child(instance=SheetIndexPage(title="Toutes les fiches", slug="fiches", show_in_menus=True))


def _sheet(row: dict) -> dict:
    return {name: row[name] for name in ("intro", "body", "date", "age_min", "age_max")}


def _write_labels(name: str, model: type, pages: list[Page], rows: list[dict], known: dict) -> None:
    through, links = getattr(SheetPage, name).through, []
    for page, row in zip(pages, rows, strict=True):
        for text in row[name]:
            if text not in known:
                known[text] = model.objects.create(name=text, slug=slugify(text))
            links.append(through(sheetpage_id=page.pk, **{f"{model._meta.model_name}_id": known[text].pk}))
    through.objects.bulk_create(links)
