"""Where procrastinate looks for the jobs of this app."""

from home.mail.tasks import deliver

__all__ = ["deliver"]
