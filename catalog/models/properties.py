"""Properties: fields of sheets, made in the browser. Their values stand on the pages (``sheets.models.properties``)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.names import is_taken
from catalog.models.vocabularies import RANGE_ENDINGS, RESERVED_CODES, Vocabulary
from portal.coded import Coded
from portal.usages import is_in_use


class PropertyGroup(models.Model):
    class Place(models.TextChoices):
        """Where a published sheet shows it: what to do comes before the background, whatever the kind."""

        BEFORE = "avant", _("Avant les contacts et le texte : à qui c’est ouvert, que faire, où")
        AFTER = "apres", _("Après le texte")
        END = "fin", _("À la fin, avec la provenance")

    label = models.CharField(_("nom"), max_length=80, help_text=_("Le titre au-dessus de ces champs."))
    place = models.CharField(
        _("place sur la fiche"),
        max_length=8,
        choices=Place,
        default=Place.AFTER,
        help_text=_("Un parent pressé lit d’abord que faire et qui appeler."),
    )
    order = models.PositiveSmallIntegerField(
        _("rang"), default=100, help_text=_("Les plus petits rangs paraissent d’abord.")
    )

    class Meta:
        verbose_name = _("groupe de propriétés")
        verbose_name_plural = _("groupes de propriétés")
        ordering = ["order", "label"]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if is_taken(self.label, "label", PropertyGroup.objects.exclude(pk=self.pk)):
            raise ValidationError({"label": _("Un autre groupe porte déjà ce nom.")})


class SheetProperty(Coded):
    class Type(models.TextChoices):
        TEXT = "text", _("Texte court")
        LONG_TEXT = "longtext", _("Texte long")
        NUMBER = "number", _("Nombre")
        YES_NO = "yesno", _("Oui ou non")
        DATE = "date", _("Date")
        URL = "url", _("Adresse web")
        EMAIL = "email", _("Courriel")
        PAGE = "page", _("Page du site")
        DOCUMENT = "document", _("Document")
        CONTACT = "contact", _("Contact du répertoire")
        CHOICE = "choice", _("Choix dans un vocabulaire")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Tout le monde")
        EDITORS = "editors", _("La rédaction seulement")

    FILTERS = frozenset({Type.NUMBER, Type.DATE, Type.YES_NO, Type.CHOICE})
    SORTS = frozenset({Type.NUMBER, Type.DATE})
    # Changes of type that lose nothing: the other way, or with others, values could no longer be read.
    HARMLESS = frozenset({(Type.TEXT, Type.LONG_TEXT), (Type.URL, Type.TEXT), (Type.EMAIL, Type.TEXT)})

    label = models.CharField(_("nom"), max_length=80, help_text=_("Le changer ici suffit partout : rien n’est perdu."))
    help = models.CharField(
        _("aide"), max_length=255, blank=True, help_text=_("Comment remplir le champ. Montrée à la rédaction.")
    )
    type = models.CharField(_("forme"), max_length=10, choices=Type, default=Type.TEXT)
    unit = models.CharField(
        _("unité"), max_length=20, blank=True, help_text=_("Pour un nombre : « min », « € », « places ».")
    )
    vocabulary = models.ForeignKey(
        Vocabulary,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="properties",
        verbose_name=_("vocabulaire"),
        help_text=_("Pour un choix : la liste des valeurs possibles."),
    )
    group = models.ForeignKey(
        PropertyGroup,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="properties",
        verbose_name=_("groupe"),
        help_text=_("Les propriétés d’un groupe paraissent ensemble, sous son nom."),
    )
    order = models.PositiveSmallIntegerField(
        _("rang"), default=100, help_text=_("Les plus petits rangs paraissent d’abord.")
    )
    every_kind = models.BooleanField(
        _("tous les types"),
        default=False,
        help_text=_("Aussi ceux qui seront faits plus tard, quoi que disent les cases."),
    )
    kinds = models.ManyToManyField(
        "catalog.SheetKind",
        blank=True,
        related_name="properties",
        verbose_name=_("types de fiche"),
        help_text=_("Ceux qui ont ce champ. Aucun coché : il ne paraît nulle part."),
    )
    required = models.BooleanField(
        _("obligatoire"), default=False, help_text=_("À la publication seulement : un brouillon peut s’en passer.")
    )
    glance = models.BooleanField(_("dans « L’essentiel »"), default=True, help_text=_("L’encadré en tête de la fiche."))
    listing = models.BooleanField(
        _("dans les listes"), default=False, help_text=_("Sous le titre, dans les résultats.")
    )
    export = models.BooleanField(
        _("dans les exports"), default=True, help_text=_("Une colonne des fichiers CSV et XLSX.")
    )
    facet = models.BooleanField(
        _("filtre de la recherche"),
        default=False,
        help_text=_("Des cases pour oui ou non et pour un choix ; de … à … pour un nombre et une date."),
    )
    sort = models.BooleanField(
        _("ordre des listes"), default=False, help_text=_("Pour un nombre ou une date : le public peut trier.")
    )
    visibility = models.CharField(
        _("qui la voit"), max_length=8, choices=Visibility, default=Visibility.PUBLIC,
        help_text=_("Ce qui est réservé à la rédaction ne sort jamais : ni fiche, ni recherche, ni export public."),
    )  # fmt: skip
    retired = models.BooleanField(
        _("retirée"),
        default=False,
        help_text=_("Le champ disparaît partout ; les valeurs sont gardées et reviendront."),
    )

    class Meta:
        verbose_name = _("propriété")
        verbose_name_plural = _("propriétés")
        ordering = ["order", "label"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="sheet_property_code_unique"),
            models.UniqueConstraint(fields=["vocabulary"], name="sheet_property_vocabulary_unique"),
        ]

    def __str__(self):
        return self.label

    @property
    def heading(self):
        """Above the values, which then need no unit: a field, a column."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def is_public(self):
        return self.visibility == self.Visibility.PUBLIC

    @property
    def is_choice(self):
        """Its values are terms of the page, and no type says what becomes of them."""
        return self.type == self.Type.CHOICE

    def make_code(self):
        """A choice has the code of its vocabulary. A code begins with a letter: databases take figures for places."""
        if self.is_choice:
            self.code = self.vocabulary.code if self.vocabulary_id else self.code
            return
        super().make_code()
        if self.code[0].isdigit() and self.code == self._made_code:
            self.code = self._made_code = f"p-{self.code}"

    def clean(self):
        super().clean()
        errors = {**self._code_errors(), **self._type_errors()}
        if errors:
            raise ValidationError(errors)
        self._drop_what_the_type_has_not()

    def _code_errors(self):
        if self.is_choice:
            return {}
        vocabulary = Vocabulary.objects.filter(code=self.code).first()
        if vocabulary:
            message = _("« %(name)s » est déjà un vocabulaire : prenez un autre nom, ou faites-en un choix.")
            return {"label": message % {"name": vocabulary.label}}
        if self.code in RESERVED_CODES or self.code.endswith(RANGE_ENDINGS) or self.code[0].isdigit():
            return {
                "code": _("Ce code est réservé à la recherche : choisissez-en un autre, qui commence par une lettre.")
            }
        return {}

    def _type_errors(self):
        errors, stored = {}, type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if self.is_choice and not self.vocabulary_id:
            errors["vocabulary"] = _("Dites quel vocabulaire donne les valeurs possibles.")
        if stored and stored.type != self.type and (stored.type, self.type) not in self.HARMLESS and stored.is_filled():
            errors["type"] = _("Des fiches ont déjà une valeur sous cette forme : faites une autre propriété.")
        if stored and stored.vocabulary_id != self.vocabulary_id and stored.type == self.type == self.Type.CHOICE:
            errors["vocabulary"] = _("Le vocabulaire d’un choix ne change plus : faites une autre propriété.")
        if self.facet and self.type not in self.FILTERS:
            errors["facet"] = _("Seuls un nombre, une date, un oui ou non et un choix peuvent filtrer la recherche.")
        if self.sort and self.type not in self.SORTS:
            errors["sort"] = _("Seuls un nombre et une date peuvent ranger une liste.")
        return errors

    def _drop_what_the_type_has_not(self):
        if not self.is_choice:
            self.vocabulary = None
        if self.type != self.Type.NUMBER:
            self.unit = ""

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.is_choice:
            self._tell_vocabulary()

    def _tell_vocabulary(self):
        """One truth: whether a choice is a filter, and who sees it, is asked of its vocabulary everywhere else."""
        vocabulary = self.vocabulary
        wanted = (self.facet, self.retired or not self.is_public)
        if (vocabulary.is_facet, vocabulary.internal) != wanted:
            vocabulary.is_facet, vocabulary.internal = wanted
            vocabulary.save()

    def is_filled(self):
        return is_in_use(self)

    def applies_to(self, kind_code):
        return self.every_kind or any(kind.code == kind_code for kind in self.kinds.all())

    def is_used(self):
        """The key of values in drafts, history, spreadsheets and addresses: it never changes once stored."""
        return True
