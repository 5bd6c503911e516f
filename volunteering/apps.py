from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Recruitment and sign-ups: all personal data of the project."""

    name = "volunteering"

    def ready(self) -> None:
        from municipalities.desk import register_list
        from municipalities.opening import register_step
        from municipalities.rights import register_right
        from municipalities.roles import Role
        from municipalities.sections import register_section, register_town_section
        from municipalities.states import register_consequence, register_pilot_consequence
        from volunteering import closing, figures, opening, signal_handlers, sponsor_figures, wish_figures
        from volunteering.district_calls import open_calls
        from volunteering.sponsors.cards import places_in_groups
        from volunteering.wishes.desk import wishes_waiting

        signal_handlers.connect()
        register_step(
            "recruitment",
            opening.add_recruitment,
            order=30,
            describe=opening.describe,
            forbids_undo=opening.forbids_undo,
            undo=opening.undo,
            go_online=closing.open_call,
        )
        register_consequence("calls", closing.describe, closing.apply, order=20)
        register_pilot_consequence("calls", closing.describe_pilot, closing.apply_pilot)
        register_section("calls", open_calls, order=10)
        register_town_section("groups", places_in_groups, order=20)
        for counted in (figures, sponsor_figures, wish_figures):
            counted.register()
        register_list("wishes", wishes_waiting, order=40)
        for role in (Role.PROJECT_TEAM, Role.COORDINATOR):
            register_right(
                role,
                "volunteering.view_registration",
                "volunteering.change_registration",
                "volunteering.export_registration",
                "volunteering.view_joinrequest",
                "volunteering.change_joinrequest",
                "volunteering.export_joinrequest",
            )
        register_right(
            Role.PROJECT_TEAM,
            "volunteering.view_recruitmentcall",
            "volunteering.add_recruitmentcall",
            "volunteering.change_recruitmentcall",
            "volunteering.view_roledefinition",
            "volunteering.add_roledefinition",
            "volunteering.change_roledefinition",
        )
