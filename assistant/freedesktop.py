"""Show a notification through the desktop's own service: org.freedesktop.Notifications over D-Bus."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from assistant.errors import Trouble

if TYPE_CHECKING:
    from assistant.notifying import Notification

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
WAIT_S = 2.0
SHOWN_MS = 10_000
NORMAL = 1  # urgency; a critical one would stand above a locked screen


def show(note: Notification) -> None:
    """Have it shown; returns when the service has taken it, at most some seconds later.

    Raises Trouble where there is no such service.
    """
    from jeepney import (  # type: ignore[import-untyped]
        DBusAddress,
        DBusErrorResponse,
        new_method_call,
    )
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
    from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

    hints = {"urgency": ("y", NORMAL), "desktop-entry": ("s", "os1")}
    call = new_method_call(
        DBusAddress(PATH, NAME, NAME), "Notify", "susssasa{sv}i",
        # the body may hold markup, so what was said must not be taken for it
        ("OS1", 0, "os1", note.title, html.escape(note.text, quote=False), [], hints, SHOWN_MS),
    )  # fmt: skip
    try:
        with open_dbus_connection("SESSION", auth_timeout=WAIT_S) as connection:
            unwrap_msg(connection.send_and_get_reply(call, timeout=WAIT_S))
    except (KeyError, OSError, ValueError, RuntimeError, DBusErrorResponse):
        raise Trouble("This desktop shows no notifications.") from None
