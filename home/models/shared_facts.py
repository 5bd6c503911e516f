"""Facts of a page that are the same in every language, for pages whose translations are pages of their own."""

from typing import Any, ClassVar

from django.db import models, transaction

from home.translation_records import source_of


class SharedFactsMixin(models.Model):
    """Abstract: the facts named are written on the source page only, and its translations follow.

    Put it before the page class. Older drafts of a translation cannot bring old facts back.
    """

    #: Names of plain fields and foreign keys.
    shared_facts: ClassVar[list[str]] = []
    #: Names of what else is edited, and read, on the source page only.
    only_on_source: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """A translation takes the facts of its source; a source gives them to its translations."""
        source = source_of(self) if self.pk else None  # type: ignore[arg-type]  # a page, see above
        if source is not None:
            for name, value in self._facts_of(source.specific).items():
                setattr(self, name, value)
        super().save(*args, **kwargs)
        if source is None:
            model: Any = type(self)
            page: Any = self
            others = model.objects.filter(translation_key=page.translation_key)
            others.exclude(pk=self.pk).update(**self._facts_of(self))

    def _facts_of(self, page: Any) -> dict[str, Any]:
        return {name: getattr(page, name) for name in self.shared_facts}
