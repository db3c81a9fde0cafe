"""« Mot de passe oublié » : the same answer in the same time, whether the account exists or not."""

import logging
from threading import Thread

from django.conf import settings
from django.db import connection
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

logger = logging.getLogger(__name__)


class PasswordResetForm(WagtailPasswordResetForm):
    def save(self, *args, **kwargs):
        """Looking for the account, and talking to the mail server, wait until nobody does."""
        if settings.MAIL_AFTER_THE_ANSWER:
            Thread(target=self._save, args=args, kwargs=kwargs).start()
        else:
            super().save(*args, **kwargs)

    def _save(self, *args, **kwargs):
        try:
            super().save(*args, **kwargs)
        except Exception:
            logger.exception("Mot de passe oublié : le courriel n’est pas parti.")
        finally:
            connection.close()
