"""A picture as a filter would make it, for its screen: an address that asks for the impossible, and a file that cannot
be read, are answers in words where stock answers 500.
"""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.forms import URLGeneratorForm
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.permissions import policy_registry

from portal.media.renditions import CarefulFilter
from portal.outages.faults import outage_of

LARGEST = 10_000  # pixels a side: one address would otherwise take all the memory
SIZES = "width", "height", "size"
NO_SIZE = _("Cette adresse ne dit pas une taille d’image possible.")
UNREADABLE = _("Le fichier de cette image manque ou ne peut pas être lu.")


def preview(request, image_id, filter_spec):
    image = get_object_or_404(get_image_model(), pk=image_id)
    policy = policy_registry.get_by_type(type(image))
    if not policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    if not is_possible(filter_spec):
        return _in_words(NO_SIZE, 400)
    try:
        return _shown(image, filter_spec)
    except SourceImageIOError as error:
        if outage_of(error):
            raise
        return _in_words(UNREADABLE, 404)


def is_possible(spec):
    try:
        operations = Filter(spec=spec).operations
    except (InvalidFilterSpecError, OverflowError):
        return False
    sizes = [getattr(each, name) for each in operations for name in SIZES if hasattr(each, name)]
    is_known = all(each.method in URLGeneratorForm.FilterChoices.values for each in operations)
    return is_known and all(0 < size <= LARGEST for size in sizes)


def _shown(image, spec):
    content = BytesIO()
    made = CarefulFilter(Filter(spec=spec)).run(image, content)
    return HttpResponse(content.getvalue(), content_type=f"image/{made.format_name}")


def _in_words(sentence, status):
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
