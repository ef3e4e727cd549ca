"""Every act of hers passes one gate, and none that takes something away is done on words that are doubtful."""

from __future__ import annotations

import ast
import importlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from assistant.acting import OF_THE_TALK, deskless, teach
from assistant.among import Among
from assistant.desk.deeds import UNDO, Deeds, Tier
from assistant.dialogue import persona
from assistant.dialogue.history import History
from assistant.dialogue.skills.memory_forgetting import CLICK_ABOVE, answered
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.sureness import (
    SURE,
    SURE_YES,
    Doubted,
    changes,
    read_back,
    settled,
    takes_away,
)
from assistant.dialogue.wording import Wording
from assistant.errands import Errands
from assistant.errors import Trouble
from assistant.growth.growth import Growth
from assistant.keeping import Keeping
from assistant.models.store import Store
from assistant.ports import Act, Heard
from assistant.retirement.asked import ACT as RETIRE
from assistant.retirement.asked import Retiring, deed
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MEMORY = ("ask", "ask_forget", "leave_be", "forget", "undo", "replace", "beside", "keep", "end")


def gate(folder: Path) -> Deeds:
    """As a conversation has it."""
    settings = SettingsFile.load(folder)
    errands = Errands(folder, lambda: NOON, lambda _fact: None, lambda _text: 1)
    keeping = Keeping(folder, lambda: settings.now, lambda: NOON, lambda _fact: None, Store(folder))
    growth = Growth(folder, settings, lambda: NOON, lambda _fact: None)
    teach(errands.deeds, settings, growth, keeping.diary)
    Among(
        folder, keeping.diary, errands.desk, settings, lambda: NOON, lambda _fact: None,
        lambda _text, _by: 0, lambda: False,
    )  # fmt: skip
    errands.deeds.learn(RETIRE, deed(Retiring(), folder, lambda: None))
    return errands.deeds


def every_act(deeds: Deeds) -> Iterator[tuple[Act, Tier]]:
    """One of each, of those of her memory one of each kind."""
    for name in sorted(deeds.known):
        for act in [Act(name, {"do": do}) for do in MEMORY] if name == "memory" else [Act(name)]:
            yield act, deeds._deeds[name].tier_of(act)


def spied(deeds: Deeds) -> list[str]:
    """From now on acts are only noted."""
    done: list[str] = []
    for name, one in list(deeds._deeds.items()):
        deeds._deeds[name] = replace(
            one, do=lambda act: done.append(act.name), inverse=lambda _: None, words=lambda _: ""
        )
    return done


def shown(act: Act) -> str:
    return f"{act.name} {act.arguments['do']}" if act.arguments else act.name


def test_every_act_the_code_names_is_known_at_the_gate(tmp_path: Path) -> None:
    known = {*gate(tmp_path).known, *OF_THE_TALK, UNDO}
    for folder in ("assistant", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text("utf-8")
            for node in ast.walk(ast.parse(text)) if "Act(" in text else ():
                calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                if calls and node.func.id == "Act" and node.args:
                    name = _named(node.args[0], path)
                    assert name is None or name in known, f"{name} in {path.name}"


def _named(first: ast.expr, path: Path) -> str | None:
    """The name of the act, where it stands in the code."""
    match first:
        case ast.Constant(value=str(name)):
            return name
        case ast.Name(id=constant) if constant.isupper():
            where = path.relative_to(ROOT).as_posix().removesuffix(".py").replace("/", ".")
            return str(getattr(importlib.import_module(where), constant))
        case _:
            return None


def test_the_table_of_all_acts(tmp_path: Path) -> None:
    """A doubtful request is read back, one that began while she spoke too where it takes something
    away; with words of others in the turn only a yes on the screen does it.
    """
    deeds = gate(tmp_path)
    poor = Heard("do it", NOON, confidence=SURE - 0.01)
    over = Heard("do it", NOON, over_her=True)
    rows = []
    for act, tier in every_act(deeds):
        rows.append(
            (
                shown(act), int(tier),
                read_back(Reply("Done.", act), "skill", poor).act is None,
                read_back(Reply("Done.", act), "skill", over).act is None,
            )
        )  # fmt: skip
    print(f"{len(rows)} acts; tier, read back when heard poorly, when begun while she spoke")
    for name, tier, poorly, over_her in rows:
        print(f"  {name:24} {tier}  {'read back' if poorly else '-':9}  {'read back' if over_her else '-'}")  # fmt: skip
    assert len(rows) > 60
    by_hand = {"letter_show", "letter_revise", "decision_show", "private", "rename", "call_me"}
    unasked = {name for name, tier, poorly, _ in rows if tier and not poorly} - by_hand
    assert not unasked, "heard poorly, it must be read back"
    loose = {name for name, tier, _, over_her in rows if tier is Tier.CONFIRMED and not over_her}
    assert not loose, "what needs a yes on the screen is not even asked for on her own words"


def test_nothing_is_done_with_words_of_others_but_what_changes_nothing(tmp_path: Path) -> None:
    deeds = gate(tmp_path)
    done = spied(deeds)
    for act, tier in every_act(deeds):
        done.clear()
        deeds.perform(replace(act, tainted=True))
        assert done == ([act.name] if tier is Tier.FREE else []), shown(act)
        if tier is not Tier.FREE:
            assert deeds.waiting is not None
            deeds.answer(deeds.waiting.number, yes=True)
            assert done == [act.name]


def test_what_destroys_waits_for_the_screen(tmp_path: Path) -> None:
    deeds = gate(tmp_path)
    done = spied(deeds)
    for act, tier in every_act(deeds):
        done.clear()
        deeds.perform(act)
        assert done == ([] if tier is Tier.CONFIRMED else [act.name]), shown(act)


def test_forgetting_with_words_of_others_in_the_turn_is_asked_with_its_number(
    tmp_path: Path,
) -> None:
    deeds = gate(tmp_path)
    deeds.perform(Act("memory", {"do": "forget", "memories": "3 4 5"}, tainted=True))
    assert deeds.waiting is not None
    assert deeds.waiting.words == "forgetting 3 memories and what was said of it"


def test_to_forget_much_waits_for_the_screen(tmp_path: Path) -> None:
    deeds = gate(tmp_path)
    done = spied(deeds)
    for count in (CLICK_ABOVE, CLICK_ABOVE + 1):
        ids = " ".join(map(str, range(1, count + 1)))
        deeds.perform(Act("memory", {"do": "forget", "memories": ids}))
    assert done == ["memory"]
    assert deeds.waiting is not None
    deeds.answer(deeds.waiting.number, yes=False)
    assert done == ["memory"]


@pytest.mark.parametrize(
    ("count", "said"), [(CLICK_ABOVE, "It is forgotten."), (CLICK_ABOVE + 1, "on the screen")]
)
def test_she_does_not_say_it_is_forgotten_before_the_click(
    tmp_path: Path, count: int, said: str
) -> None:
    settings = SettingsFile.load(tmp_path)
    keeping = Keeping(
        tmp_path, lambda: settings.now, lambda: NOON, lambda _fact: None, Store(tmp_path)
    )
    keeping.diary.asked = tuple(range(1, count + 1))
    talk = Talk(settings.now, History(), Wording(persona.load(), Random(1)))
    reply = answered(keeping.diary, "Yes, do it.", talk)
    assert reply is not None
    assert said in reply.text
    assert reply.act is not None
    assert len(str(reply.act.arguments["memories"]).split()) == count


def test_where_the_desk_cannot_be_read_the_gate_stands_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "undo.jsonl").mkdir()
    settings = SettingsFile.load(tmp_path)
    errands = Errands(tmp_path, lambda: NOON, lambda _fact: None, lambda _text: 1)
    assert errands.desk is None
    keeping = Keeping(
        tmp_path, lambda: settings.now, lambda: NOON, lambda _fact: None, Store(tmp_path)
    )
    growth = Growth(tmp_path, settings, lambda: NOON, lambda _fact: None)
    teach(errands.deeds, settings, growth, keeping.diary)
    errands.perform(Act("quieter", {"volume": 0.4}))
    assert settings.now.volume == 0.4
    errands.perform(Act("rename", {"name": "Eve"}, tainted=True))
    assert settings.now.her_name == "OS1"
    assert errands.waiting is not None
    assert errands.waiting.words == "changing the setting 'her name' to 'Eve'"
    with pytest.raises(Trouble):
        errands.perform(Act("volume", {"volume": 7.0}))
    assert not deskless().journal.entries


@pytest.mark.parametrize(
    ("answer", "does"),
    [
        pytest.param(Heard("yes", NOON), True, id="a yes after the question"),
        pytest.param(Heard("yes", NOON, over_her=True), False, id="a yes into her question"),
        pytest.param(Heard("yes", NOON, typed=True), True, id="typed"),
        pytest.param(Heard("yes", NOON, confidence=SURE_YES - 0.1), False, id="hardly heard"),
    ],
)
def test_a_yes_counts_for_what_takes_away_only_when_she_is_silent(
    answer: Heard, does: bool
) -> None:
    act = Act("memory", {"do": "forget", "memories": "1"})
    told = settled(Doubted(Reply("Forgotten.", act), "skill:memory"), answer)
    assert told is not None
    assert (told[0].act == act) is does


def test_what_takes_away_is_also_a_change() -> None:
    for name in ("list_delete", "retire", "tool_use", "undo", "event_skip", "letter_send"):
        assert takes_away(Act(name))
        assert changes(Act(name))
    assert not takes_away(Act("reminder_set"))
    assert not takes_away(Act("memory", {"do": "ask_forget"}))


def test_nobody_goes_round_the_gate() -> None:
    """What does an act is called by its deed alone."""
    round_it = re.compile(r"\b(?:growth|diary|acts)\.perform\(|import perform\b|_deeds\b.*\.do\(")
    for folder in ("assistant", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name not in {"acting.py", "deeds.py"}:
                assert not round_it.search(path.read_text("utf-8")), path.name
