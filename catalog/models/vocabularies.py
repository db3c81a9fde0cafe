"""Vocabularies are content: made in the browser, each may become a facet of the search without a line of code."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin

from catalog.models import names
from portal.coded import Coded
from portal.fields import LinesField
from portal.icons import TERM_ICONS
from portal.references import IndexedOnce
from portal.usages import is_in_use

# Parameters of the search page that no vocabulary may take.
RESERVED_CODES = frozenset(
    {"q", "type", "acteur", "ici", "page", "plus", "sans", "exact", "tri", "role", "degre", "format"}
)

# « duree-min », « duree-max »: the two ends of a range.
RANGE_ENDINGS = ("-min", "-max")


TWO_LEVELS = _("L’arbre n’a que deux niveaux : choisissez un terme sans parent.")
SAME_NAME = _("Un autre terme porte déjà ce nom au même endroit de ce vocabulaire.")


class Vocabulary(IndexedOnce, TranslatableMixin, Coded, ClusterableModel):
    class Kind(models.TextChoices):
        FLAT = "flat", _("Liste simple")
        TREE = "tree", _("Arbre à deux niveaux")

    class Source(models.TextChoices):
        CHOSEN = "chosen", _("Choisi sur la page par la rédaction")
        AUDIENCE = "audience", _("Repris des lignes « À qui s’adresse la fiche »")
        AGE = "age", _("Calculé d’après les âges de ces lignes")
        REGISTER = "register", _("Réservé aux répertoires (organisations, contacts)")

    label = models.CharField(_("nom"), max_length=80, help_text=_("Le nom de la facette, montré au public."))
    help = models.TextField(_("aide"), blank=True, help_text=_("Comment choisir un terme. Montrée à la rédaction."))
    icon = models.CharField(
        _("icône"),
        max_length=20,
        choices=TERM_ICONS,
        blank=True,
        help_text=_("Montrée avec son nom sur les fiches. Vide : une étiquette."),
    )
    kind = models.CharField(
        _("forme"),
        max_length=8,
        choices=Kind,
        default=Kind.FLAT,
        help_text=_("Dans un arbre, une page répond aussi aux filtres du terme parent."),
    )
    source = models.CharField(
        _("d’où viennent les termes"),
        max_length=8,
        choices=Source,
        default=Source.CHOSEN,
        help_text=_("Laissez « choisi sur la page » pour un nouveau vocabulaire."),
    )
    is_facet = models.BooleanField(
        _("facette de la recherche"),
        default=False,
        help_text=_("Cochez pour que le public puisse filtrer sur ce vocabulaire."),
    )
    in_lists = models.BooleanField(
        _("dans les listes"),
        default=False,
        help_text=_("Cochez pour que les résultats et les cartes disent le terme de chaque page."),
    )
    opens_first = models.BooleanField(
        _("ouvert d’emblée"),
        default=False,
        help_text=_(
            "Dans la recherche, ses choix se voient sans rien ouvrir. Les autres groupes sont repliés, avec leur "
            "nombre de choix ; propriétés, acteurs et types de page le sont toujours. Trois groupes ouverts suffisent."
        ),
    )
    multiple = models.BooleanField(
        _("plusieurs termes par page"), default=True, help_text=_("Décochez si une page ne doit avoir qu’un terme.")
    )
    page_types = models.JSONField(
        _("pages qui le portent"),
        default=list,
        blank=True,
        help_text=_("Le vocabulaire paraît dans le formulaire et sur ces pages."),
    )
    branches_as_facets = models.BooleanField(
        _("chaque branche est une facette"),
        default=False,
        help_text=_("Pour deux découpages qui ne se recouvrent pas : « ou » dans une branche, « et » entre branches."),
    )
    internal = models.BooleanField(
        _("réservé à la rédaction"),
        default=False,
        help_text=_("Jamais montré au public, ni sur les fiches ni comme facette."),
    )
    order = models.PositiveSmallIntegerField(
        _("rang"),
        default=100,
        help_text=_("Les plus petits rangs paraissent d’abord, dans la recherche, les formulaires et les fiches."),
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("vocabulaire")
        verbose_name_plural = _("vocabulaires")
        ordering = ["order", "label"]
        constraints = [models.UniqueConstraint(fields=["locale", "code"], name="vocabulary_code_unique")]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.code in RESERVED_CODES or self.code.endswith(RANGE_ENDINGS):
            raise ValidationError({"code": _("Ce code est réservé à la recherche : choisissez-en un autre.")})
        if apps.get_model("catalog.SheetProperty").objects.filter(code=self.code, vocabulary=None).exists():
            raise ValidationError({"code": _("Ce code est déjà celui d’une propriété : choisissez-en un autre.")})
        if self.branches_as_facets and self.kind != self.Kind.TREE:
            raise ValidationError({"branches_as_facets": _("Seul un arbre a des branches.")})

    def ordered_terms(self) -> list[tuple[Term, int]]:
        """``[(term, depth)]``: roots in order, each followed by its children. One query, or none once prefetched."""
        terms = sorted(self.terms.all(), key=lambda term: (term.sort_order or 0, term.label))
        if self.kind != self.Kind.TREE:
            return [(term, 0) for term in terms]
        rows = []
        for root in (term for term in terms if not term.parent_id):
            rows.append((root, 0))
            rows.extend((term, 1) for term in terms if term.parent_id == root.pk)
        return rows

    def is_used(self):
        return any(term.is_used() for term in self.terms.all() if term.pk)


class Term(TranslatableMixin, Coded, Orderable):
    vocabulary = ParentalKey(Vocabulary, on_delete=models.CASCADE, related_name="terms", verbose_name=_("vocabulaire"))
    label = models.CharField(
        _("libellé"), max_length=160, help_text=_("Montré au public. Le changer ici suffit partout.")
    )
    short_label = models.CharField(
        _("libellé court"),
        max_length=40,
        blank=True,
        help_text=_("Là où son groupe est déjà nommé, dans la recherche : « Nord » sous « Secteurs de la Ville »."),
    )
    icon = models.CharField(
        _("icône"),
        max_length=20,
        choices=TERM_ICONS,
        blank=True,
        help_text=_("Pour un thème : montrée à l’accueil. Pour un secteur : le côté de la ville. Facultatif."),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("terme parent"),
        help_text=_("Seulement dans un arbre : le terme qui contient celui-ci."),
    )
    counterpart = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("secteur jumeau"),
        help_text=_("Pour un secteur : celui où ses fiches peuvent être copiées. « Nord » ↔ « Sud »."),
    )
    synonyms = LinesField(
        _("synonymes"),
        help_text=_("Un par ligne : les mots que le public emploie pour dire la même chose."),
        most=1000,  # every page of the term, or that says the word, is analysed with them
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Quand employer ce terme. Pour la rédaction.")
    )
    introduction = models.TextField(
        _("présentation"),
        blank=True,
        help_text=_("Une à trois phrases pour le public, par exemple à quoi sert un axe."),
    )
    matches_all = models.BooleanField(
        _("vaut pour tout"),
        default=False,
        help_text=_(
            "Pour « toute la ville », « tous publics » : la page répond alors à tous les filtres du vocabulaire."
        ),
    )
    age_min = models.PositiveSmallIntegerField(
        _("âge de début"), null=True, blank=True, help_text=_("Pour une tranche d’âge : années révolues, comprises.")
    )
    age_max = models.PositiveSmallIntegerField(
        _("âge de fin"), null=True, blank=True, help_text=_("Années révolues, comprises.")
    )
    school_level = models.CharField(
        _("classes"), max_length=120, blank=True, help_text=_("Les classes correspondantes, à titre de repère.")
    )
    concerns_children = models.BooleanField(
        _("parle d’enfants ou de parents"),
        default=False,
        help_text=_("Pour un public : sans âge indiqué, la fiche vaut alors pour tous les âges."),
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("terme")
        verbose_name_plural = _("termes")
        ordering = ["vocabulary__order", "vocabulary_id", "sort_order", "label"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_unique")]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.parent_id and (self.parent_id == self.pk or self.parent.vocabulary_id != self.vocabulary_id):
            raise ValidationError({"parent": _("Choisissez un autre terme du même vocabulaire.")})
        if self.parent_id and self.parent.parent_id:
            raise ValidationError({"parent": TWO_LEVELS})
        if self.parent_id and self.pk and self.children.exists():
            raise ValidationError({"parent": _("L’arbre n’a que deux niveaux : ce terme en contient déjà d’autres.")})
        self._clean_label()
        self._clean_counterpart()
        if (self.age_min is None) != (self.age_max is None) or (self.age_min or 0) > (self.age_max or 0):
            raise ValidationError({"age_max": _("Indiquez les deux âges, le plus petit d’abord.")})

    def _clean_label(self):
        """Beside its sisters only: « Autre » may stand under each root."""
        sisters = Term.objects.filter(vocabulary=self.vocabulary_id, parent=self.parent_id).exclude(pk=self.pk)
        if self.vocabulary_id and names.is_taken(self.label, "label", sisters, same=names.spelled):
            raise ValidationError({"label": SAME_NAME})

    def _clean_counterpart(self):
        other = self.counterpart
        if other and (other.pk == self.pk or other.vocabulary_id != self.vocabulary_id):
            raise ValidationError({"counterpart": _("Choisissez un autre terme du même vocabulaire.")})

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.pair_up()

    def pair_up(self):
        """The counterpart names this term in return, unless it already names another one."""
        if self.counterpart_id:
            Term.objects.filter(pk=self.counterpart_id, counterpart=None).update(counterpart=self)

    def is_used(self):
        return is_in_use(self)

    @property
    def branch(self):
        """Code of the root this term stands under: its own when it has no parent."""
        return self.parent.code if self.parent_id else self.code
