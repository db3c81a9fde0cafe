"""Deleting a record that something uses: it stays, and the screen says where it serves."""

from django.utils.functional import Promise, cached_property
from wagtail.admin.views.generic import DeleteView


class RefuseUsed(DeleteView):
    template_name = "catalog/admin/refused_delete.html"
    reason: str | Promise = ""  # why, with « %(name)s »; the usages follow

    def find_usages(self):
        raise NotImplementedError

    @cached_property
    def usages(self):
        return self.find_usages()

    @property
    def refusal(self):
        """Empty when the record may go."""
        return self.reason % {"name": self.object} if self.usages else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(refusal=self.refusal, usages=self.usages, **kwargs)

    def form_valid(self, form):
        if self.refusal:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return super().form_valid(form)
