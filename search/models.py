"""The search's own tables: one entry per public page, the outbox of changes, each engine's position."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from portal.fields import LinesField


class Entry(models.Model):
    """The search document of a public page, with the card its results show. Every engine is built from here."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="search_entry")
    key = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=80, db_index=True)
    type = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=1000)
    card = models.JSONField(default=dict)
    document = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    locale = models.CharField(max_length=12)
    site = models.PositiveIntegerField()
    expires = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = _("entrée de recherche")
        verbose_name_plural = _("entrées de recherche")

    def __str__(self):
        return self.title


class Outbox(models.Model):
    """A page whose entry must be looked at again, noted in the transaction of the change, removed once it was."""

    key = models.CharField(max_length=80)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("changement à indexer")
        verbose_name_plural = _("changements à indexer")

    def __str__(self):
        return f"{self.pk} {self.key}"


class Change(models.Model):
    """An entry that changed. Written one transaction at a time, so that numbers grow in the order they are seen.

    The outbox cannot be read by position: of two transactions, the one with the smaller number may commit last.
    """

    key = models.CharField(max_length=80)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("entrée changée")
        verbose_name_plural = _("entrées changées")

    def __str__(self):
        return f"{self.pk} {self.key}"


class EnginePosition(models.Model):
    """The last change that each copy of an index holds: a copy may lag, crash or be added later."""

    engine = models.CharField(max_length=120, unique=True)  # "elasticsearch"; "tantivy@web1" for a copy on one host
    applied = models.BigIntegerField(default=0)
    compared = models.DateTimeField(null=True)  # when it was last found, or made, equal to the entries
    seen = models.DateTimeField(auto_now=True)  # copies unheard of for long no longer hold the changes back

    class Meta:
        verbose_name = _("position d’un moteur")
        verbose_name_plural = _("positions des moteurs")

    def __str__(self):
        return f"{self.engine} {self.applied}"


class MissedSearch(models.Model):
    """Words that found nothing, without anything about who typed them: see ``search.results.missed`` for the rule."""

    digest = models.CharField(max_length=64, unique=True)  # keyed: nobody reads words out of it without SECRET_KEY
    words = models.CharField(_("mots"), max_length=120, blank=True)  # empty before the third day
    days = models.PositiveIntegerField(_("jours différents"), default=1)
    times = models.PositiveIntegerField(_("fois"), default=1)
    in_part = models.PositiveIntegerField(_("fois où le reste a été trouvé"), default=0)
    first_day = models.DateField(db_index=True)
    last_day = models.DateField(_("dernier jour"), db_index=True)
    facets = models.JSONField(_("filtres employés"), default=dict)  # {"theme=sport": 2}

    class Meta:
        verbose_name = _("recherche sans résultat")
        verbose_name_plural = _("recherches sans résultat")
        ordering = ["-times", "words"]
        default_permissions = ()

    def __str__(self):
        return self.words or "…"


class Need(ClusterableModel):
    """What people say, and where it leads: pages, or all those of a term. Only the search reads it."""

    words = LinesField(
        _("ce que les gens disent"),
        blank=False,
        help_text=_(
            "Une expression par ligne, telle qu’on la dit : « a peur de l’école », « se fait taper ». "
            "Fautes et accents ne comptent pas, la recherche s’en charge."
        ),
        most=2000,
    )
    terms = ParentalManyToManyField(
        "catalog.Term",
        verbose_name=_("termes"),
        blank=True,
        related_name="+",
        help_text=_("Toutes les fiches qui les portent seront trouvées avec ces mots."),
    )
    elsewhere = models.CharField(
        _("ce n’est pas ici"),
        max_length=200,
        blank=True,
        help_text=_(
            "Pour ce que le portail ne traite pas (« permis de conduire ») : où s’adresser. La recherche dira alors "
            "qu’il n’y a rien ici, au lieu de montrer des fiches qui ont un mot en commun."
        ),
    )

    class Meta:
        verbose_name = _("mot des gens")
        verbose_name_plural = _("mots des gens")
        ordering = ["pk"]

    def __str__(self):
        return ", ".join(self.words[:3])

    @property
    def leads_to(self):
        """In a list: pages, terms, or elsewhere."""
        names = [each.page.title for each in self.pages.all()] + [str(term) for term in self.terms.all()]
        return ", ".join(names) or self.elsewhere

    def clean(self):
        super().clean()
        if not any(word.strip() for word in self.words or ()):
            raise ValidationError({"words": _("Écrivez au moins une expression.")})
        if any("|" in word for word in self.words):
            raise ValidationError({"words": _("« | » sépare les expressions dans un fichier : écrivez sans lui.")})


class NeedPage(models.Model):
    """A page that answers a need."""

    need = ParentalKey(Need, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    class Meta:
        verbose_name = _("page trouvée avec ces mots")
        verbose_name_plural = _("pages trouvées avec ces mots")
        constraints = [models.UniqueConstraint(fields=["need", "page"], name="need_page_unique")]

    def __str__(self):
        return str(self.page)
