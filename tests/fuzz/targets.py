"""Where bytes from outside enter: each target feeds them to the real entry, which may raise only Trouble."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import subprocess
import tempfile
from contextlib import aclosing, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import httpx

from assistant.desk.calendar import Event, moved, moved_day, without
from assistant.desk.desk import desk_in
from assistant.desk.icsfile import IcsFile, as_text
from assistant.desk.series import moved_all
from assistant.dialogue.faults import Wanted
from assistant.dialogue.minds.port import Message, Request
from assistant.dialogue.sifting import Sifted, sifted
from assistant.dialogue.skills.tools import Tools
from assistant.errors import Trouble
from assistant.hearing.sound_files import read_pcm
from assistant.inbox.sources import Form, messages, pieces
from assistant.inbox.triage import triage
from assistant.memory.database import open_memory
from assistant.memory.exporting import FORMAT, VERSION
from assistant.memory.importing import read, take_in
from assistant.memory.store import MemoryStore
from assistant.net import tools
from assistant.net.chat import AddressMind
from assistant.ports import Act, Heard
from assistant.settings import Settings, SettingsFile
from assistant.sound.filedevice import read_speech
from assistant.tools.offered import Server, value_for
from assistant.tools.shelf import Shelf
from assistant.tools.toolbox import Toolbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
LONGEST_S = 20  # of sound; the person's own limit is an hour


def sound(data: bytes) -> None:
    """A WAV, FLAC or OGG: to be transcribed, and as a microphone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        path.write_bytes(data)
        for understood in (lambda: read_pcm(path, LONGEST_S), lambda: read_speech(path)):
            with suppress(Trouble):
                assert understood() is not None


def settings(data: bytes) -> None:
    """A settings.toml: read, mended, changed, and read again to the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "settings.toml").write_bytes(data)
        file = SettingsFile.load(folder)
        with suppress(Trouble):
            file.change("her_name", "Nora")
        again = SettingsFile.load(folder)
        assert again.now == file.now
        assert isinstance(again.now, Settings)


def archive(data: bytes) -> None:
    """An export of a memory: nothing of it is taken, or all of it, and then it is known."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "export.jsonl"
        store = MemoryStore(open_memory(folder, lambda: NOON).connection)
        try:
            for whole in (data, _headed(data)):
                path.write_bytes(whole)
                with suppress(Trouble):
                    take_in(store, read(store, path), folder, NOON)
                    assert not read(store, path).turns, "what was taken is known"
        finally:
            store.close()


def _headed(data: bytes) -> bytes:
    """The records of `data` below a head that fits them."""
    lines = [line for line in data.split(b"\n") if b'"head"' not in line]
    memories, turns = (
        sum(b'"record": "%s"' % name in line for line in lines) for name in (b"memory", b"turn")
    )
    head = {
        "record": "head", "format": FORMAT, "version": VERSION, "memories": memories, "turns": turns,
    }  # fmt: skip
    return b"\n".join((json.dumps(head).encode(), *lines))


def mail(data: bytes) -> None:
    """A message in a folder, and the same bytes as a whole mbox."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.eml").write_bytes(data)
        mbox = folder / "mbox"
        mbox.write_bytes(b"From a@example.com Sat Nov 22 10:00:00 2026\n" + data)
        for path in (folder, mbox):
            with suppress(Trouble):
                triage(path)
        cut = [raw.size for raw in messages(mbox, Form.MBOX)]
        assert sum(cut) == mbox.stat().st_size, "the messages add up to the file"
        assert b"".join(pieces(folder, "one.eml", Form.EML)) == data


def calendar(data: bytes) -> None:
    """A calendar file: read over some months, an event of it taken out and put back as it was."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "calendar").mkdir()
        path = folder / "calendar" / "calendar.ics"
        path.write_bytes(data)
        desk = desk_in(folder, dt.UTC)
        start = dt.datetime(2026, 11, 1)  # noqa: DTZ001 - wall time
        events = desk.calendar.between(start, start + dt.timedelta(60))
        uids = [event.uid for event in events[:2]] + [b.uid for b in IcsFile(path).blocks()[:1]]
        for event in events[:2]:
            _changed(as_text(IcsFile(path).raw_of(event.uid)), event)
        for uid in filter(None, uids):
            was = IcsFile(path).raw_of(uid)
            with suppress(Trouble):
                desk.deeds.perform(Act("event_drop", {"file": path.name, "uid": uid}))
                left = IcsFile(path).raw_of(uid)  # only where events stand within events
                desk_in(folder, dt.UTC).deeds.perform(Act("undo"))  # by the journal on the disk
                assert left or IcsFile(path).raw_of(uid) == was
            desk = desk_in(folder, dt.UTC)


def _changed(raw: str, one: Event) -> None:
    """Every change that can be asked for, as the skill makes it."""
    by = dt.timedelta(days=1, hours=1)
    start, end = one.start + by, one.end + by
    if not one.comes_round:
        moved(raw, start, end, dt.UTC)
    elif not one.all_day:
        moved_day(raw, one.start, start, end, dt.UTC)
        moved_all(raw, by)
    if one.comes_round:
        without(raw, one.start, dt.UTC, all_day=one.all_day)


def reply(data: bytes) -> None:
    """A language model's answer: its stream, in pieces; what may be said of it."""
    how, rest = (data[0], data[1:]) if data else (0, b"")
    LOOP.run(_reply(how, rest))


async def _reply(how: int, data: bytes) -> None:
    step = 1 + how // 4
    mind = AddressMind("http://127.0.0.1:9/v1", model="m", native=bool(how & 1))
    kind = "application/json" if how & 2 else "text/event-stream"

    async def body() -> AsyncIterator[bytes]:
        for at in range(0, len(data), step * 16):
            yield data[at : at + step * 16]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/apply-template"):
            return httpx.Response(200, json={"prompt": "how are you"})
        return httpx.Response(200, headers={"content-type": kind}, content=body())

    mind._server._opened = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    request = Request((Message("user", "How are you?"),), lead_in="Hm." if how & 4 else "")
    wanted = Wanted(heard="how are you")
    try:
        with suppress(Trouble):
            async with aclosing(sifted(mind.words(request), wanted, Sifted())) as clauses:
                said = [clause async for clause in clauses]
            assert all(
                letter.isprintable() or letter in "\n\t\u200c\u200d" for letter in "".join(said)
            )
    finally:
        await mind.close()


@contextmanager
def _telling(out: bytes) -> Iterator[None]:
    """The tool child is one that has told just this."""
    told = SimpleNamespace(communicate=lambda *_: (out, b""))
    before = vars(tools).copy()
    tools.subprocess = SimpleNamespace(  # type: ignore[assignment]
        PIPE=0, DEVNULL=0, TimeoutExpired=subprocess.TimeoutExpired, Popen=lambda *_, **__: told
    )
    tools._end = lambda *_: None
    try:
        yield
    finally:
        vars(tools).update(before)


def tool(data: bytes) -> None:
    """What the process that asks a tool server tells of it: tools, schemas, a result."""
    LOOP.run(_tool(data))


async def _tool(data: bytes) -> None:
    server = Server("lamp", ("lamp",))
    with _telling(data), suppress(Trouble):
        tools.used(server, "", "switch", {}).text.shown(80)
    with _telling(data), tempfile.TemporaryDirectory() as name, suppress(Trouble):
        path = Path(name) / "tools.json"
        jobs: list[str] = []
        box = Toolbox(Shelf(path), tools, lambda job, done: done(job()), jobs.append)
        box._look(Act("tool_look", {"server": "lamp", "command": '["lamp"]'}))
        assert box.seen.looked is not None or jobs
        if box.seen.looked is None:
            return
        box._agree(Act("tool_agree", {"server": "lamp", "pin": box.seen.looked.pin}))
        assert Shelf(path).all() == box.seen.agreed, "what was agreed to is read again the same"
        skill = Tools(box)
        for one in box.seen.agreed[0].tools[:3]:
            for said in ("which tools do you have", f"use {one.name} with text x and on yes"):
                answer = await skill.answer(Heard(said, NOON), _talk())
                if answer is not None and answer.pending is not None:
                    await skill.answer(Heard("seven", NOON), _talk(answer.pending))
            for schema in one.arguments.values():
                value_for("7", schema)


def _talk(pending: object = None) -> Any:
    """As much of a skills.skill.Talk as the skill looks at."""
    return SimpleNamespace(pending=pending)


LOOP: Any = asyncio.Runner()
TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (sound, settings, archive, mail, calendar, reply, tool)
}
