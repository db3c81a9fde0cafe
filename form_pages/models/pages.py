"""A form is a page of the tree, with its questions and the moments that one may sign up for."""

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField, FormMixin
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.models import Orderable

from form_pages.builder import FILE, SLOT, Builder, name_of
from form_pages.level_one import why_refused
from form_pages.models.answers import SLOT_COLUMN, STATE_COLUMN, Answer, SignUp
from jobs.mails.posting import can_be_written_to
from portal.fields import LinesField
from portal.inputs.rows import RowsPanel
from portal.pages import BasePage
from portal.publication.page_form import PageForm
from portal.publication.rules import Problem

# Hidden fields and addresses that only programs read make no question for people.
FIELD_TYPES = [*((code, label) for code, label in FORM_FIELD_CHOICES if code != "hidden"), (FILE, _("Fichier"))]
RESERVED = {"opened", "website", "submit_time", SLOT}
CHARTER = _(
    "Niveau 1 : rien sur un enfant, un élève, une famille ou leur situation. Un intitulé qui en demande est refusé. "
    "Les coordonnées de l’adulte qui répond sont permises, ici seulement : vues des groupes nommés, puis effacées. "
    "La page « Charte » du site parle d’autre chose : de ce que la Cité éducative partage entre ses partenaires."
)


class FormPageForm(WagtailAdminFormPageForm, PageForm):
    def clean_readers(self):
        """Of a page that is not public what is saved holds at once: whoever edits would name itself reader."""
        chosen, page = self.cleaned_data["readers"], self.instance
        if page.live or not page.pk or page.permissions_for_user(self.for_user).can_publish():
            return chosen
        if set(chosen) != set(FormPage.objects.get(pk=page.pk).readers.all()) and page.has_answers:
            raise ValidationError(_("Des réponses sont là : seul qui publie change les groupes qui les lisent."))
        return chosen


class FormPage(FormMixin, BasePage):
    page_icon = "pencil"
    base_form_class = FormPageForm
    form_builder = Builder
    template = "form_pages/form.html"
    landing_page_template = "form_pages/thanks.html"

    class Level(models.IntegerChoices):
        GROUPS = 2, _("2 · réservé aux groupes nommés")
        PUBLIC = 3, _("3 · public")

    introduction = models.TextField(
        _("introduction"), blank=True, max_length=2000, help_text=_("À quoi sert ce formulaire, et ce qui suit.")
    )
    thanks = models.TextField(
        _("remerciement"), blank=True, max_length=1000, help_text=_("Montré une fois la réponse envoyée.")
    )
    button = models.CharField(_("bouton"), max_length=40, default=_("Envoyer"))
    level = models.PositiveSmallIntegerField(_("confidentialité"), choices=Level, default=Level.GROUPS)
    readers = ParentalManyToManyField(
        Group,
        verbose_name=_("qui lit les réponses"),
        blank=True,
        related_name="+",
        help_text=_("Ces groupes, et personne d’autre."),
    )
    copy_to = LinesField(
        _("prévenir"), help_text=_("Une adresse par ligne : dit qu’une réponse est là, et où la lire.")
    )
    keep_days = models.PositiveSmallIntegerField(
        _("garder (jours)"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
        help_text=_("Après, les réponses et leurs fichiers sont effacés."),
    )
    opens = models.DateTimeField(_("ouvre le"), null=True, blank=True)
    closes = models.DateTimeField(_("ferme le"), null=True, blank=True)
    is_call = models.BooleanField(
        _("appel à projets"),
        default=False,
        help_text=_("Chaque réponse a un état, que son auteur lit par un lien. Il faut une question « Courriel »."),
    )
    criteria = models.TextField(_("critères"), blank=True, max_length=4000, help_text=_("Montrés avant les questions."))
    kept_question = models.CharField(
        _("nommer les projets retenus par"),
        max_length=255,
        blank=True,
        help_text=_("L’intitulé d’une question : sa réponse, et rien d’autre, est publiée une fois tout décidé."),
    )
    shows_kept = models.BooleanField(
        _("publier les projets retenus"), default=False, help_text=_("D’un formulaire de niveau 3 ils le sont déjà.")
    )

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        HelpPanel(content=CHARTER, heading=_("Ce qu’un formulaire ne demande pas")),
        RowsPanel("form_fields", heading=_("Questions"), label=_("Question")),
        RowsPanel(
            "slots",
            heading=_("Créneaux"),
            label=_("Créneau"),
            help_text=_("Pour une inscription. Il faut alors une question « Courriel », à laquelle on écrit."),
        ),
        MultiFieldPanel(
            [FieldPanel("is_call"), FieldPanel("criteria"), FieldPanel("kept_question"), FieldPanel("shows_kept")],
            heading=_("Appel à projets"),
        ),
        MultiFieldPanel([FieldPanel("button"), FieldPanel("thanks")], heading=_("À la fin")),
        MultiFieldPanel(
            [FieldPanel("level"), FieldPanel("readers"), FieldPanel("copy_to"), FieldPanel("keep_days")],
            heading=_("Les réponses"),
        ),
        MultiFieldPanel([FieldPanel("opens"), FieldPanel("closes")], heading=_("Quand")),
    ]

    class Meta:
        verbose_name = _("formulaire")
        verbose_name_plural = _("formulaires")

    def with_content_json(self, content):
        """A slot of a draft that was written before its row had a key is that row: people have signed up for it."""
        page = super().with_content_json(content)
        new = [slot for slot in page.slots.all() if slot.pk is None]
        if new:
            keys = {slot.pk for slot in page.slots.all()}
            known = {
                (slot.starts, slot.place): slot.pk for slot in Slot.objects.filter(page=page.pk) if slot.pk not in keys
            }
            for slot in new:
                slot.pk = known.pop((slot.starts, slot.place), None)
        return page

    def clean(self):
        super().clean()
        wrong = [line for line in self.copy_to if not can_be_written_to(line)]
        if wrong:
            raise ValidationError({"copy_to": _("« %s » n’est pas une adresse.") % wrong[0]})
        if self.opens and self.closes and self.opens >= self.closes:
            raise ValidationError({"closes": _("La fin vient après le début.")})

    def publication_rules(self):
        """Whoever signs up or applies is written to; what is published of an answer is one line that was chosen."""
        yield from super().publication_rules()
        if not self.form_fields.all():
            yield Problem(_("Un formulaire pose au moins une question."))
        if not self.readers.all():
            yield Problem(_("Cochez au moins un groupe qui lit les réponses : sinon personne ne les verrait."))
        if self.is_sign_up and not self.mail_field:
            yield Problem(_("Une inscription demande une question obligatoire de la sorte « Courriel »."))
        if self.is_call and not self.mail_field:
            yield Problem(_("Un appel à projets demande une question obligatoire de la sorte « Courriel »."))
        if self.is_call and self.is_sign_up:
            yield Problem(_("Un appel à projets n’a pas de créneaux : faites un autre formulaire pour s’inscrire."))
        sentence = _("« %s » n’est l’intitulé d’aucune question : la condition ne serait jamais remplie.")
        names = {name_of(row) for row in self.form_fields.all()}
        for row in self.form_fields.all():
            if row.show_if and get_field_clean_name(row.show_if) not in names:
                yield Problem(sentence % row.show_if)
        if self.kept_question and not self.kept_name:
            sentence = _("« %s » n’est pas l’intitulé d’une question « Texte sur une seule ligne » obligatoire.")
            yield Problem(sentence % self.kept_question)

    def offered_slots(self):
        """``[(key, words)]`` of the slots that are still to come, with the places that are left."""
        now = timezone.now()
        slots = [slot for slot in self.slots.all() if slot.pk and slot.starts > now]
        taken = SignUp.objects.taken(slots)
        return [(str(slot.pk), f"{slot} – {slot.places_left(taken.get(slot.pk, 0))}") for slot in slots]

    @property
    def is_sign_up(self):
        return bool(self.slots.all())

    @property
    def is_over(self):
        """None of its slots is to come: nobody may sign up any more."""
        return self.is_sign_up and not self.offered_slots()

    @property
    def kept_name(self):
        """The name of the question whose answer is the public name of a project; empty without one."""
        wanted = get_field_clean_name(self.kept_question) if self.kept_question else ""
        asked = (row for row in self.form_fields.all() if row.field_type == "singleline" and row.required)
        return next((name_of(row) for row in asked if name_of(row) == wanted and not row.show_if), "")

    @property
    def tells_kept(self):
        """Whether the names of the projects that are kept are public, once decided."""
        return bool(self.is_call and self.kept_name and (self.shows_kept or self.level == self.Level.PUBLIC))

    @property
    def mail_field(self):
        """The name of the question that asks for an address; empty without one."""
        asked = (row for row in self.form_fields.all() if row.field_type == "email" and row.required)
        return next((name_of(row) for row in asked if not row.show_if), "")

    @property
    def has_answers(self):
        return Answer.objects.filter(page=self.pk).exists()

    @property
    def is_open(self):
        now = timezone.now()
        return (not self.opens or self.opens <= now) and (not self.closes or now < self.closes)

    @property
    def is_to_come(self):
        return bool(self.opens) and timezone.now() < self.opens

    @property
    def lead(self):
        return self.introduction

    @property
    def is_searchable(self):
        """Pages lead to it, at the step where it is needed; one that is closed would be a result that leads nowhere."""
        return False

    def get_data_fields(self):
        """The columns of the list of answers and of its exports: what is decided of an answer beside its date, where
        a narrow screen still shows it."""
        more = [(SLOT_COLUMN, _("Créneau"))] if self.is_sign_up else []
        more += [(STATE_COLUMN, _("État"))] if self.is_sign_up or self.is_call else []
        date, *asked = super().get_data_fields()
        return [date, *more, *asked]

    def get_submission_class(self):
        return Answer

    def get_submissions_list_view_class(self):
        from form_pages.admin.answers import AnswersView

        return AnswersView

    def get_context(self, request, *args, **kwargs):
        from form_pages.calls import kept_titles

        return {**super().get_context(request, *args, **kwargs), "kept": kept_titles(self)}

    def serve(self, request, *args, **kwargs):
        """Its form carries the moment when it was opened: nobody keeps the page. What is sent has its own address."""
        context = {**self.get_context(request), "form": self.get_form(page=self)}
        response = TemplateResponse(request, self.template, context)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_preview_context(self, request, mode_name):
        return {**super().get_preview_context(request, mode_name), "form": self.get_form(page=self)}


class FormField(AbstractFormField):
    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("sorte de réponse"), max_length=16, choices=FIELD_TYPES)
    step = models.CharField(
        _("nouvelle étape"), max_length=120, blank=True, help_text=_("Son titre : les questions suivantes en sont.")
    )
    show_if = models.CharField(
        _("seulement si"), max_length=255, blank=True, help_text=_("L’intitulé d’une question d’avant.")
    )
    show_if_value = models.CharField(
        _("a pour réponse"), max_length=255, blank=True, help_text=_("Vide : a une réponse. D’une case : oui.")
    )

    panels = [
        FieldPanel("label", heading=_("Intitulé"), help_text=_("Comme les visiteurs le lisent.")),
        *AbstractFormField.panels[1:],
        FieldPanel("step"),
        MultiFieldPanel([FieldPanel("show_if"), FieldPanel("show_if_value")], heading=_("Condition")),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        reason = why_refused(self.label) or why_refused(self.help_text or "")
        if reason:
            raise ValidationError({"label": reason})
        if name_of(self) in RESERVED or not name_of(self):
            raise ValidationError({"label": _("Choisissez un autre intitulé.")})


class Slot(Orderable):
    """A moment that one may sign up for. A form that has one is a sign-up, closed once the last one has begun."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="slots")
    starts = models.DateTimeField(_("commence"))
    ends = models.DateTimeField(_("finit"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    places = models.PositiveIntegerField(
        _("places"), default=0, help_text=_("0 : sans limite. Au-delà, les inscrits attendent qu’une place se libère.")
    )

    panels = [FieldPanel("starts"), FieldPanel("ends"), FieldPanel("place"), FieldPanel("places")]

    class Meta(Orderable.Meta):
        verbose_name = _("créneau")
        verbose_name_plural = _("créneaux")

    def __str__(self):
        day = date_format(timezone.localtime(self.starts), "l j F Y, H:i")
        return f"{day}, {self.place}" if self.place else day

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("La fin vient après le début.")})

    @property
    def in_full(self):
        """With the hour of its end, where it is known."""
        if not self.ends:
            return str(self)
        ends = timezone.localtime(self.ends)
        is_one_day = ends.date() == timezone.localtime(self.starts).date()
        end = date_format(ends, "H:i" if is_one_day else "l j F Y, H:i")
        return _("%(slot)s (jusqu’à %(end)s)") % {"slot": self, "end": end}

    @property
    def when_and_where(self):
        return self.starts, self.ends, self.place

    @property
    def over_at(self):
        return self.ends or self.starts

    def places_left(self, taken):
        if not self.places:
            return _("places sans limite")
        left = max(0, self.places - taken)
        if not left:
            return _("complet, liste d’attente")
        return ngettext("%(n)d place", "%(n)d places", left) % {"n": left}
