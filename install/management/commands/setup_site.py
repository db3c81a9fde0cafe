"""Makes an empty but complete site for a city. Run again, it adds what is missing and touches nothing else."""

from django.core.management.base import BaseCommand
from django.db import transaction

from install.sample.read import Read, read_yaml
from install.sample.registers import fill_term, fill_vocabulary, find_term, find_vocabulary, term_rows
from install.setup.french import say_in_french
from install.setup.groups import set_up_groups
from install.setup.rules import set_up_rules
from install.setup.tree import set_up_home, set_up_sections, set_up_settings
from install.setup.vocabularies import COMMON_TERMS


class Command(BaseCommand):
    help = "Prépare un site vide : groupes et droits, relecture, rubriques, vocabulaires, pages dues, réglages."

    @transaction.atomic
    def handle(self, *args, **options):
        home = set_up_home()
        sections = set_up_sections(home)
        set_up_settings(home)
        vocabularies = set_up_vocabularies()
        set_up_groups(home)
        set_up_rules()
        say_in_french()
        self.stdout.write(f"Site prêt : {sections} rubrique(s) et {vocabularies} vocabulaire(s) ajoutés.")


def set_up_vocabularies():
    """Vocabularies with the terms any city can use; those that exist are left alone. Returns how many were made."""
    read, created = Read(), 0
    for data in read_yaml("vocabularies")["vocabularies"]:
        vocabulary = find_vocabulary(data)
        if vocabulary.pk:
            continue
        created += 1
        fill_vocabulary(vocabulary, data, read)
        wanted = COMMON_TERMS.get(data["code"])
        for row in term_rows([data]):
            if wanted is None or row["code"] in wanted:
                fill_term(find_term(row), row, read)
    return created
