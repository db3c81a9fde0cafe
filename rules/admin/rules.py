"""Rules made in the browser."""

from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from catalog.terms_by_vocabulary import TermsByVocabulary
from portal.admin.menus import FOLLOW_UP
from portal.admin.record_choosers import RecordChooser
from rules.models import Rule

HELP = _(
    "Une nouvelle règle est « à l’essai » : elle écrit dans son journal ce qu’elle aurait fait, et ne fait rien. "
    "Lisez-le quelques jours, essayez-la sur une fiche, puis rendez-la active. Aucune règle ne publie ni ne supprime. "
    "Elle agit au nom de qui l’a enregistrée en dernier, et ne fait que ce que cette personne a le droit de faire."
)


class RulesIndex(IndexView):
    def get_list_more_buttons(self, instance):
        more = [
            Button(_("Essayer"), reverse("rules:try", args=[instance.pk]), icon_name="view", priority=25),
            Button(_("Journal"), f"{reverse('rules:log')}?rule={instance.pk}", icon_name="history", priority=26),
        ]
        return sorted([*super().get_list_more_buttons(instance), *more])


class OnBehalf:
    """A rule does what whoever saved it last may do."""

    def save_instance(self):
        self.form.instance.acts_for = self.request.user
        return super().save_instance()


class AddRule(OnBehalf, CreateView):
    def get_initial_form_instance(self):
        return Rule(owner=self.request.user)

    def get_success_url(self):
        return reverse("rules:try", args=[self.object.pk])


class EditRule(OnBehalf, EditView):
    @property
    def header_more_buttons(self):
        own = [
            Button(_("Essayer sur une fiche"), reverse("rules:try", args=[self.object.pk]), icon_name="view"),
            Button(_("Journal"), f"{reverse('rules:log')}?rule={self.object.pk}", icon_name="history"),
        ]
        return [*super().header_more_buttons, *own]


class RuleViewSet(SnippetViewSet):
    model = Rule
    icon = "resubmit"
    menu_label = _("Règles")
    menu_name = "regles"
    menu_order = 260
    menu_hook = FOLLOW_UP
    index_view_class = RulesIndex
    add_view_class = AddRule
    edit_view_class = EditRule
    copy_view_enabled = False
    chooser_viewset_class = RecordChooser
    list_display = ["name", "trigger", "state"]
    list_filter = ["state", "trigger"]
    search_fields = ["name"]
    panels = [
        HelpPanel(content=HELP),
        "name",
        FieldPanel("state"),
        MultiFieldPanel([FieldPanel("trigger"), FieldPanel("first_time")], heading=_("Quand")),
        MultiFieldPanel(
            [
                FieldPanel("section"),
                FieldPanel("kinds", widget=CheckboxSelectMultiple),
                FieldPanel("terms", widget=TermsByVocabulary),
                FieldPanel("author_group"),
            ],
            heading=_("Où"),
        ),
        FieldPanel("actions", heading=_("Quoi")),
        MultiFieldPanel([FieldPanel("after_rules"), FieldPanel("owner")], heading=_("Prudence")),
    ]
