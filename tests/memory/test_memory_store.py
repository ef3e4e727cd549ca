"""The store keeps what was acknowledged, whatever happens to its file, and never begins anew in silence."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory_scene import NOON, opened

from assistant.errors import Trouble
from assistant.memory import backups, database, files, migrations
from assistant.memory.extraction import found_in
from assistant.memory.kept import Found, clean
from assistant.memory.store import MemoryStore
from assistant.memory.words import query

if TYPE_CHECKING:
    from pathlib import Path

FACTS = ("My sister is called Anna.", "I live in Bristol.", "I hate mushrooms.")


def filled(profile: Path, count: int = 3) -> MemoryStore:
    store = opened(profile)
    for said in FACTS[:count]:
        store.keep_turn(NOON, said, found_in(said, NOON.date()))
    return store


def kept(store: MemoryStore) -> set[str]:
    return {one.words for one in store.all()}


ALL = {"your sister is called Anna", "you live in Bristol", "you hate mushrooms"}


def test_it_is_there_again_after_a_restart_and_belongs_to_the_user_alone(tmp_path: Path) -> None:
    filled(tmp_path / "p").close()
    store = opened(tmp_path / "p")
    assert kept(store) == ALL
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "p").iterdir()}
    assert modes == {0o600}
    store.close()


# --- damage ----------------------------------------------------------------------------

DAMAGE = {
    "zero bytes": lambda _: b"",
    "not a database": lambda _: b"Dear diary, " * 500,
    "half a header": lambda whole: whole[:50],
    "cut in the middle": lambda whole: whole[: len(whole) // 2],
    "first page gone": lambda whole: bytes(4096) + whole[4096:],
    "a page of noise": lambda whole: whole[:4096] + b"\xa5" * 4096 + whole[8192:],
    "noise everywhere": lambda whole: whole[:100] + b"\x5a" * (len(whole) - 100),
    "another program's": lambda whole: whole[:68] + b"\x00\x00\x00\x01" + whole[72:],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_kept_aside_and_the_backup_takes_its_place(
    tmp_path: Path, damage: str
) -> None:
    profile = tmp_path / "p"
    store = filled(profile, 2)
    backups.back_up(store.connection, backups.folder_of(profile), NOON - dt.timedelta(hours=3))
    store.keep_turn(NOON, FACTS[2], found_in(FACTS[2], NOON.date()))
    store.close()
    path = profile / database.FILE
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    broken = path.read_bytes()
    found = database.open_memory(profile, lambda: NOON)
    assert kept(MemoryStore(found.connection)) >= {
        "your sister is called Anna",
        "you live in Bristol",
    }
    assert "I went back to the copy made today at 09:00" in found.news
    aside = [one.read_bytes() for one in (profile / backups.QUARANTINE).rglob(database.FILE)]
    assert aside == ([broken] if broken else [])
    found.connection.close()
    assert database.open_memory(profile, lambda: NOON).news == ""  # said once


@pytest.mark.parametrize("damage", DAMAGE)
def test_without_a_good_backup_it_is_said_and_what_can_be_read_is_saved(
    tmp_path: Path, damage: str
) -> None:
    profile = tmp_path / "p"
    filled(profile).close()
    path = profile / database.FILE
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    folder = backups.folder_of(profile)
    folder.mkdir()
    (folder / "memory-20261101-120000.sqlite").write_bytes(b"no backup either")
    found = database.open_memory(profile, lambda: NOON)
    assert "there is no good copy of it" in found.news
    if damage == "another program's":
        assert kept(MemoryStore(found.connection)) == ALL
    found.connection.close()


def test_a_missing_file_is_no_new_profile(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    store = filled(profile)
    backups.back_up(store.connection, backups.folder_of(profile), NOON)
    store.close()
    (profile / database.FILE).unlink()
    found = database.open_memory(profile, lambda: NOON)
    assert kept(MemoryStore(found.connection)) == ALL
    assert "gone" in found.news
    found.connection.close()
    for path in list(profile.iterdir()):  # not even with the mark gone as well
        path.unlink()
    found = database.open_memory(profile, lambda: NOON)
    assert kept(MemoryStore(found.connection)) == ALL
    assert "gone" in found.news
    found.connection.close()


def test_a_newer_memory_is_left_alone(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    store = filled(profile)
    store.connection.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()
    before = (profile / database.FILE).read_bytes()
    with pytest.raises(Trouble, match="newer OS1"):
        opened(profile)
    assert (profile / database.FILE).read_bytes() == before


def test_a_locked_memory_is_said_within_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BUSY_MS", 50)
    profile = tmp_path / "p"
    filled(profile).close()
    other = sqlite3.connect(profile / database.FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Trouble, match="Another program"):
        opened(profile)
    other.execute("ROLLBACK")
    other.close()
    store = opened(profile)
    assert kept(store) == ALL
    store.close()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    profile.mkdir()
    (tmp_path / "elsewhere").write_bytes(b"")
    (profile / database.FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Trouble, match="link"):
        opened(profile)


class ReadOnly(sqlite3.Connection):
    """As on a disk that has become read-only."""

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql.startswith("BEGIN IMMEDIATE"):
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return super().execute(sql, *values)


def test_a_read_only_memory_can_still_be_read(tmp_path: Path) -> None:
    filled(tmp_path / "p").close()
    found = database.open_memory(tmp_path / "p", lambda: NOON, ReadOnly)
    store = MemoryStore(found.connection, writable=found.writable)
    assert kept(store) == ALL
    assert "read-only" in found.news
    with pytest.raises(Trouble, match="read-only"):
        store.keep_turn(NOON, "I hate rain.", ())
    store.close()


# --- writing fails ---------------------------------------------------------------------


class Failing(sqlite3.Connection):
    """The statement with this number fails, once."""

    at, count = -1, 0
    error = "disk I/O error"

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        Failing.count += 1
        if Failing.count == Failing.at:
            raise sqlite3.OperationalError(Failing.error)
        return super().execute(sql, *values)


@pytest.mark.parametrize("error", ["disk I/O error", "database or disk is full"])
def test_whichever_write_fails_it_is_whole_or_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    filled(tmp_path / "p").close()
    monkeypatch.setattr(Failing, "error", error)
    store = opened(tmp_path / "p", Failing)
    failures = 0
    for number in range(1, 200):
        Failing.count, Failing.at = 0, number
        said = f"I love thing number {number}."
        found = found_in(said, NOON.date())
        try:
            turn, _ = store.keep_turn(NOON, said, found)
        except Trouble:
            failures += 1
            Failing.at = -1
            assert not store.turns_with(f"thing number {number}")
            assert f"you love thing number {number}" not in kept(store)
            continue
        Failing.at = -1
        assert store.turn(turn)
        assert f"you love thing number {number}" in kept(store)
        break
    else:
        pytest.fail("it never went well")
    assert failures >= 5
    assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert kept(store) >= ALL
    store.close()


def test_on_a_full_disk_old_data_stays(tmp_path: Path) -> None:
    store = filled(tmp_path / "p")
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    long = " ".join(f"line {number}" for number in range(3000))[:19_000]
    with pytest.raises(Trouble, match="disk is full"):
        store.keep_turn(NOON, long, ())
    assert kept(store) == ALL
    assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.connection.execute("PRAGMA max_page_count = 1000000")
    store.keep_turn(NOON, "there is room again", ())
    assert store.turns_with("room again")
    store.close()


# --- migrations ------------------------------------------------------------------------


def of_version(profile: Path, version: int) -> None:
    """A memory as the program with that schema left it."""
    profile.mkdir(parents=True)
    connection = sqlite3.connect(profile / database.FILE, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {database.APPLICATION}")
    migrations.migrate(connection, migrations.steps()[:version])
    connection.execute("INSERT INTO identity VALUES ('it')")
    connection.execute(
        "INSERT INTO memories (about, aspect, value, words, quote, at, kind, confidence, single)"
        " VALUES ('you', 'lives in', 'Bristol', 'you live in Bristol', 'I live in Bristol.',"
        " '2026-01-01T12:00:00+00:00', 'told', 1.0, 1)"
    )
    connection.close()
    (profile / database.MARK).write_text("it", encoding="utf-8")


@pytest.mark.parametrize("version", range(1, migrations.newest() + 1))
def test_every_former_version_opens(tmp_path: Path, version: int) -> None:
    of_version(tmp_path / "p", version)
    store = opened(tmp_path / "p")
    assert kept(store) == {"you live in Bristol"}
    assert store.ask("PRAGMA user_version") == [(migrations.newest(),)]
    made = backups.listed(backups.folder_of(tmp_path / "p"))
    assert len(made) == (version < migrations.newest())  # a copy from before the change
    store.close()


class Dying(sqlite3.Connection):
    """Power goes at this statement: nothing after it is done."""

    at, count = -1, 0

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        Dying.count += 1
        if Dying.count == Dying.at:
            os._exit(9)
        return super().execute(sql, *values)


def test_killed_at_any_step_of_a_migration_it_opens_afterwards(tmp_path: Path) -> None:
    finished = False
    for number in range(1, 80):
        profile = tmp_path / f"p{number}"
        of_version(profile, 1)
        child = os.fork()
        if not child:
            Dying.count, Dying.at = 0, number
            database.open_memory(profile, lambda: NOON, Dying)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        store = opened(profile)
        assert kept(store) == {"you live in Bristol"}, number
        assert store.ask("PRAGMA integrity_check") == [("ok",)]
        store.close()
        if os.waitstatus_to_exitcode(status) == 0:
            finished = True
            break
    assert finished


# --- odd text --------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "lone \ud800 surrogate", "nul \x00 inside", "👩‍👩‍👧‍👦 family", "z̷̢̛̖̗̘̙͕͔a̵l̶g̵o", "日本語のテキスト", "نص عربي", "\u202egnirts", "a" * 100_000,
    'NEAR("', "AND OR NOT", "col:umn*", '"; DROP TABLE turns; --', "-minus ^caret", "'' \"\" **",
])  # fmt: skip
def test_odd_text_is_kept_and_searched(tmp_path: Path, text: str) -> None:
    store = opened(tmp_path / "p")
    turn, _ = store.keep_turn(NOON, text, ())
    found = store.turn(turn)
    assert found is not None
    assert found.heard == clean(text)[:20_000]
    assert "\x00" not in found.heard
    store.turns_with(text)
    store.worded(text, 5)
    store.person(text)
    store.close()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=80))
def test_any_text_makes_a_query_that_is_no_syntax(tmp_path: Path, text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    if asked := query(clean(text)):
        assert re.fullmatch(r'"[^"]+"( OR "[^"]+")*', asked)
        assert connection.execute("SELECT * FROM t WHERE t MATCH ?", (asked,)).fetchall() == []
    connection.close()


def test_two_people_of_one_relation_stay_two(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    for said in ("My friend Tom lives in Rome.", "My friend Ben lives in Oslo."):
        found = found_in(said, NOON.date())
        assert not [clash for one in found for clash in store.conflicts(one)]
        store.keep_turn(NOON, said, found)
    assert {one.name for one in store.people()} == {"Tom", "Ben"}
    assert [one.value for one in store.of("Tom", "lives in")] == ["Rome"]
    store.close()


def test_the_same_thing_told_twice_is_one_memory(tmp_path: Path) -> None:
    store = filled(tmp_path / "p")
    for said in FACTS:
        store.keep_turn(NOON, said, found_in(said, NOON.date()))
    assert len(store.all()) == 3
    assert store.keep(Found("you", "lives in", "bristol", "x", "y", True), NOON) == 0
    store.close()


# --- backups ---------------------------------------------------------------------------


def test_backups_are_kept_by_days_and_weeks(tmp_path: Path) -> None:
    store, folder = filled(tmp_path / "p"), tmp_path / "copies"
    for hour in range(0, 24 * 70, 12):
        now = NOON + dt.timedelta(hours=hour)
        if backups.due(folder, now):
            backups.back_up(store.connection, folder, now)
    found = backups.listed(folder)
    days = [backups.when(one).date() for one in found]
    assert len(set(days[:7])) == 7
    assert days[0] - days[6] == dt.timedelta(days=6)
    assert 7 < len(found) <= backups.DAYS + backups.WEEKS
    assert (days[0] - days[-1]).days >= 7 * 6
    assert all(backups.sound(one) for one in found)
    store.close()


def test_an_interrupted_backup_leaves_the_former_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folder = filled(tmp_path / "p"), tmp_path / "copies"
    first = backups.back_up(store.connection, folder, NOON)
    before = first.read_bytes()

    def full(_part: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "settle", full)
    with pytest.raises(OSError, match="space"):
        backups.back_up(store.connection, folder, NOON + dt.timedelta(days=1))
    assert backups.listed(folder) == (first,)
    assert first.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [first.name]
    store.close()
