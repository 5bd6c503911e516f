"""What the app adds to Wagtail's admin: registrations only."""

from wagtail import hooks

from municipalities.editing import offer_submission_first

hooks.register("construct_page_action_menu", offer_submission_first)
