"""What a city says once of its open data: under which licence, by whom, and which sites may show its lists."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portal.fields import LinesField

LICENCES = {
    "etalab-2.0": (
        "Licence Ouverte 2.0",
        "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
    ),
    "ODbL-1.0": ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
_HOST = re.compile(r"(?=.{1,253}$)(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")


def embedding_origin(text):
    """« https://ecole.example » of what somebody writes of a site; ValueError where it is none."""
    parts = urlsplit(text.strip() if "://" in text else f"https://{text.strip()}")
    host, port = (parts.hostname or "").lower(), parts.port  # a port that is no number is a ValueError too
    if (
        parts.scheme not in ("http", "https")
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
        or parts.username
    ):
        raise ValueError(text)
    if not _HOST.fullmatch(host):
        raise ValueError(text)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"


@register_setting(icon="download")
class OpenDataSettings(BaseSiteSetting):
    licence = models.CharField(
        _("licence"),
        max_length=12,
        choices=[(code, name) for code, (name, _url) in LICENCES.items()],
        default="etalab-2.0",
        help_text=_("Ce que les autres peuvent faire des données. Dite dans chaque réponse et chaque fichier."),
    )
    producer = models.CharField(
        _("producteur"), max_length=120, blank=True, help_text=_("Qui publie les données, par exemple « Ville de … ».")
    )
    source = models.CharField(
        _("identifiant national"),
        max_length=40,
        default="passerelles",
        validators=[RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", _("Des minuscules, des chiffres et des tirets."))],
        help_text=_("Celui de la ville dans data·inclusion. Il commence chaque identifiant : ne le changez plus."),
    )
    town = models.CharField(_("commune"), max_length=80, blank=True, help_text=_("Son nom, dans les données."))
    postcode = models.CharField(
        _("code postal"), max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$", _("Cinq chiffres."))]
    )
    insee = models.CharField(
        _("code INSEE"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d[\dAB]\d{3}$", _("Cinq caractères."))],
        help_text=_("Celui de la commune. Vide s’il n’est pas connu : il n’est jamais deviné."),
    )
    embedding_sites = LinesField(
        _("sites qui montrent nos listes"),
        help_text=_(
            "Un par ligne, par exemple « https://ecole.example ». Eux seuls peuvent montrer une liste du portail dans "
            "une de leurs pages. Aucun : personne ne le peut."
        ),
        most=2000,
    )

    panels = [
        MultiFieldPanel(["licence", "producer"], heading=_("Les données")),
        MultiFieldPanel(["source", "town", "postcode", "insee"], heading=_("Pour les annuaires nationaux")),
        MultiFieldPanel([FieldPanel("embedding_sites")], heading=_("Nos listes sur d’autres sites")),
    ]

    class Meta:
        verbose_name = _("données ouvertes")
        verbose_name_plural = _("données ouvertes")

    def clean(self):
        super().clean()
        origins = []
        for number, line in enumerate(self.embedding_sites or (), start=1):
            try:
                origins.append(embedding_origin(line))
            except ValueError:
                said = _("Ligne %(n)s : « %(line)s » n’est pas l’adresse d’un site. Écrivez « https://ecole.example ».")
                raise ValidationError({"embedding_sites": said % {"n": number, "line": line[:80]}}) from None
        self.embedding_sites = list(dict.fromkeys(origins))

    @property
    def licence_name(self):
        return LICENCES[self.licence][0]

    @property
    def licence_url(self):
        return LICENCES[self.licence][1]


class NationalValue(models.Model):
    """What a term is called in a national list; an empty value says that it has no equivalent there."""

    term = models.ForeignKey("catalog.Term", on_delete=models.CASCADE, related_name="+", verbose_name=_("terme"))
    list = models.CharField(_("liste nationale"), max_length=20)
    value = models.CharField(_("valeur nationale"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("correspondance nationale")
        verbose_name_plural = _("correspondances nationales")
        default_permissions = ("change",)
        constraints = [models.UniqueConstraint(fields=["term", "list"], name="national_value_unique")]

    def __str__(self):
        return f"{self.term} → {self.value or '–'}"
