"""« Propriétés »: the fields of sheets, made in the browser."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from catalog.admin.deletion import RefuseUsed
from catalog.admin.property_views import AddProperty, EditProperty
from catalog.lacking import kinds_of, live_pages_lacking
from catalog.models import PropertyGroup, SheetKind, SheetProperty
from catalog.property_names import name_problem
from catalog.property_usage import property_usages
from portal.admin.columns import YesNoColumn
from portal.publication.conflicts import InTurn
from portal.publication.record_form import RecordForm

MOST = 40  # properties of one kind: more is a form that nobody can use


class PropertyForm(RecordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _(
                "Il ne change plus : les valeurs, les adresses et les exports le portent."
            )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("every_kind"):
            cleaned["kinds"] = SheetKind.objects.none()
        self._refuse_crowds()
        self._refuse_second_name()
        return cleaned

    def _refuse_crowds(self):
        for kind, number in self.crowded():
            if number > MOST:
                message = _("« %(kind)s » a déjà %(most)s propriétés, le plus qu’un formulaire peut porter.")
                self.add_error("kinds", message % {"kind": kind, "most": MOST})

    def _refuse_second_name(self):
        """What is retired is asked when it comes back."""
        name = self.cleaned_data.get("label")
        if not name or self.cleaned_data.get("retired"):
            return
        problem = name_problem(name, self.kinds, but=self.instance, of_vocabulary=self.cleaned_data.get("vocabulary"))
        if problem:
            self.add_error("label", problem)

    @property
    def kinds(self):
        """Those that have the field once it is saved."""
        everywhere = self.cleaned_data.get("every_kind")
        return list(SheetKind.objects.all() if everywhere else self.cleaned_data.get("kinds") or ())

    def crowded(self):
        """``[(kind, number of its properties with this one)]``."""
        if self.cleaned_data.get("retired"):
            return []
        others = list(
            SheetProperty.objects.filter(retired=False).exclude(pk=self.instance.pk).prefetch_related("kinds")
        )
        return [(kind, 1 + sum(other.applies_to(kind.code) for other in others)) for kind in self.kinds]

    def newly_lacking(self):
        """Primary keys of the published sheets that this change asks for a value that they have not."""
        if not self.cleaned_data["required"] or self.cleaned_data["retired"]:
            return set()
        return live_pages_lacking(self.instance, self.kinds) - self._asked_already()

    def _asked_already(self):
        stored = SheetProperty.objects.filter(pk=self.instance.pk, required=True, retired=False).first()
        return live_pages_lacking(stored, kinds_of(stored)) if stored else set()


class DeleteProperty(RefuseUsed):
    reason = _(
        "« %(name)s » sert encore : elle ne peut pas être supprimée. Retirez-la plutôt (case « retirée ») : les "
        "valeurs seront gardées. Elle sert dans :"
    )

    def find_usages(self):
        return property_usages(self.object)


class PropertyIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("group", "vocabulary").prefetch_related("kinds")


def kinds_in_words(prop):
    return _("Tous") if prop.every_kind else ", ".join(kind.name for kind in prop.kinds.all()) or _("Aucun")


class PropertyViewSet(ModelViewSet):
    model = SheetProperty
    icon = "form"
    menu_label = _("Propriétés")
    list_display = [
        "label",
        Column("get_type_display", label=_("Forme"), sort_key="type"),
        Column("kinds", label=_("Types de fiche"), accessor=kinds_in_words),
        Column("group", label=_("Groupe"), sort_key="group"),
        YesNoColumn("required", label=_("Obligatoire")),
        YesNoColumn("facet", label=_("Filtre")),
        YesNoColumn("retired", label=_("Retirée")),
    ]
    list_filter = ["retired", "type", "kinds", "visibility"]
    search_fields = ["label", "code"]
    ordering = ["group__order", "order", "label"]
    list_per_page = 100
    copy_view_enabled = False
    index_view_class = PropertyIndexView
    add_view_class = AddProperty
    edit_view_class = EditProperty
    delete_view_class = DeleteProperty
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    "label",
                    "help",
                    FieldPanel("type", widget=forms.RadioSelect),
                    FieldRowPanel(["unit", "vocabulary"]),
                ],
                heading=_("Le champ"),
            ),
            MultiFieldPanel(
                [
                    "every_kind",
                    FieldPanel("kinds", widget=forms.CheckboxSelectMultiple),
                    "required",
                    FieldRowPanel(["group", "order"]),
                ],
                heading=_("Où on la remplit"),
            ),
            MultiFieldPanel(
                ["visibility", "glance", "listing", "export", "facet", "sort"], heading=_("Où elle se montre")
            ),
            MultiFieldPanel(["code", "retired"], heading=_("Réglages fins")),
        ],
        base_form_class=PropertyForm,
    )


class AddGroup(InTurn, CreateView):
    pass


class PropertyGroupViewSet(ModelViewSet):
    model = PropertyGroup
    icon = "list-ul"
    menu_label = _("Groupes de propriétés")
    list_display = ["label", "place", "order"]
    search_fields = ["label"]
    copy_view_enabled = False
    add_view_class = AddGroup
    edit_handler = ObjectList(["label", "place", "order"], base_form_class=RecordForm)
