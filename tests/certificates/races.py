"""Two acts at once, stepped so that both would stand behind the same check if no lock kept them apart."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from certificates.models import Certificate

MEETING_SECONDS = 2


def both_before(module: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch, *, is_locked: bool) -> None:
    """Let two acts wait for each other before `module.name`; without `is_locked` the certificate's lock is taken away.

    Where the lock holds, only one ever comes here: it waits in vain for two seconds and goes on.
    """
    meeting, original = Barrier(2), getattr(module, name)

    def wait_for_the_other(*args: Any, **kwargs: Any) -> Any:
        with suppress(BrokenBarrierError):
            meeting.wait(MEETING_SECONDS)
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, wait_for_the_other)
    if not is_locked:
        monkeypatch.setattr(
            module, "lock_certificate", lambda pk: Certificate.objects.select_related("application").get(pk=pk)
        )


def at_once(*acts: Callable[[], Any]) -> list[Exception]:
    """Run the acts in threads of their own, and return what they raised."""
    start, raised = Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait(5)
            act()
        except Exception as error:  # noqa: BLE001 - the test looks at the kind
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return raised
