"""Who answers for a page: the function or the group that was chosen, else whoever made it."""

from dataclasses import dataclass

from django.db import transaction

from reviews.models import Ownership


@dataclass(frozen=True)
class Owner:
    """``is_public``: whether visitors may read the name of that function."""

    name: str
    addresses: tuple[str, ...]
    is_public: bool = False


NOBODY = Owner("", ())


@transaction.atomic
def name_owner(keys, contact, group):
    """Of the pages of these keys: one of both, or neither, and their authors answer for them again."""
    Ownership.objects.filter(page__in=keys).delete()
    if contact or group:
        Ownership.objects.bulk_create(Ownership(page_id=key, contact=contact, group=group) for key in keys)


def owners_of(pages):
    """``{key of a page: Owner}``, of all ``pages`` at once."""
    owned = Ownership.objects.filter(page__in=[page.pk for page in pages])
    owned = owned.select_related("contact__organization", "group").prefetch_related("group__user_set")
    by_page = {each.page_id: _owner(each) for each in owned}
    return {page.pk: by_page.get(page.pk) or _author(page) for page in pages}


def owner_of(page):
    return owners_of([page])[page.pk]


def _owner(ownership):
    contact = ownership.contact
    if contact:
        return Owner(str(contact), (contact.email,) if contact.email else (), contact.is_public)
    users = sorted(ownership.group.user_set.all(), key=lambda user: user.pk)
    return Owner(str(ownership.group), tuple(user.email for user in users if user.is_active and user.email))


def _author(page):
    user = page.owner
    if user is None or not user.is_active or not user.email:
        return NOBODY
    return Owner(user.get_full_name() or user.get_username(), (user.email,))
