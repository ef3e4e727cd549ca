"""The mind that was asked for comes behind the conversation, says so, and its loss is told once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from mind_stub import FakeMind, Line, serving, well

from assistant import events as e
from assistant.dialogue.mirror import Running
from assistant.errors import Trouble
from assistant.minding import Minding, checked, gguf
from assistant.models.store import Store
from assistant.net.chat import AddressMind
from assistant.ports import Prompt
from assistant.reflection import Reflection, outward
from assistant.state import State, advance

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.events import Fact

SETTLED = Prompt("You are kind.", (("Hello.", "Hi."),), "", "", "")


@dataclass
class Home:
    minding: Minding
    facts: list[Fact] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)


def home(tmp_path: Path, wanted: str) -> Home:
    facts: list[Fact] = []
    joined: list[str] = []
    minding = Minding(wanted, Store(tmp_path / "models"), facts.append, joined.append)
    return Home(minding, facts, joined)


@pytest.mark.parametrize("name", ["auto", "scripted", "local", "http://localhost:11434"])
def test_minds_that_can_be_asked_for(name: str) -> None:
    assert checked(name).startswith(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nonsense", "no mind called"),
        ("", "no mind called"),
        ("http://example.com", "unencrypted"),
        ("https://me:secret@example.com", "password"),
        ("file:///etc/passwd", "begin with http"),
    ],
)
def test_minds_that_cannot(name: str, why: str) -> None:
    with pytest.raises(Trouble, match=why):
        checked(name)


@pytest.mark.parametrize("wanted", ["scripted", "auto"])
def test_without_a_model_she_speaks_in_her_own_lines(tmp_path: Path, wanted: str) -> None:
    at = home(tmp_path, wanted)
    asyncio.run(at.minding.start())
    assert at.facts == [e.PartReady("mind", "scripted")]
    assert at.minding.name == "scripted"
    assert not at.minding.leaves


def test_a_local_mind_that_was_asked_for_and_is_not_here_is_one_sentence(tmp_path: Path) -> None:
    at = home(tmp_path, "local")
    asyncio.run(at.minding.start())
    troubles = [fact for fact in at.facts if isinstance(fact, e.TroubleCame)]
    assert [(one.key, one.remedy) for one in troubles] == [("mind", "Run ./os1 models get --mind.")]
    assert at.minding.name == "scripted"


def test_a_mind_at_an_address_joins_and_its_loss_is_told_once_and_taken_back(
    tmp_path: Path,
) -> None:
    up = True

    async def chat(line: Line) -> None:
        if up:
            await well(line)
        else:
            line.reset()

    async def models(line: Line) -> None:
        if not up:
            line.reset()
            return
        await line.head(kind="application/json")
        await line.send('{"data": [{"id": "small"}]}')

    async def scene() -> None:
        nonlocal up
        async with serving(chat, v1_models=models) as stub:
            at = home(tmp_path, stub.url)
            minding = at.minding
            minding.relay._probe_s = (0.01,)
            await minding.start()
            assert at.joined == ["127.0.0.1"]
            assert at.facts == [e.PartReady("mind", "127.0.0.1, on this computer")]
            asked = Prompt("You are kind.", (), "", "Hello?", "Hm.")
            assert "".join([word async for word in minding.mind.words(asked)]) == "I'm here."
            up = False
            with pytest.raises(Trouble):
                await anext(minding.mind.words(asked))
            assert minding.name == "scripted"
            assert [word async for word in minding.mind.words(asked)] == ["Hm."]
            assert [type(fact) for fact in at.facts[1:]] == [e.TroubleCame]
            up = True
            async with asyncio.timeout(5):
                while minding.name == "scripted":
                    await asyncio.sleep(0.01)
            assert at.facts[-1] == e.TroubleWent("mind")
            await minding.close()

    asyncio.run(scene())


def test_that_words_leave_this_computer_is_said_and_stays_in_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ready(_mind: AddressMind) -> bool:
        return True

    monkeypatch.setattr(AddressMind, "ready", ready)
    at = home(tmp_path, "https://example.com")
    minding = at.minding
    asyncio.run(minding.start())
    assert at.facts == [
        e.PartReady("mind", "example.com, what we say leaves this computer", "example.com")
    ]
    state = advance(State(), at.facts[0])
    assert state.leaves == "example.com"
    assert state.trouble is None  # it was chosen: a mark in view, and nothing to mend
    assert advance(state, e.PartReady("voice")).leaves == "example.com"
    assert minding.leaves
    assert minding.where == "what we say leaves this computer"
    assert minding.model == "https://example.com/v1"
    assert Reflection(minding, tmp_path).look().leaves


def test_while_it_is_quiet_the_mind_reads_once_what_is_settled(tmp_path: Path) -> None:
    minding = home(tmp_path, "scripted").minding
    mind = FakeMind("local")
    minding.relay.join(mind)

    async def scene() -> None:
        await minding.read_ahead(SETTLED)
        await minding.read_ahead(SETTLED)

    asyncio.run(scene())
    assert len(mind.read) == 1
    assert [message.text for message in mind.read[0]] == ["You are kind.", "Hello.", "Hi."]


def test_nothing_is_fetched_for_somebody_who_wants_no_local_mind(tmp_path: Path) -> None:
    assert not home(tmp_path, "scripted").minding.worth_fetching()
    assert not home(tmp_path, "http://localhost:11434").minding.worth_fetching()


def test_a_folder_without_a_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="is not here"):
        gguf(tmp_path)
    (tmp_path / "x.gguf").write_bytes(b"GGUF")
    assert gguf(tmp_path) == gguf(tmp_path / "x.gguf") == tmp_path / "x.gguf"


def test_the_mirror_shows_what_runs_and_what_is_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("volume = 0.5\n")
    running = (Running("voice", 4711),)
    seen = Reflection(
        home(tmp_path / "x", "scripted").minding, tmp_path, lambda: running, lambda: True
    ).look()
    assert seen.mind == "scripted"
    assert set(running) <= set(seen.running)
    assert [(kept.what, kept.size) for kept in seen.stored] == [("settings.toml", 13)]
    assert seen.hears
    assert not seen.leaves


def test_connections_on_this_computer_are_not_counted_as_leaving() -> None:
    async def scene() -> None:
        async with serving(well) as stub:
            _, writer = await asyncio.open_connection("127.0.0.1", stub.port)
            assert outward() == ()
            writer.close()

    asyncio.run(scene())


@dataclass
class Local:
    """A local mind that can be started anew, or not."""

    spares: bool = False
    awake: bool = True
    name: str = "local"
    trouble: Trouble | None = None
    starts: list[bool] = field(default_factory=list)

    async def restart(self) -> None:
        self.starts.append(self.spares)
        if self.trouble is not None:
            raise self.trouble


def test_when_the_power_changes_the_mind_is_fitted_anew_and_that_can_be_seen(
    tmp_path: Path,
) -> None:
    at, battery = home(tmp_path, "auto"), [True, True, False]
    local: Any = Local()
    at.minding.local = local
    at.minding.spares = lambda: battery[0]

    async def scene() -> None:
        while battery:
            await at.minding.suit_the_power()
            battery.pop(0)

    asyncio.run(scene())
    assert local.starts == [True, False]  # once for each change
    assert not at.minding.spared
    assert at.facts[1] == e.PartReady("mind", "local")


@pytest.mark.parametrize("local", [None, Local(awake=False), Local(spares=True)])
def test_without_a_change_nothing_is_started(tmp_path: Path, local: Any) -> None:
    at = home(tmp_path, "auto")
    at.minding.local, at.minding.spares = local, lambda: True
    asyncio.run(at.minding.suit_the_power())
    assert at.facts == []


def test_a_mind_that_does_not_come_back_is_done_without(tmp_path: Path) -> None:
    at = home(tmp_path, "local")
    local: Any = Local(trouble=Trouble("There is no room."))
    at.minding.local, at.minding.spares = local, lambda: True
    asyncio.run(at.minding.suit_the_power())
    assert at.minding.local is None
    assert at.facts[1:] == [
        e.PartReady("mind", "scripted"),
        e.TroubleCame("mind", "There is no room."),
    ]
