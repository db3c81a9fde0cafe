"""A process that publishes until it is killed, and writes down each change once it is promised to the editor.

python -m tests.search.publisher FILE      one line each: "+ 12" published, "? 12" being withdrawn, "- 12" withdrawn
"""

import itertools
import os
import sys
import uuid

import django
from django.db.models import Max


def promise(file, line):
    file.write(f"{line}\n")
    file.flush()
    os.fsync(file.fileno())


def main(path):
    from actions.models import ActionPage
    from tests import factories

    first = (ActionPage.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    with open(path, "a", encoding="utf-8") as file:
        for number in itertools.count(first):
            name = uuid.uuid4().hex
            page = factories.action(title=f"Atelier {name}", slug=name, number=number)
            promise(file, f"+ {page.pk}")
            if number % 3 == 2:
                promise(file, f"? {page.pk}")
                page.unpublish()
                promise(file, f"- {page.pk}")


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
