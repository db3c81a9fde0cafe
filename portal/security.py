"""What the portal says to browsers about itself, and what it believes of those who ask."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

# The portal asks for none of these; a script that slipped in could not either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


def client_address(request):
    """The visitor's address: the one our outermost trusted proxy wrote, never one that a visitor could have written."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    count = settings.TRUSTED_PROXY_COUNT
    told = one_household(hops[-count]) if count and len(hops) >= count else ""
    return told or one_household(request.META.get("REMOTE_ADDR", ""))


def one_household(text):
    """A house has as many IPv6 addresses as it likes, all of one /64: they are one. Empty where it is no address."""
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))


def is_admin(request):
    try:
        return request.path_info.startswith(_admin_path(get_script_prefix(), settings.ROOT_URLCONF))
    except NoReverseMatch:
        return False


@lru_cache(maxsize=16)
def _admin_path(prefix, urlconf):
    """``reverse`` looks for it anew for each middleware that asks."""
    return reverse("wagtailadmin_home")


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, Wagtail's own needs under the admin only."""

    def get_policy_parts(self, request, response, report_only=False):
        if is_admin(request) and not report_only:
            return PolicyParts(config=settings.ADMIN_CONTENT_SECURITY_POLICY)
        return super().get_policy_parts(request, response, report_only)


class PermissionsPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def wants_json(request):
    return (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or "application/json" in request.headers.get("accept", "")
        or "/multiple/" in request.path
        or "/api/" in request.path
    )
