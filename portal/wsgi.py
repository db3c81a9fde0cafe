"""The door gunicorn knocks on."""

import os

from django.core.wsgi import get_wsgi_application

from portal.requests.charsets import Utf8Only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")


def make_application():
    django = get_wsgi_application()
    from portal.cache.middleware import PageCacheDoor  # models can be imported only once Django is set up

    return Utf8Only(PageCacheDoor(django))


application = make_application()
