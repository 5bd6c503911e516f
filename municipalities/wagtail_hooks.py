"""What the app adds to Wagtail's admin: registrations only."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from municipalities.editing import offer_submission_first
from municipalities.models import Contact, Organisation, Place
from municipalities.scoping import OwnedRowPolicy
from municipalities.viewsets import MunicipalitiesGroup

for model in (Place, Contact, Organisation):
    register_permission_policy(model, OwnedRowPolicy(model), exact_class=True)

hooks.register("register_admin_viewset", MunicipalitiesGroup)
hooks.register("construct_page_action_menu", offer_submission_first)
