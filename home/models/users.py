"""The project's own user, so that it can grow without a painful migration."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in: editors, coordinators, translators, the team. Visitors never do."""
