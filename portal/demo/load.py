"""The demonstration content in its order: what comes later stands on what came before."""

from datetime import date

from django.core.management import call_command
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.demo.accounts import load_accounts
from portal.demo.event_pages import load_events, load_topics
from portal.demo.pages import Say, load_home, load_pages
from portal.demo.regions import load_regions
from portal.demo.towns import load_towns


def load_demo(today: date, say: Say) -> None:
    """Load everything; running it again changes only what is missing or stale."""
    with disable_reference_index_auto_update():  # made once at the end instead of at every save
        home = load_home()
        say("home pages in five languages")
        load_regions()
        say("districts, municipalities, organisations, places and contacts")
        load_towns(home, say)
        load_topics()
        load_events(home, today, say)
        load_pages(home, say)
        load_accounts()
        say("accounts")
    call_command("rebuild_references_index", verbosity=0)
    Site.clear_site_root_paths_cache()
