"""The letter on the table: which one is open, what is about to become its next revision, and the acts on it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Tier
from assistant.errors import Trouble
from assistant.letters import handing, saving, view
from assistant.letters.revisions import Draft
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.desk.deeds import Deeds
    from assistant.letters.letter import Letter
    from assistant.letters.shelf import Shelf

MOST_PREPARED = 8  # replies that were dropped leave theirs behind
_FRESH = {"": Draft("")}


@dataclass
class Writing:
    """At most one letter is open. The dialogue prepares, the deeds do; `changed` is called after each.

    `remind` sets a reminder, by an id of its own, its words and an ISO time, and drops it for "".
    What is prepared holds the words; an act carries only its number, so that no letter is copied
    into the undo journal.
    """

    shelf: Shelf
    clock: Callable[[], datetime]
    changed: Callable[[], None] = lambda: None
    remind: Callable[[str, str, str], None] = lambda _id, _words, _until: None
    open_outside: Callable[[str], None] = handing.open_outside
    table: view.Table = field(default_factory=view.Table, init=False)  # for a page, on any thread
    name: str = field(default="", init=False)  # of the open letter
    dictating: bool = field(default=False, init=False)
    _prepared: dict[int, tuple[str, Letter, str]] = field(default_factory=dict, init=False)
    _numbers: int = field(default=0, init=False)
    _read: dict[str, Draft] = field(default_factory=dict, init=False)

    @property
    def draft(self) -> Draft:
        """The open letter; one without revisions when none is open. Raises Trouble."""
        return self.of(self.name)

    def of(self, name: str) -> Draft:
        """The letter called `name`, read once. Raises Trouble."""
        if name and name not in self._read:
            self._read[name] = self.shelf.read(name)
        return self._read[name] if name else _FRESH[""]

    # --- what the dialogue asks for: nothing is changed yet --------------------------------

    def begin(self, letter: Letter, *, dictating: bool) -> Act:
        """The act that begins this letter."""
        name = self.shelf.new_name(letter.to, self.clock())
        number = self._prepare(name, letter, "began it")
        return Act("letter_begin", {"letter": name, "draft": number, "dictating": dictating})

    def revise(self, letter: Letter, what: str) -> Act:
        """The act that makes `letter` the next revision of the open one."""
        number = self._prepare(self.name, letter, what)
        return Act("letter_revise", {"letter": self.name, "draft": number})

    def _prepare(self, name: str, letter: Letter, what: str) -> int:
        self._numbers += 1
        self._prepared[self._numbers] = (name, letter, what)
        for old in sorted(self._prepared)[:-MOST_PREPARED]:
            del self._prepared[old]
        return self._numbers

    # --- the deeds -------------------------------------------------------------------------

    def teach(self, deeds: Deeds) -> None:
        """Let `deeds` do the acts of the letter desk."""
        undoable, confirmed = Tier.UNDOABLE, Tier.CONFIRMED
        for name, tier, do, inverse, words in (
            ("letter_begin", undoable, self._begin, _removal, self._words("beginning")),
            ("letter_revise", undoable, self._revise, self._showing, self._words("the last change to")),
            ("letter_show", undoable, self._show, self._showing, self._words("going back in")),
            ("letter_look", Tier.FREE, self._look, _none, lambda _: "looking at the letters"),
            ("letter_open", Tier.FREE, self._open, _none, self._words("opening")),
            ("letter_save", undoable, self._save, _laying_aside, self._words("saving")),
            ("letter_unsave", undoable, self._unsave, _none, self._words("taking back the file of")),
            ("letter_wait", undoable, self._wait, self._waiting, self._words("keeping")),
            ("letter_remove", confirmed, self._remove, _bringing_back, self._words("removing")),
            ("letter_bring_back", undoable, self._bring_back, _none, self._words("bringing back")),
            ("letter_send", confirmed, self._send, _none, self._handing),
        ):  # fmt: skip
            deeds.learn(name, Deed(tier, do, inverse, words))

    def _begin(self, act: Act) -> None:
        self._revise(act)
        self.name, self.dictating = str(act.arguments["letter"]), bool(act.arguments["dictating"])
        self._changed()

    def _revise(self, act: Act) -> None:
        name, letter, what = self._prepared.pop(_number(act, "draft"), ("", None, ""))
        if letter is None or name != act.arguments["letter"]:
            raise Trouble("I lost hold of that change before it was made.", "Say it once more.")
        self._read[name] = self.shelf.revise(name, letter, what, self.clock())
        self._changed()

    def _show(self, act: Act) -> None:
        name = str(act.arguments["letter"])
        self._read[name] = self.shelf.go_back(name, _number(act, "revision"), self.clock())
        self._changed()

    def _open(self, act: Act) -> None:
        name = str(act.arguments["letter"])
        if name and not self.of(name).revisions:
            raise Trouble("I can't find that letter any more.")
        self.name, self.dictating = name, bool(act.arguments["dictating"])
        self._changed()

    def _save(self, act: Act) -> None:
        letter = self.of(str(act.arguments["letter"])).letter
        saving.save(letter, self.shelf.folder, str(act.arguments["file"]), self.clock())
        self._finished(act)
        self._changed()

    def _unsave(self, act: Act) -> None:
        self.shelf.lay_aside(str(act.arguments["file"]))
        self._changed()

    def _wait(self, act: Act) -> None:
        name, until = str(act.arguments["letter"]), str(act.arguments["until"])
        self._read[name] = self.shelf.wait(name, until)
        self.remind(f"letter {name}", f"about {self.title(name)}", until)
        if until and name == self.name:
            self.name, self.dictating = "", False
        self._changed()

    def _remove(self, act: Act) -> None:
        name = str(act.arguments["letter"])
        self.shelf.remove(name)
        self._read.pop(name, None)
        if name == self.name:
            self.name, self.dictating = "", False
        self._changed()

    def _bring_back(self, act: Act) -> None:
        self.shelf.bring_back(str(act.arguments["letter"]))
        self._read.pop(str(act.arguments["letter"]), None)
        self._changed()

    def _send(self, act: Act) -> None:
        """Open the mail program with it; only ever reached after a yes on the screen."""
        letter = self.of(str(act.arguments["letter"])).letter
        made = handing.link(letter)
        if not made:
            name = saving.file_name(letter, "eml", "", self.clock(), self.shelf.saved())
            made = str(saving.save(letter, self.shelf.folder, name, self.clock()))
        self.open_outside(made)
        self._finished(act)
        self._changed()

    def _finished(self, act: Act) -> None:
        """A letter that is saved or handed on takes down nothing more, until somebody says "go on"."""
        if act.arguments["letter"] == self.name:
            self.dictating = False

    def _look(self, _act: Act) -> None:
        self._changed()

    def _changed(self) -> None:
        """Lay the table anew, and tell it; a letter that can't be read is left out."""
        drafts = []
        for name in self.shelf.names():
            with contextlib.suppress(Trouble):
                drafts.append(self.of(name))
        cards = tuple(view.card(one, waits=self.waits(one.id)) for one in drafts if one.revisions)
        shown = next((one for one in drafts if one.id == self.name and one.revisions), None)
        opened = view.opened(shown, dictating=self.dictating) if shown else None
        self.table = view.Table(cards, opened, self.shelf.saved(), str(self.shelf.folder))
        self.changed()

    # --- their inverses and words ----------------------------------------------------------

    def _showing(self, act: Act) -> Act | None:
        name = str(act.arguments["letter"])
        return Act("letter_show", {"letter": name, "revision": self.of(name).now.number})

    def _waiting(self, act: Act) -> Act:
        name = str(act.arguments["letter"])
        return Act("letter_wait", {"letter": name, "until": self.of(name).until})

    def _words(self, doing: str) -> Callable[[Act], str]:
        def words(act: Act) -> str:
            return f"{doing} {self.title(str(act.arguments['letter']))}"

        return words

    def title(self, name: str) -> str:
        to = self.of(name).letter.to
        return f"the letter to {to}" if to else "the letter"

    def _handing(self, act: Act) -> str:
        letter = self.of(str(act.arguments["letter"])).letter
        whom = f" to {letter.address}" if letter.address else ", without an address yet"
        subject = f" and the subject “{letter.subject}”" if letter.subject else ""
        waits = (
            " You wanted to keep it until morning."
            if self.waits(str(act.arguments["letter"]))
            else ""
        )
        return (
            f"opening your mail program with the letter to {letter.to or 'nobody named'}{whom}{subject}. "
            f"Nothing is sent until you send it there.{waits}"
        )

    def waits(self, name: str) -> bool:
        """Whether the letter is still to be kept."""
        until = self.of(name).until
        return bool(until) and datetime.fromisoformat(until) > self.clock()


def _number(act: Act, key: str) -> int:
    found = act.arguments.get(key)
    return found if isinstance(found, int) else 0


def _none(_act: Act) -> Act | None:
    return None


def _removal(act: Act) -> Act:
    return Act("letter_remove", {"letter": act.arguments["letter"]})


def _bringing_back(act: Act) -> Act:
    return Act("letter_bring_back", {"letter": act.arguments["letter"]})


def _laying_aside(act: Act) -> Act:
    return Act("letter_unsave", {"letter": act.arguments["letter"], "file": act.arguments["file"]})
