"""The center of a quartier, as a sheet that names nobody sends there."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.models import Contact, Quartier


@dataclass(frozen=True)
class Nearest:
    quartier: Quartier

    @property
    def center(self):
        return self.quartier.center

    @cached_property
    def phone(self):
        """Of who makes the link between school and families there, else of the center."""
        posts = Contact.objects.public().filter(organization=self.center, role=Contact.Role.LIAISON).exclude(phone="")
        return posts.values_list("phone", flat=True).first() or self.center.phone

    @property
    def source(self):
        return ", ".join(part for part in (self.quartier.source, self.quartier.source_date) if part)
