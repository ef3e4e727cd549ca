"""Whatever the program can write into a profile is known to the erasing, and nothing of it stays."""

from __future__ import annotations

import ast
import importlib
import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.desk import desk_in
from assistant.growth import book
from assistant.keys import NAMES_FILE, Keys, Names
from assistant.memory import backups
from assistant.ports import Act
from assistant.profile import MARKER, prepare
from assistant.retirement.ending import end
from assistant.retirement.erasing import erase, holding, known
from assistant.settings import SettingsFile
from assistant.tools.offered import Server
from assistant.tools.shelf import FILE as TOOLS
from assistant.tools.shelf import Agreed, Shelf

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDLE = "marzipanello"
# modules whose functions are given the profile as `folder`
TAKE_IT_AS_FOLDER = (
    "assistant/settings.py", "assistant/profile.py", "assistant/meeting/kept.py",
    "assistant/desk/journal.py", "ui/standing.py",
)  # fmt: skip


class Around(dict[str, object]):
    """What a module knows; of what only a function knows, such as the end of a name, nothing."""

    def __missing__(self, _name: str) -> str:
        return ""


@cache
def written() -> dict[str, str]:
    """The name of everything that stands behind "profile /" in the code, and where."""
    found = {}
    for path in (*sorted((ROOT / "assistant").rglob("*.py")), ROOT / "ui" / "standing.py"):
        where = path.relative_to(ROOT).as_posix()
        roots = ("profile", "folder") if where in TAKE_IT_AS_FOLDER else ("profile",)
        text = path.read_text("utf-8")
        if not any(f"{root} / " in text for root in roots):
            continue
        module = importlib.import_module(where.removesuffix(".py").replace("/", "."))
        for node in ast.walk(ast.parse(text)):
            if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)):
                continue
            if not ast.unparse(node.left).endswith(roots):
                continue
            if isinstance(node.right, ast.Name) and node.right.id.islower():
                continue  # of what is there already
            either = isinstance(node.right, ast.IfExp)
            for part in (node.right.body, node.right.orelse) if either else (node.right,):
                name = eval(ast.unparse(part), {}, Around(vars(module)))  # noqa: S307 - our own code
                found[str(name)] = where
    return found


def test_every_name_the_code_writes_is_known() -> None:
    names = written()
    print(f"{len(names)} names: {', '.join(sorted(names))}")
    assert len(names) > 25
    unknown = {name: where for name, where in names.items() if not known(name)}
    assert not unknown, "add them to retirement.erasing"


def test_of_each_nothing_stays_even_beside_what_is_not_hers(tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "thesis.odt").write_text("mine")
    os.utime(folder / "thesis.odt", (time.time() - 1_000_000,) * 2)
    prepare(folder)
    for name in set(written()) - {MARKER}:
        if "." in name:
            copies = (name, f"{name}.bad", f"{name}.2.bad", f"{name}.damaged", f".{name}.x1_y2z3a")
            for copy in copies:
                (folder / copy).write_text(NEEDLE)
        else:
            (folder / name).mkdir()
            (folder / name / "one.txt").write_text(NEEDLE)
    gone = erase(folder)
    assert gone.stays == ("thesis.odt",)
    assert not gone.left
    assert not holding(tmp_path, [NEEDLE.encode()])
    assert [path.name for path in folder.iterdir()] == ["thesis.odt"]


@dataclass
class FakeRing:
    held: dict[tuple[str, str], str] = field(default_factory=dict)
    locked: bool = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise OSError
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise OSError
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


def lived_in(folder: Path) -> Path:
    """A profile the program has written with its own hands, broken files among them."""
    prepare(folder)
    for number in range(2):
        (folder / "settings.toml").write_text(f'her_name = "{NEEDLE}{number}\n')
        SettingsFile.load(folder).change("your_name", NEEDLE)
        (folder / book.FILE).write_text(f"{NEEDLE} is no ledger\n")
        book.open_book(folder)
    (folder / TOOLS).write_text(NEEDLE)
    Shelf(folder / TOOLS).put(Agreed(Server("house", (NEEDLE,)), (), "0"))
    desk = desk_in(folder, UTC)
    desk.deeds.perform(Act("list_add", {"list": "shopping", "items": NEEDLE}))
    desk.deeds.perform(Act("note_add", {"name": "cake.md", "text": NEEDLE}))
    desk.sweeping.records.folder.mkdir(exist_ok=True)
    desk.sweeping._place.write_text(NEEDLE)
    (folder / "calendar account").mkdir()
    (folder / "calendar account" / f"at {NEEDLE}.ics").write_text(NEEDLE)
    backup = backups.folder_of(folder)
    backup.mkdir()
    (backup / "to-erase.json").write_text(NEEDLE)
    return folder


def test_a_profile_with_broken_files_and_accounts_leaves_nothing(tmp_path: Path) -> None:
    folder = lived_in(tmp_path / "profile")
    names = {path.name for path in folder.iterdir()}
    assert {
        "settings.toml.bad",
        "settings.toml.2.bad",
        "growth.jsonl.bad",
        "tools.json.damaged",
    } <= names
    assert len(holding(tmp_path, [NEEDLE.encode()])) >= 10
    gone = erase(folder)
    assert (gone.left, gone.stays) == ((), ())
    assert not holding(tmp_path, [NEEDLE.encode()])
    assert not folder.exists()
    assert not backups.folder_of(folder).exists()


def test_passwords_leave_the_keyring_with_the_profile(tmp_path: Path) -> None:
    folder, ring = prepare(tmp_path / "profile"), FakeRing({("os1", "of another profile"): "x"})
    keys = Keys(lambda: ring, names=Names(folder / NAMES_FILE))
    for name in ("mail anna@example.com:993", "calendar anna@example.com:443", "tools house"):
        keys.put(name, "hunter2")
    keys.drop("tools house")
    assert b"hunter2" not in (folder / NAMES_FILE).read_bytes()
    gone = erase(folder, Keys(lambda: ring))
    assert (gone.secrets, gone.locked) == (2, ())
    assert ring.held == {("os1", "of another profile"): "x"}


def test_what_no_keyring_has_taken_is_not_looked_for_later(tmp_path: Path) -> None:
    folder, ring = prepare(tmp_path / "profile"), FakeRing()
    for no_ring in (lambda: None, lambda: FakeRing(locked=True)):
        Keys(no_ring, names=Names(folder / NAMES_FILE)).put("mail anna", "hunter2")
    Keys(lambda: ring, names=Names(folder / NAMES_FILE)).put("mail bea", "hunter2")
    ring.locked = True
    Keys(lambda: ring, names=Names(folder / NAMES_FILE)).put("mail bea", "hunter3")
    assert Names(folder / NAMES_FILE).all() == {"mail bea"}
    assert erase(folder, Keys(lambda: ring)).locked == ("mail bea",)


def test_a_keyring_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = FakeRing()
    monkeypatch.setattr("assistant.retirement.erasing.system_ring", lambda: ring)
    folder = prepare(tmp_path / "profile")
    Keys(lambda: ring, names=Names(folder / NAMES_FILE)).put("mail anna@example.com:993", "hunter2")
    ring.locked = True
    told = end(folder, lambda: datetime(2026, 11, 22, 12, tzinfo=UTC), tmp_path / "out")
    assert "may be in it still, under “os1”: mail anna@example.com:993." in told
    assert not folder.exists()


def test_the_desk_notes_the_secrets_it_keeps(tmp_path: Path) -> None:
    from assistant.errands import Errands

    errands = Errands(tmp_path, lambda: datetime.now(UTC), lambda _fact: None, lambda _text: 1)
    assert errands.desk is not None
    assert errands.tools is not None
    kept = {id(one.keys) for one in (errands.desk.sweeping, errands.desk.account, errands.tools)}
    assert len(kept) == 1
    names = errands.tools.keys.names
    assert names is not None
    assert names.path == tmp_path / NAMES_FILE
