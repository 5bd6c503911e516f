"""Who may see which rows."""

from typing import Any, Self

from django.db import models

from municipalities.permissions import districts_coordinated_by, is_project_team


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows with a `municipality`, by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """All rows for the project team, those of one's own districts for coordinators, none for anybody else."""
        if is_project_team(user):
            return self.all()
        return self.filter(municipality__district__in=districts_coordinated_by(user))
