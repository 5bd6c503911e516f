"""Loading much at once: what is derived from pages is made once at the end instead of at every save.

    with bulk_loading():
        …            # search, the events' read model, rights and references stand still
    # and now rebuild each of them

Only a loader that rebuilds everything afterwards may use it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult

_loading: ContextVar[bool] = ContextVar("bulk_loading", default=False)


@contextmanager
def bulk_loading() -> Iterator[None]:
    """Within it, `is_bulk_loading()` is true."""
    token = _loading.set(True)
    try:
        yield
    finally:
        _loading.reset(token)


def is_bulk_loading() -> bool:
    """Whether derived data is left alone, because the loader rebuilds it at the end."""
    return _loading.get()


class TaskBackend(ImmediateBackend):
    """Wagtail's own tasks (its search index, its references) run at once, except while much is loaded."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        if is_bulk_loading():
            return DummyBackend(self.alias, {}).enqueue(task, args, kwargs)
        return super().enqueue(task, args, kwargs)
