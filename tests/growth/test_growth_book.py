"""The file of the ledger: private, whole, mended aloud, and empty of what is forgotten."""

from __future__ import annotations

import datetime as dt
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.errors import Trouble
from assistant.growth import book
from assistant.growth import ledger as of
from assistant.growth.book import FILE, Book
from assistant.growth.ledger import Ledger, NotHere, Quote, Sign
from assistant.growth.manner import Manner, Trait
from assistant.memory.forgetting import Words

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.datetime(2026, 11, 1, 20, 0, tzinfo=dt.UTC)
AT = DAY.isoformat()
SECRET = "be shorter while the Zanzibar contract is on"


def filled(folder: Path) -> Book:
    """A book with a wish, a step, a sign and a corrected guess, as it is on the disk."""
    found = book.open_book(folder)
    found.note(lambda one: replace(one, begin=Manner(pace=110)))
    found.change(
        lambda one: of.wished(one, Trait.TALKATIVENESS, -1, DAY, words=(Quote(AT, SECRET),))
    )
    found.change(
        lambda one: of.shown(
            one, Trait.HUMOUR, 1, DAY, showing="laughed", count=3, words=(Quote(AT, "Haha, “ähm”"),)
        )
    )
    found.change(lambda one: replace(one, signs=(Sign("more", AT, "tell me more of Zanzibar"),)))
    found.change(lambda one: replace(one, not_here=(NotHere("sad", AT),)))
    return found


def anew(folder: Path) -> Book:
    """The book as the next start of the program reads it."""
    book._open.clear()
    return book.open_book(folder)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    before = filled(tmp_path).ledger
    after = anew(tmp_path)
    assert after.ledger == before
    assert after.trouble is None
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_there_is_one_book_for_everybody_who_has_it_open(tmp_path: Path) -> None:
    one = filled(tmp_path)
    assert book.open_book(tmp_path) is one


@pytest.mark.parametrize("at", range(5))
def test_a_line_that_is_lost_costs_no_other_and_is_said(tmp_path: Path, at: int) -> None:
    before = filled(tmp_path).ledger
    lines = (tmp_path / FILE).read_bytes().split(b"\n")
    lines[at] = lines[at][: len(lines[at]) // 2]
    (tmp_path / FILE).write_bytes(b"\n".join(lines))
    mended = anew(tmp_path)
    assert mended.trouble is not None
    assert "can't be read" in mended.trouble.what
    assert FILE in mended.trouble.remedy
    assert (tmp_path / f"{FILE}.bad").read_bytes() == b"\n".join(lines)
    kept = {Trait.TALKATIVENESS, Trait.HUMOUR} - {{1: Trait.TALKATIVENESS, 2: Trait.HUMOUR}.get(at)}
    for trait in kept:  # nothing is silently as on the first day
        assert mended.ledger.manner.level(trait) == before.manner.level(trait)
    assert anew(tmp_path).trouble is None  # it is said once


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff", b"[]\n", b"{}\n", b"null\n17\n", b'{"change": {}}']
)
def test_nonsense_is_kept_beside_and_said(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / FILE).write_bytes(raw)
    found = book.open_book(tmp_path)
    assert found.trouble is not None
    assert found.ledger == Ledger()
    assert (tmp_path / f"{FILE}.bad").read_bytes() == raw


def test_a_file_that_cannot_be_opened_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    found = book.open_book(tmp_path)
    assert found.trouble is not None
    with pytest.raises(Trouble, match="holds for now"):
        found.change(lambda one: of.wished(one, Trait.HUMOUR, 1, DAY))
    assert found.ledger.manner.humour == 1
    assert (tmp_path / FILE).is_dir()


def test_a_disk_that_takes_nothing_is_said_and_the_change_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    found = filled(tmp_path)
    monkeypatch.setattr(book, "write_whole", full)
    with pytest.raises(Trouble, match="could not be saved"):
        found.change(lambda one: of.wished(one, Trait.FORMALITY, 1, DAY))
    assert found.ledger.manner.formality == 1


def test_nothing_forgotten_is_left_in_any_byte(tmp_path: Path) -> None:
    found = filled(tmp_path)
    manner = found.ledger.manner
    (tmp_path / f"{FILE}.bad").write_text(
        '{"change": {"words": [{"text": "' + SECRET + '"', "utf-8"
    )
    book.forget(tmp_path, Words(("Zanzibar",), (f"{SECRET}, she said.",)))
    assert found.ledger.manner == manner
    held = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"Zanzibar" not in held
    assert b"Haha" in held  # the rest stands


def test_forgetting_reaches_the_file_when_nobody_has_it_open(tmp_path: Path) -> None:
    filled(tmp_path)
    book._open.clear()
    book.forget(tmp_path, Words((), (f"Please {SECRET}.",)))
    book._open.clear()
    assert SECRET.encode() not in (tmp_path / FILE).read_bytes()
    book.forget(tmp_path, Words(("sad",), ()))
    assert anew(tmp_path).ledger.not_here == ()


def test_where_there_is_no_ledger_forgetting_makes_none(tmp_path: Path) -> None:
    book.forget(tmp_path, Words(("anything",), ()))
    assert list(tmp_path.iterdir()) == []


def test_what_the_command_line_forgets_leaves_the_ledger_too(tmp_path: Path) -> None:
    from assistant.cli import memory as command
    from assistant.memory.database import open_memory
    from assistant.memory.extraction import found_in
    from assistant.memory.store import MemoryStore

    opened = open_memory(tmp_path, lambda: DAY)
    store = MemoryStore(opened.connection, writable=opened.writable)
    text = f"My sister lives in Zanzibar, so {SECRET}."
    store.keep_turn(DAY, text, found_in(text, DAY.date(), ""))
    filled(tmp_path)
    assert command._forget(store, tmp_path, "Zanzibar") == 0
    store.close()
    held = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"Zanzibar" not in held
    assert anew(tmp_path).ledger.manner.talkativeness == -1
