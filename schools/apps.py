"""Room « Écoles »: which school, which quartier, which street, and whose center that makes."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Écoles et rues"

    def ready(self):
        from directory.addresses import says_addresses
        from portal import slots
        from schools import signals  # noqa: F401
        from schools.finding import addresses_of_schools

        says_addresses(addresses_of_schools)
        slots.fill(slots.CENTERS_TOP, "schools/box_band.html")
