"""What every page of the portal has: an immutable code, and the small protocol by which search meets pages."""

from contextlib import suppress
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.models import Page, PageViewRestriction

from portal.damage import is_misshapen, readable
from portal.references import IndexedOnce
from portal.visibility import not_expired


@dataclass(frozen=True)
class Ages:
    """Ages a page is about: the whole years covered, or every age. A page without age has no ``Ages`` at all."""

    years: tuple[int, ...] = ()
    every: bool = False
    and_more: bool = False  # the last year is only where the portal stops counting


def page_models():
    """The concrete page types of the portal, highest floor first."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def page_type_choices():
    """``(code, name)`` of the types a vocabulary may be carried by and the public may filter on; plain pages last."""
    seen = {model.type_code: model.type_label for model in reversed(page_models()) if not model.kind_is_content}
    return sorted(seen.items(), key=lambda choice: choice[0] == BasePage.type_code)


def code_is_taken(code, page=None):
    """Codes are one namespace for all page types: short links and imports rely on it."""
    return any(
        model.objects.filter(code=code).exclude(pk=getattr(page, "pk", None)).exists() for model in page_models()
    )


class BasePage(IndexedOnce, Page):
    """Ancestor of every page type."""

    type_code = "page"
    type_label = _("Pages")
    tint = ""
    kind_is_content = False  # whether its kind is a record made in the browser, ``sheet_kind``, and not the class
    has_own_viewset = False  # whether its room registers its screens itself

    code = models.SlugField(
        _("code"),
        max_length=80,
        blank=True,
        db_index=True,
        help_text=_("Identifiant stable, employé par les liens courts et les imports. Il ne change plus jamais."),
    )
    change_note = models.CharField(
        _("ce qui a changé"),
        max_length=200,
        blank=True,
        help_text=_(
            "Une phrase pour les lecteurs, montrée à l’accueil à la prochaine publication. "
            "Laissez-la telle quelle ou vide si le changement ne les concerne pas."
        ),
    )

    damaged = ()  # names of what a revision held and could not be read
    is_about_to_be_published = False  # asked for what publication needs, and not merely saved again

    exclude_fields_in_copy = ["code", "change_note"]
    promote_panels = [
        MultiFieldPanel(["slug", "seo_title", "search_description"], heading=_("Pour les moteurs de recherche")),
        MultiFieldPanel(["show_in_menus"], heading=_("Menu du site")),
    ]
    follow_up_panels = [FieldPanel("change_note")]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.code and self.pk is None and code_is_taken(self.code):
            raise ValidationError({"code": _("Ce code est déjà pris par une autre page.")})

    def save(self, *args, **kwargs):
        self.code = self._fixed_code()
        super().save(*args, **kwargs)

    def _fixed_code(self):
        """The code in the database once there is one; else one made from the slug, with a number if taken."""
        stored = type(self).objects.filter(pk=self.pk).values_list("code", flat=True).first() if self.pk else ""
        if stored:
            return stored
        base = self.code or slugify(self.slug or self.title)[:70] or self.type_code
        code, number = base, 2
        while code_is_taken(code, self):
            code, number = f"{base}-{number}", number + 1
        return code

    def with_content_json(self, content):
        """A revision never brings a code along; one copied from another page leaves that page's own values there.

        An alias follows its source in the rest.
        """
        page = self._read(content)
        if content.get("code") not in ("", None, self.code):
            for name in BasePage.exclude_fields_in_copy if self.alias_of_id else self.exclude_fields_in_copy:
                setattr(page, name, self._meta.get_field(name).get_default())
        page.code = self.code
        return page

    def _read(self, content):
        with suppress(Exception):  # whatever modelcluster stumbles on
            page = super().with_content_json(content)
            if not is_misshapen(content, type(self)):
                return page
        content, damaged = readable(self, content)
        page = super().with_content_json(content)
        for name in damaged.keys() - content.keys():
            setattr(page, name, getattr(self, name))
        page.damaged = tuple(sorted(damaged.values()))
        return page

    def get_view_restrictions(self):
        """No query when the route already knows that nothing on the site is restricted."""
        if getattr(self, "site_is_open", False):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def shows(self, path):
        """Whether the public page has what its content names at ``path``, as the reference index writes it."""
        return True

    @property
    def kind_code(self):
        """What the ``type`` facet, vocabularies and properties know this page's kind by."""
        return self.type_code

    # The protocol search knows pages by.

    @property
    def is_searchable(self):
        return True

    def search_text(self):
        """Plain text of the body, without contacts' addresses: it is indexed and quoted to anyone."""
        return ""

    def search_keywords(self):
        """Words that find the page without being shown."""
        return []

    def search_terms(self):
        """``{vocabulary code: [term codes]}`` as chosen or derived, without ancestors."""
        return {}

    def search_ages(self):
        """``Ages`` or None (no age applies, or none is known)."""
        return

    def search_values(self):
        """``{property code: float, date or bool}``: what may be filtered by range, counted or sorted by."""
        return {}

    def search_date(self):
        published = self.last_published_at or self.first_published_at
        return published.date() if published else None

    def search_card(self):
        """What a result shows beside title and address: plain values only, stored with the entry."""
        return {"summary": self.lead, "meta": [str(_("Page"))], "number": "", "tint": self.tint}

    # Display.

    @property
    def lead(self):
        return self.search_description

    @cached_property
    def short_path(self):
        return f"/f/{self.code}"

    def trail(self):
        """Ancestors to show as breadcrumbs: ``[(title, url)]`` from the home page down, without the page itself."""
        ancestors = self.get_ancestors().live().filter(not_expired(), depth__gt=1)
        return [(page.title if page.depth > 2 else _("Accueil"), page.get_url()) for page in ancestors]


def plain_tabs(page_class):
    """Tabs of pages that carry no classification."""
    return [
        ObjectList(page_class.content_panels, heading=_("Contenu")),
        ObjectList(page_class.follow_up_panels, heading=_("Suivi")),
        ObjectList(page_class.promote_panels, heading=_("Référencement")),
        ObjectList(page_class.settings_panels, heading=_("Publication")),
    ]
