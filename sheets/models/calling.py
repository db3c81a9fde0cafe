"""Whom a sheet says to call: its contacts, or who will know where it names nobody."""

from django.db import models
from django.shortcuts import redirect

from catalog.models.former_codes import by_code
from directory.models import Quartier
from sheets.who.nearest import Nearest

QUARTIER = "quartier"  # in an address: where the reader lives


class CallingMixin(models.Model):
    asks_centers = True  # whether a center knows whom to call, where the sheet says nobody

    class Meta:
        abstract = True

    @property
    def public_contacts(self):
        return [link for link in self.rows_of("contacts", "contact_links") if link.contact.is_public]

    @property
    def contacts_to_call(self):
        return [(link.get_heading_display(), link.contact) for link in self.public_contacts]

    @property
    def phone_to_call(self):
        """The first number that its contacts give."""
        return next((link.contact.phone for link in self.public_contacts if link.contact.phone), "")

    @property
    def sends_to_center(self):
        return self.asks_centers and "contacts" in self.sections and not self.public_contacts

    def serve(self, request, *args, **kwargs):
        """An address that names a quartier for nothing leads to the sheet: each would be kept as another page."""
        if QUARTIER in request.GET and self._nearest(request) is None:
            others = request.GET.copy()
            del others[QUARTIER]
            return redirect(f"{request.path}?{others.urlencode()}".rstrip("?"))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "nearest": self._nearest(request)}

    def _nearest(self, request):
        code = request.GET.get(QUARTIER, "").replace("\0", "")  # PostgreSQL takes none
        if not code or not self.sends_to_center:
            return None
        quartier = by_code(Quartier.objects.select_related("center").filter(center__active=True), code)
        return Nearest(quartier) if quartier else None
