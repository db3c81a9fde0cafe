"""Which pages came from another system, so that none comes twice."""

from django.db import models


class BroughtPage(models.Model):
    """``origin``: the site it stood on and its number there. Forgotten with its page."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=255, unique=True)

    class Meta:
        verbose_name = "page venue d’ailleurs"
        verbose_name_plural = "pages venues d’ailleurs"
        default_permissions = ()

    def __str__(self):
        return self.origin
