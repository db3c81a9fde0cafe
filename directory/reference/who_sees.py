"""Which reference documents an account of the admin may know of: public ones, those it reads, all if it keeps them."""

from django.db.models import Q

from directory.models import ReferenceDocument


def seen_by(user):
    documents = ReferenceDocument.objects.all()
    if user.has_perm("directory.change_referencedocument"):
        return documents
    mine = documents.filter(readers__user=user.pk).values("pk")
    return documents.filter(Q(level=ReferenceDocument.Level.PUBLIC) | Q(pk__in=mine))
