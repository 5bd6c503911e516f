"""Publishing words that a program wrote: by Wagtail's own action, or in few queries while much is loaded."""

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from home.bulk import is_bulk_loading
from home.models import User


def publish_now(page: Page, user: User | None = None) -> None:
    """Save the page as it is as a new live revision.

    While much is loaded Wagtail's signals are not sent: what listens to them is rebuilt at the end. The page must have
    been saved before and be valid.
    """
    if not is_bulk_loading():
        page.save_revision(user=user, log_action=False).publish(user=user)
        page.refresh_from_db()
        return
    now = timezone.now()
    page.live, page.expired = True, False
    page.first_published_at, page.last_published_at = page.first_published_at or now, now
    revision = page.save_revision(user=user, log_action=False, clean=False)
    page.live_revision, page.has_unpublished_changes = revision, False  # saving a revision says that there are some
    page.save(clean=False)
    log(instance=page, action="wagtail.publish", user=user, revision=revision, content_changed=True)
