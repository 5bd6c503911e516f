"""Jobs of this app."""

from django.utils import timezone
from procrastinate.contrib.django import app

from municipalities.figures.publishing import publish_figures
from municipalities.invitations import forget_unanswered


@app.periodic(cron="41 3 * * *")
@app.task(name="municipalities.forget_invitations", queue="municipalities", pass_context=False)
def forget_invitations(timestamp: int) -> None:
    """Every night: names and addresses of people who never answered go."""
    forget_unanswered(timezone.now())


@app.periodic(cron="5 4 * * *")
@app.task(name="municipalities.publish_figures", queue="municipalities", pass_context=False)
def publish_figures_nightly(timestamp: int) -> None:
    """Every night: the figures are counted anew and published."""
    publish_figures(timezone.now())
