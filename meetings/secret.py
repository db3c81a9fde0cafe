"""A calendar for the members of one group: an address that one of them made, for whoever holds it, until taken back.

It says title, place and hours. It opens as long as whoever made it is of the group, one year at most.
"""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from meetings.models import Meeting
from portal.accounts import personal_links
from portal.models import PersonalLink, User
from portal.outages.pressed_twice import one_after_the_other

PURPOSE = "agenda"
DAYS = 366


def groups_of(user):
    """Those of this account that follow a meeting of their own."""
    followed = Meeting.objects.filter(level=Meeting.Level.GROUPS).values("readers")
    return user.groups.filter(pk__in=followed).order_by("name")


def _subject(user, group):
    return f"{user.pk} {group.pk}"


@transaction.atomic
def make(user, group):
    """A new one, as the text to put in its address; the one before opens nothing any more."""
    one_after_the_other(user)
    return personal_links.replace(PURPOSE, _subject(user, group), days=DAYS)


def take_back(user, group):
    personal_links.revoke(PURPOSE, _subject(user, group))


def expiry(user, group):
    """Until when there is one; None without any."""
    links = PersonalLink.objects.filter(purpose=PURPOSE, subject=_subject(user, group), expires__gt=timezone.now())
    return links.values_list("expires", flat=True).first()


def group_of(subject):
    """The group whose calendar is given; None where its maker is no longer one of its members."""
    user, group = map(int, subject.split())
    if not User.objects.filter(pk=user, is_active=True, groups=group).exists():
        return None
    return Group.objects.filter(pk=group).first()
