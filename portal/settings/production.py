"""Settings of a city's own server. It refuses to start rather than run unsafely; see docs/deploy.md."""

from django.core.exceptions import ImproperlyConfigured

from .served import *  # noqa: F403
from .served import ALLOWED_HOSTS, SECRET_KEY, TRUSTED_PROXY_COUNT, env

if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG est activé : en production, retirez DEBUG ou mettez DEBUG=off.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith(("django-insecure-", "dev-", "test-")):
    raise ImproperlyConfigured(
        "SECRET_KEY manque, est trop courte ou est une clé d’exemple : "
        "donnez au moins 50 caractères tirés au hasard (la commande est dans .env.example)."
    )
if not ALLOWED_HOSTS or any(host.strip() in ("", "*") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS est vide ou contient « * » : donnez les noms du site, "
        "par exemple ALLOWED_HOSTS=passerelles.ville.example."
    )

WAGTAILADMIN_BASE_URL = env("BASE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}")

SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The __Host- prefix makes browsers refuse these cookies from a neighbour under the same domain.
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
