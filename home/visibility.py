"""What everyone may see: the one condition for lists that would otherwise ask for every restriction first."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet


def visible(pages: PageQuerySet) -> PageQuerySet:
    """Live texts of their own that nothing above them keeps from anyone; within the query itself."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.alias(below=path).filter(below__startswith=F("page__path"))
    found: PageQuerySet = pages.live().filter(alias_of=None).exclude(Exists(restrictions))
    return found
