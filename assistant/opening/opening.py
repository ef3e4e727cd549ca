"""Opening as deeds: asked on the screen the first time, remembered after the yes, asked again when the list changes."""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Tier
from assistant.errors import Trouble
from assistant.opening.allowed import Kind, Place, allowed, plain_name
from assistant.opening.players import NONE, SessionBus, tell_players
from assistant.opening.starting import start
from assistant.ports import Act
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.desk.deeds import Deeds
    from assistant.opening.players import Bus

FILE = "opened.json"
LETTERS = "letters"


@dataclass
class Opening:
    """`written` gives the person's list; `beside` runs a job off this thread and hands its sentence on."""

    profile: Path
    written: Callable[[], str]
    beside: Callable[[Callable[[], str], Callable[[str], None]], None]
    remark: Callable[[str], None] = lambda _text: None
    begin: Callable[[Place], None] = start
    bus: Callable[[], Bus] = SessionBus
    plays: bool = sys.platform == "linux"  # whether players can be reached here
    _agreed: dict[str, str] = field(default_factory=dict, init=False)  # names and targets

    def __post_init__(self) -> None:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            kept = json.loads((self.profile / FILE).read_bytes())
            self._agreed = {str(name): str(target) for name, target in kept.items()}

    def teach(self, deeds: Deeds) -> None:
        """Let `deeds` do the acts. What others wrote gets nothing opened without a yes on the screen."""
        free, undoable, confirmed = Tier.FREE, Tier.UNDOABLE, Tier.CONFIRMED
        for name, tier, do in (
            ("open_first", confirmed, self._open_first),
            ("open_again", undoable, self._open_again),
            ("open_never", free, self._never),
            ("player", free, self._player),
        ):
            deeds.learn(name, Deed(tier, do, lambda _act: None, _words))

    @property
    def places(self) -> tuple[Place, ...]:
        """What may be opened: the list, and her letters."""
        own = Place("your letters", Kind.FOLDER, str(self.profile / LETTERS))
        named = allowed(self.written())
        return named if any(_key(one) == LETTERS for one in named) else (own, *named)

    def called(self, said: str) -> Place | None:
        """What on the list is called so."""
        wanted = plain_name(said)
        return next((one for one in self.places if _key(one) == wanted), None)

    def agreed(self, place: Place) -> bool:
        """Whether the person has said yes to exactly this."""
        return self._agreed.get(_key(place)) == place.target

    def act(self, place: Place) -> Act:
        """What opens it: with a question, unless it was answered once for all."""
        name = "open_again" if self.agreed(place) else "open_first"
        return Act(name, {"name": place.name, "kind": place.kind.value, "target": place.target})

    def no_player(self) -> str:
        """The sentence that says why no player can be told anything; "" when one can. Blocks up to 2 s."""
        try:
            return "" if self.bus().players() else NONE
        except Trouble as trouble:
            return trouble.what

    # --- the deeds -------------------------------------------------------------------------

    def _open_first(self, act: Act) -> None:
        place = self._listed(act)
        self._keep(self._agreed | {_key(place): place.target})
        self._begin(place)

    def _open_again(self, act: Act) -> None:
        place = self._listed(act)
        if not self.agreed(place):
            raise Trouble("That is opened only after a yes on the screen.", "Ask me for it anew.")
        self._begin(place)

    def _never(self, act: Act) -> None:
        key = plain_name(str(act.arguments["name"]))
        self._keep({name: target for name, target in self._agreed.items() if name != key})

    def _listed(self, act: Act) -> Place:
        """What stands on the list now, if it is what was asked about. Raises Trouble."""
        place = self.called(str(act.arguments["name"]))
        if place is None or place.target != act.arguments["target"]:
            raise Trouble("That is not on the list of what I may open.", "Look at the settings.")
        return place

    def _begin(self, place: Place) -> None:
        if _key(place) == LETTERS:
            with contextlib.suppress(OSError):
                (self.profile / LETTERS).mkdir(exist_ok=True, mode=0o700)
        self.begin(place)

    def _keep(self, agreed: dict[str, str]) -> None:
        try:
            write_whole(self.profile / FILE, json.dumps(agreed).encode())
        except OSError as error:
            raise Trouble(f"I could not write that down ({error.strerror}).") from None
        self._agreed = agreed

    def _player(self, act: Act) -> None:
        what, to = str(act.arguments["what"]), float(act.arguments.get("to", 0))

        def tell() -> str:
            try:
                return tell_players(self.bus(), what, to)
            except Trouble as trouble:
                return trouble.what

        def done(told: str) -> None:
            if told:
                self.remark(told)

        self.beside(tell, done)


def _key(place: Place) -> str:
    return plain_name(place.name)


def _words(act: Act) -> str:
    """Exactly what a yes would open."""
    said = act.arguments
    if "target" not in said:
        return "telling the player"
    return f"opening {said['name']}, the {said['kind']} {said['target']}, now and whenever you ask for it"
