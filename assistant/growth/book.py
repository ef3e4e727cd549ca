"""The ledger in the profile: one file of JSON lines, private, written whole; damage is said, not hidden."""

from __future__ import annotations

import json
import re
import threading
import weakref
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.growth import ledger as of
from assistant.growth.ledger import Change, Ledger, NotHere, Quote, Sign, Why
from assistant.growth.manner import Manner, Trait
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.memory.forgetting import Words

FILE = "growth.jsonl"
VERSION = 1
LARGEST = 20_000_000  # bytes; a larger file is not ours
REMEDY = "Is the disk full, or the profile's folder read-only?"

_open: weakref.WeakValueDictionary[str, Book] = weakref.WeakValueDictionary()


@dataclass(eq=False)
class Book:
    """The ledger of one profile. `trouble` tells what was wrong when it was read, for the person.

    `fresh`: there was no file, so that her first day is still to be told. Any thread may change it.
    """

    path: Path
    ledger: Ledger = field(default_factory=Ledger)
    trouble: Trouble | None = None
    fresh: bool = True
    sealed: bool = False  # it could not be read and is left alone
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def change(self, changed: Callable[[Ledger], Ledger]) -> bool:
        """Put `changed` in the place of the ledger and on the disk; whether anything is different.

        It holds for now even where it can't be saved. Raises Trouble then.
        """
        with self._lock:
            after = changed(self.ledger)
            if after == self.ledger:
                return False
            self.ledger, self.fresh = after, False
            self._save()
            return True

    def note(self, changed: Callable[[Ledger], Ledger]) -> None:
        """The same without the disk, for signs, which come with most turns; `keep` writes them."""
        with self._lock:
            self.ledger = changed(self.ledger)

    def keep(self) -> None:
        """Write what was noted, if there is anything to keep. Raises Trouble."""
        with self._lock:
            if self.ledger != Ledger(self.ledger.begin) or not self.fresh:
                self._save()

    def _save(self) -> None:
        if self.sealed:
            raise Trouble(
                "How I have changed holds for now but is not saved: the record can't be read.",
                f"Look at {FILE} in the profile folder.",
            )
        try:
            write_whole(self.path, _written(self.ledger))
        except OSError as error:
            raise Trouble(
                f"How I have changed holds for now but could not be saved ({error.strerror}).",
                REMEDY,
            ) from None


def open_book(profile: Path) -> Book:
    """The book of a profile; the same one for everybody who has it open."""
    key = str(profile.resolve())
    book = _open.get(key)
    if book is None:
        book = _open[key] = _read(profile / FILE)
    return book


def forget(profile: Path, words: Words) -> None:
    """Take what was forgotten out of the ledger, and damaged copies that hold it altogether.

    The changes stay; the words that caused them go. Raises Trouble when it can't be written.
    """
    _damaged_copies(profile, words)
    if not (profile / FILE).exists() and str(profile.resolve()) not in _open:
        return

    def gone(text: str) -> bool:
        return words.held_by(text) or words.names(text)

    open_book(profile).change(lambda ledger: of.without_words(ledger, gone))


def _damaged_copies(profile: Path, words: Words) -> None:
    """A damaged file can't be mended, so a copy that holds forgotten words goes altogether."""
    for copy in profile.glob(f"{FILE}*.bad"):
        held = copy.read_bytes().decode("utf-8", "replace")
        quotes = re.findall(r'"((?:[^"\\]|\\.)*)"', held)
        if any(map(words.held_by, (held, *quotes))):
            copy.unlink()


# --- the file --------------------------------------------------------------------------------


def _written(ledger: Ledger) -> bytes:
    head = {"growth": VERSION, "begin": asdict(ledger.begin), "still": ledger.still}
    records = [
        head,
        *({"change": asdict(one)} for one in ledger.changes),
        *({"sign": asdict(one)} for one in ledger.signs),
        *({"not_here": asdict(one)} for one in ledger.not_here),
    ]
    lines = (json.dumps(one, ensure_ascii=False) for one in records)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _read(path: Path) -> Book:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST)
    except FileNotFoundError:
        return Book(path)
    except OSError as error:
        trouble = Trouble(
            f"The record of how I have changed can't be read ({error.strerror}).",
            "I leave it as it is; what changes now is not saved.",
        )
        return Book(path, trouble=trouble, sealed=True)
    ledger, bad = _understood(raw)
    book = Book(path, ledger, fresh=False)
    if bad:
        _mend(book, raw, bad)
    return book


def _understood(raw: bytes) -> tuple[Ledger, int]:
    """The ledger in these bytes, and how many lines of it make no sense.

    Each change carries the level before and after it, so that a line that is lost costs no other.
    """
    head: dict[str, Any] | None = None
    changes: list[Change] = []
    signs: list[Sign] = []
    not_here: list[NotHere] = []
    bad = 0
    for line in raw.split(b"\n"):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            match next(iter(found)):
                case "growth":
                    head = {"begin": _manner(found["begin"]), "still": bool(found["still"])}
                case "change":
                    changes.append(_change(found["change"]))
                case "sign":
                    signs.append(Sign(*_texts(found["sign"], Sign)))
                case "not_here":
                    not_here.append(NotHere(*_texts(found["not_here"], NotHere)))
                case _:
                    bad += 1
        except (ValueError, KeyError, TypeError, StopIteration, RecursionError, AttributeError):
            bad += 1
    if head is None:
        bad += 1
        # what each trait was before its first change is known; the others are as usual
        begin = of.reversed_from(of.replayed(Manner(), changes), changes)
        head = {"begin": begin, "still": False}
    ledger = Ledger(head["begin"], tuple(changes), head["still"], tuple(signs), tuple(not_here))
    return ledger, bad


def _manner(found: dict[str, Any]) -> Manner:
    manner = Manner()
    for trait in Trait:
        manner = manner.at(trait, int(found[trait.value]))
    return manner


def _change(found: dict[str, Any]) -> Change:
    datetime.fromisoformat(found["at"]).astimezone()  # raises for what is no time
    if datetime.fromisoformat(found["at"]).tzinfo is None:
        raise ValueError("a time without a zone")
    quotes = tuple(Quote(str(one["at"]), str(one["text"])) for one in found["words"])
    return Change(
        int(found["number"]), str(found["at"]), Trait(found["trait"]), int(found["before"]),
        int(found["after"]), Why(found["why"]), str(found["showing"]), int(found["count"]), quotes,
        int(found["undoes"]), str(found["called_before"]), str(found["called"]),
    )  # fmt: skip


def _texts(found: dict[str, Any], kind: type[Sign | NotHere]) -> tuple[str, ...]:
    texts = tuple(str(found[one.name]) for one in fields(kind))
    if datetime.fromisoformat(str(found["at"])).tzinfo is None:
        raise ValueError("a time without a zone")
    return texts


def _mend(book: Book, raw: bytes, bad: int) -> None:
    """Keep the file as it was, write what still holds, and say so."""
    lines = "A line" if bad == 1 else f"{bad} lines"
    what = f"{lines} of the record of how I have changed can't be read. The rest of it stands."
    try:
        kept = _kept(book.path, raw)
        write_whole(book.path, _written(book.ledger))
    except OSError:
        book.sealed = True
        book.trouble = Trouble(what, "The file is left as it is; what changes now is not saved.")
    else:
        book.trouble = Trouble(what, f"The old file is kept as {kept.name}.")


def _kept(path: Path, raw: bytes) -> Path:
    """A copy of a damaged file beside it; an older one is never written over. Raises OSError."""
    for number in range(1, 100):
        copy = path.with_name(f"{path.name}{'' if number == 1 else f'.{number}'}.bad")
        if not copy.exists():
            write_whole(copy, raw)
            return copy
        if copy.read_bytes() == raw:
            return copy
    raise FileExistsError(path.name)
