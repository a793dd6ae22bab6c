"""What has changed and is not yet known everywhere."""

from django.db import models

from cms.access.enums import AccessClass


class StaleKeys(models.Model):
    """Keys whose answers are stale since a transaction; the row commits with it, and goes when all caches know.

    So a purge that a crash or a lost connection kept from happening happens later.
    """

    access_class = AccessClass.INTERNAL

    keys = models.JSONField()
    noted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return " ".join(self.keys)
