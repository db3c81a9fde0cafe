"""Wagtail's scheduler, which one invalid draft would stop: those are set aside, named, and their authors told."""

from django.core.mail import send_mail
from django.utils import timezone
from wagtail.management.commands import publish_scheduled as stock
from wagtail.models import Revision


class Command(stock.Command):
    def handle(self, *args, **options):
        if not options["dryrun"]:
            self.set_aside_invalid()
        super().handle(*args, **options)

    def set_aside_invalid(self):
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).select_related("user")
        for revision in due:
            draft = revision.as_object()
            problems = draft.publication_problems()
            if problems:
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
                self.stderr.write(f"« {draft} » n’est pas publiée : {' '.join(problems)}")
                tell_author(revision, draft, problems)


def tell_author(revision, draft, problems):
    if revision.user is None or not revision.user.email:
        return
    text = (
        f"La publication prévue de « {draft} » n’a pas eu lieu.\n\nÀ corriger :\n"
        + "\n".join(f"- {problem}" for problem in problems)
        + "\n\nCorrigez la page, puis programmez-la de nouveau."
    )
    send_mail(f"Publication impossible : {draft}", text, None, [revision.user.email], fail_silently=True)
