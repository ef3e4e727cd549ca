"""Players of music and films, told over the desktop's bus what its media keys tell them: MPRIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIX, PATH = "org.mpris.MediaPlayer2.", "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
WAIT_S = 2.0
STEP = 0.15
METHODS = {"play": "Play", "pause": "Pause", "next": "Next", "previous": "Previous"}
NONE = "No player is open that I could reach."
UNHEARD = "The player does not answer."
MOST = 20


class Bus(Protocol):
    """The part of the session bus that is used. All raise Trouble."""

    def players(self) -> Sequence[str]: ...
    def get(self, player: str, name: str) -> object: ...
    def set_volume(self, player: str, to: float) -> None: ...
    def call(self, player: str, method: str) -> None: ...


def tell_players(bus: Bus, what: str, to: float = 0.0) -> str:
    """Do `what`: play, pause, next, previous, louder, quieter, or volume to `to` (0 to 1).

    Gives a sentence where that could not be done, else "". Raises Trouble where there is no bus.
    """
    players = {one: _status(bus, one) for one in bus.players()[:MOST]}
    players = {one: status for one, status in players.items() if status}
    if not players:
        return NONE
    playing = [one for one, status in players.items() if status == "Playing"]
    paused = [one for one, status in players.items() if status == "Paused"]
    first = (*playing, *paused, *players)[0]
    if what in METHODS:
        for one in playing or [first] if what == "pause" else [first]:
            bus.call(one, METHODS[what])
        return ""
    was = bus.get(first, "Volume")
    if not isinstance(was, int | float):
        return "That player's volume can't be changed from here."
    by = {"louder": was + STEP, "quieter": was - STEP}.get(what, to)
    bus.set_volume(first, min(1.0, max(0.0, by)))
    return ""


def _status(bus: Bus, player: str) -> str:
    """Playing, Paused or Stopped; "" for one that does not answer."""
    try:
        return str(bus.get(player, "PlaybackStatus"))
    except Trouble:
        return ""


class SessionBus:
    """The bus of this desktop; a connection of its own for each call, as they are rare."""

    def players(self) -> Sequence[str]:
        from jeepney import DBusAddress  # type: ignore[import-untyped]

        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        names = self._asked(bus, "ListNames", "", (), NONE)[0]
        return sorted(str(name) for name in names if str(name).startswith(PREFIX))

    def get(self, player: str, name: str) -> object:
        kind, value = self._properties(player, "Get", "ss", (PLAYER, name))[0]
        return value if kind in {"s", "d"} else None

    def set_volume(self, player: str, to: float) -> None:
        self._properties(player, "Set", "ssv", (PLAYER, "Volume", ("d", to)))

    def call(self, player: str, method: str) -> None:
        from jeepney import DBusAddress

        self._asked(DBusAddress(PATH, player, PLAYER), method, "", ())

    def _properties(self, player: str, method: str, kind: str, said: tuple[object, ...]) -> Any:
        from jeepney import DBusAddress

        address = DBusAddress(PATH, player, "org.freedesktop.DBus.Properties")
        return self._asked(address, method, kind, said)

    def _asked(
        self,
        address: object,
        method: str,
        kind: str,
        said: tuple[object, ...],
        unheard: str = UNHEARD,
    ) -> Any:
        from jeepney import DBusErrorResponse, new_method_call
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

        call = new_method_call(address, method, kind or None, said)
        try:
            with open_dbus_connection("SESSION", auth_timeout=WAIT_S) as connection:
                return unwrap_msg(connection.send_and_get_reply(call, timeout=WAIT_S))
        except (KeyError, OSError, ValueError, RuntimeError, DBusErrorResponse):
            raise Trouble(unheard) from None
