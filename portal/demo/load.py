"""The demonstration content in its order: what comes later stands on what came before."""

import io
from datetime import date

from django.core.management import call_command
from wagtail.models import Site

from home.bulk import bulk_loading
from home.models import User
from municipalities.rights import generate_all_rights
from portal.demo.accounts import load_accounts
from portal.demo.event_pages import change_dates, load_events, load_topics
from portal.demo.figures import load_past
from portal.demo.groups import load_groups, load_roles
from portal.demo.guide import load_guide
from portal.demo.letters import load_letters
from portal.demo.messages import load_notices, load_pilot
from portal.demo.pages import Say, load_home, load_keywords, load_pages, order_menu
from portal.demo.regions import load_regions
from portal.demo.signups import load_signups
from portal.demo.toolkit import load_toolkit
from portal.demo.towns import load_towns
from portal.demo.training import load_training
from portal.demo.translations import load_translation_states
from portal.demo.wishes import load_wishes
from volunteering.opening import ensure_recruitment


def load_demo(today: date, say: Say) -> None:
    """Load everything; running it again changes only what is missing or stale."""
    with bulk_loading():
        home = load_home()
        say("home pages in five languages")
        load_pilot()
        load_regions()
        say("districts, municipalities, organisations, places and contacts")
        load_towns(home, say)
        load_notices(today)
        load_topics()
        load_events(home, today, say)
        ensure_recruitment(None)
        load_keywords()
        load_guide(home, say)
        load_toolkit(home)
        load_roles(home)
        load_pages(home, say)
        order_menu()
    Site.clear_site_root_paths_cache()
    _derive(say)
    change_dates(today)
    load_accounts()
    load_translation_states(User.objects.get(username="team"))
    say("accounts")
    load_signups(today)
    load_groups(today)
    load_training(today)
    load_letters(today)
    load_wishes(today)
    say("sign-ups, training, messages, wishes and the pulse")
    load_past(today)
    say("the past, and figures of it")


def _derive(say: Say) -> None:
    """What follows from the pages, made once for all of them."""
    generate_all_rights()
    for command in (
        "rebuild_texts",
        "rebuild_events",
        "check_pages",
        "rebuild_search",
        "rebuild_references_index",
        "wagtail_update_index",
    ):
        call_command(command, verbosity=0, stdout=io.StringIO())
    say("rights, events, search and references")
