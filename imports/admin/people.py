"""The people of a booklet's tables: which become internal contacts, and of which structure."""

from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from imports.admin.rights import OfABatch
from imports.matching.registers import Registers
from imports.models import Batch
from imports.people import proposals_of, write_people
from imports.questions import NEW

LEAVE = "laisser"
FOUND = "trouvee"


class PeopleView(OfABatch, TemplateView):
    template_name = "imports/people_form.html"
    page_title = gettext_lazy("Les personnes du livret")

    @cached_property
    def registers(self):
        return Registers.of_batch(self.batch)

    def get_context_data(self, **kwargs):
        rows = [(each, choices_of(each)) for each in proposals_of(self.batch, self.registers)]
        is_any = any(choices for _row, choices in rows)
        return super().get_context_data(batch=self.batch, rows=rows, is_any=is_any, **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        """Of two tabs, the second finds whom the first has added."""
        list(Batch.objects.select_for_update(no_key=True, of=("self",)).filter(pk=self.batch.pk))
        chosen = {}
        for proposal in proposals_of(self.batch, self.registers):
            given = request.POST.get(f"personne-{proposal.position}", LEAVE)
            if given in dict(choices_of(proposal)) and given != LEAVE:
                chosen[proposal.position] = "" if given == FOUND else given
        outcome = write_people(self.batch, request.user, chosen, self.registers)
        self.batch.note_use()
        self._tell(outcome)
        return redirect("livrets:people", self.batch.pk)

    def _tell(self, outcome):
        made = len(outcome.made)
        if made:
            sentence = ngettext("%(n)d contact interne ajouté.", "%(n)d contacts internes ajoutés.", made)
            messages.success(self.request, sentence % {"n": made})
        if outcome.left:
            named = ((proposal.row["name"], why) for proposal, why in outcome.left)
            rows = format_html_join("", "<li>« {} » : {}</li>", named)
            messages.error(self.request, format_html("{}<ul>{}</ul>", _("Laissées telles quelles :"), rows))
        if not made and not outcome.left and self._has_chosen():
            messages.info(self.request, _("C’était déjà fait."))
        elif not made and not outcome.left:
            messages.warning(self.request, _("Choisissez d’abord la structure de quelqu’un."))

    def _has_chosen(self):
        """For somebody whom a first press has added, as it seems."""
        return any(name.startswith("personne-") and given != LEAVE for name, given in self.request.POST.items())


def choices_of(proposal):
    """``(value, words)``; none for who is known already."""
    if proposal.is_known:
        return []
    structure = proposal.structure
    found = [(FOUND, structure.found.label)] if structure.found else []
    near = [(known.code, known.label) for known in structure.near]
    new = [] if structure.found else [(NEW, _("Nouvelle structure : %s") % structure.name)]
    return [(LEAVE, _("Laisser de côté")), *found, *near, *new]
