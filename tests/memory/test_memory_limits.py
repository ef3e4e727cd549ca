"""What no memory can hold: files beyond what the system allows, numbers, fillers, files of other kinds."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from memory_scene import NOON, Talk, opened, scene

from assistant.__main__ import main
from assistant.errors import Trouble
from assistant.memory import database, importing
from assistant.memory.extraction import found_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SISTER = "My sister is called Anna."


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The system's own limit (RLIMIT_FSIZE): a write beyond it fails with EFBIG."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX systems")
def test_where_files_may_not_grow_it_is_said_and_nothing_is_half_kept(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    store.keep_turn(NOON, SISTER, found_in(SISTER, NOON.date()))
    ahead = tmp_path / "p" / f"{database.FILE}-wal"
    with no_file_larger_than(ahead.stat().st_size + 100):
        with pytest.raises(Trouble, match="can't save to memory"):
            store.keep_turn(NOON, "I hate rain. " * 1_000, ())
        assert [one.quote for one in store.all()] == [SISTER]
    assert store.ask("PRAGMA quick_check") == [("ok",)]
    assert not store.turns_with("rain")
    store.keep_turn(NOON, "I hate rain.", ())
    assert store.turns_with("rain")
    store.close()


@pytest.mark.parametrize("number", [str(2**63), str(-(2**63) - 1), "9" * 400])
def test_a_number_no_database_holds_is_of_no_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    opened(tmp_path / "p").close()
    profile = ["--profile", str(tmp_path / "p")]
    assert main([*profile, "memory", "why", "--", number]) == 1
    assert "There is no memory" in capsys.readouterr().err
    assert main([*profile, "memory", "forget", "--", number]) == 1


@pytest.mark.parametrize("said", ["", "   ", "um", "uh, um...", "…", "?!"])
def test_an_um_is_answered_at_most_and_not_kept(tmp_path: Path, said: str) -> None:
    async def play(talk: Talk) -> None:
        await talk.say(said)
        await talk.say("I live in Bristol.")
        turns = await talk.diary.look(lambda store: store.turns_between("", "~"))
        assert [one.heard for one in turns] == ["I live in Bristol."]

    scene(tmp_path / "p", play)


def test_a_name_is_the_same_however_its_letters_are_composed(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister is called Zoe\u0308.")
        assert (
            await talk.say("What's my sister's name?")
        ).text == "Your sister is called Zo\u00eb."
        await talk.say("My sister is called Zo\u00eb.")
        await talk.say("My sister is called \u202eZo\u200be\u0308.")
        assert await talk.kept() == ("your sister is called Zo\u00eb",)

    scene(tmp_path / "p", play)


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kept.jsonl", data)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 100, zipped(bytes(2_000_000)), gzip.compress(bytes(2_000_000)), b"\xff\xfe{}"],
    ids=["nothing", "zeros", "a zip bomb", "a gzip bomb", "another encoding"],
)
def test_nothing_is_unpacked_and_a_file_of_another_kind_changes_nothing(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "kept.jsonl").write_bytes(data)
    store = opened(tmp_path / "p")
    store.keep_turn(NOON, SISTER, found_in(SISTER, NOON.date()))
    with pytest.raises(Trouble, match="an export of mine"):
        importing.read(store, tmp_path / "kept.jsonl")
    assert [one.quote for one in store.all()] == [SISTER]
    store.close()


def test_a_file_beyond_all_bounds_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_BYTES", 1_000)
    (tmp_path / "kept.jsonl").write_bytes(b" " * 1_001)
    store = opened(tmp_path / "p")
    with pytest.raises(Trouble, match="too large"):
        importing.read(store, tmp_path / "kept.jsonl")
    store.close()
