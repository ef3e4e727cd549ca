"""How well she answers: plays the scripted talks and scores every reply by rule; transcripts to read.

`run(mind)`: "scripted", "local" or a server's address. With a model a fixed sample of the talks is
played unless `every` is set: about four minutes on two cores. The person speaks: all but their last
two words are read ahead, as in life.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
import statistics
import time
from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.dialogue import guard, persona
from assistant.dialogue.english import content_words, plain, stem, stems
from assistant.dialogue.faults import reads_like_a_page
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.minds.worded import Worded
from assistant.dialogue.skills import all_skills
from assistant.dialogue.text import sentences
from assistant.ports import Clause, Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from assistant.dialogue.minds.port import LanguageMind
    from assistant.ports import Mind

ROOT = Path(__file__).resolve().parent.parent.parent
TALKS = ROOT / "tests" / "data" / "corpora" / "talks"
BUDGET_S = 200.0  # so long new talks are begun with a model
WITHIN = 20  # replies in which no sentence comes twice
LONG_WORDS = 60
FEW = 20  # new tokens
SUNDAY = dt.datetime(2026, 11, 22, 20, 5, tzinfo=dt.UTC)
_MEMORY = re.compile(
    r"\b(?:as|like|what) you (?:told|said|mentioned)|\byou(?:'ve| have)? (?:told me|mentioned)|\bi remember|\blast time (?:we|you)|\bwe (?:talked|spoke|met)|\byesterday (?:we|you|i)\b",
    re.IGNORECASE,
)
_SHORT = 3  # a sentence of fewer words may come again: "I see.", "Mm."


@dataclass
class Turn:
    heard: str
    said: str
    by: str
    first_ms: int
    first_token_ms: int | None
    prompt_n: int | None
    judged: bool  # on the point counts here
    point: bool
    passed: int = 0
    faults: tuple[str, ...] = ()
    dropped: str = ""
    move: str = ""
    wrong: list[str] = field(default_factory=list)


@dataclass
class Played:
    name: str
    kind: str
    turns: list[Turn]


def on_the_point(reply: str, by: str, turns: Iterable[str]) -> bool:
    """Done by a skill or by safety, or carrying a content word of the person's last two turns."""
    heard = {stem(word) for turn in turns for word in content_words(turn)}
    rules = by.startswith(("skill:", "safety"))
    return rules or any(stem(word) in heard for word in content_words(reply))


def talks() -> list[tuple[str, str, list[str]]]:
    """Name, kind and lines of each; in an order in which any first part is a fair sample."""
    found = []
    for path in sorted(TALKS.glob("*.txt")):
        first, *lines = path.read_text("utf-8").splitlines()
        found.append((path.stem, first.removeprefix("# kind: "), [x for x in lines if x.strip()]))
    random.Random(4).shuffle(found)
    return found


def run(
    mind: str = "scripted", *, every: bool = False, out: Path | None = None
) -> dict[str, object]:
    """Shares are of replies unless they say otherwise; times are milliseconds."""
    played = asyncio.run(_played(mind, every=every))
    figures = scored(played)
    name = re.sub(r"\W+", "-", mind).strip("-")
    folder = out or ROOT / "artifacts" / f"mind-{name}"
    write(played, figures, folder)
    print(f"mind {mind}: {figures['talks']} talks, {figures['replies']} replies")
    for key, value in figures.items():
        print(f"  {key:<34} {value}")
    print(f"  transcripts in {folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder}")
    return figures


async def _played(name: str, *, every: bool) -> list[Played]:
    began, found = time.monotonic(), []
    async for mind, model in _mind(name):
        for title, kind, lines in talks():
            if model is not None and not every and time.monotonic() - began > BUDGET_S:
                break
            found.append(Played(title, kind, await _talk(lines, mind, model)))
    return found


async def _mind(name: str) -> AsyncIterator[tuple[Mind, LanguageMind | None]]:
    from assistant.minding import model_named

    model = await model_named(name)
    if model is None:
        yield Scripted(), None
        return
    relay = Relay([model])
    try:
        yield Worded(relay), model
    finally:
        await relay.close()
        await model.close()


async def _talk(lines: list[str], mind: Mind, model: LanguageMind | None) -> list[Turn]:
    manager = Manager(
        persona.load(), DEFAULTS.model_copy(update={"region": "US"}), mind, all_skills(),
        lambda: SUNDAY, random.Random(1),
    )  # fmt: skip
    manager.opening()
    turns: list[Turn] = []
    for at, line in enumerate(lines):
        if isinstance(mind, Worded):  # as in life: she reads while nobody speaks
            await mind.read_ahead(manager.ahead())
            if so_far := " ".join(line.split()[:-2]):
                await mind.read_ahead(manager.ahead(so_far))
        before = manager.sifted
        began, first, clauses = time.monotonic(), None, list[Clause]()
        async with aclosing(manager.answer(Heard(line, SUNDAY))) as coming:
            async for clause in coming:
                first = first if first is not None else time.monotonic() - began
                clauses.append(clause)
        said = " ".join(clause.text for clause in clauses)
        manager.was_said(said)
        by = clauses[-1].by if clauses else ""
        by = next((one.by for one in clauses if one.by.startswith("mind:")), by)
        worded = manager.sifted is not before
        timings = model.timings if model is not None and worded else None
        exchange = manager.history.exchanges[-1]
        turns.append(
            Turn(
                line, said, by, round((first or 0) * 1000),
                timings.first_token_ms if timings else None, timings.prompt_n if timings else None,
                judged=not by.startswith("safety"),
                point=on_the_point(said, by, lines[max(0, at - 1) : at + 1]),
                passed=manager.sifted.passed if worded else 0,
                faults=tuple(str(why) for why, _ in manager.sifted.dropped) if worded else (),
                dropped=" / ".join(text for _, text in manager.sifted.dropped) if worded else "",
                move=", ".join(exchange.move.keys[:2]) if exchange.move else "",
            )
        )  # fmt: skip
    _judge(turns)
    return turns


def _judge(turns: list[Turn]) -> None:
    """Write beside each reply what is wrong with it by rule."""
    lately: list[tuple[int, str]] = []
    known: set[str] = set()
    for at, turn in enumerate(turns):
        known |= stems(turn.heard)
        skill = turn.by.startswith(("skill:", "safety"))
        for sentence in sentences(turn.said):
            bare = plain(sentence)
            again = [then for then, one in lately if one == bare and at - then < WITHIN]
            asked_back = "nothing_told" in turn.move  # they wanted to hear it again
            if again and not skill and not asked_back and len(bare.split()) >= _SHORT:
                turn.wrong.append("repeats")
            lately.append((at, bare))
            if guard.objection(sentence) and not turn.by.startswith("safety"):
                turn.wrong.append("guard")
            if reads_like_a_page(sentence) and not skill:
                turn.wrong.append("style")
            told = stems(sentence) - stems("told mentioned remember talk last time")
            if _MEMORY.search(sentence) and not skill and len(told & known) * 2 < len(told):
                turn.wrong.append("invented memory")
        if turn.said.count("?") > 1 and not skill:
            turn.wrong.append("asks twice")
        if len(turn.said.split()) > LONG_WORDS and not skill:
            turn.wrong.append("long")
        if turn.judged and not turn.point:
            turn.wrong.append("off the point")
        if not turn.said:
            turn.wrong.append("silent")


def scored(played: list[Played]) -> dict[str, object]:
    turns = [turn for one in played for turn in one.turns]
    spoken = [turn for turn in turns if turn.judged]
    worded = [turn for turn in turns if turn.passed or turn.faults]
    wrong = Counter(what for turn in turns for what in set(turn.wrong))
    clauses = sum(turn.passed + len(turn.faults) for turn in worded)
    faults = Counter(what for turn in worded for what in turn.faults)
    talk = [turn for turn in spoken if not turn.by.startswith("skill:")]
    words = [len(turn.said.split()) for turn in talk]
    generated = [turn for turn in worded if turn.by.startswith("mind:")]
    figures: dict[str, object] = {
        "talks": len(played),
        "replies": len(turns),
        "on_the_point": _share(sum(turn.point for turn in spoken), len(spoken)),
        "on_the_point_by_kind": {
            kind: _share(
                sum(t.point for one in played if one.kind == kind for t in one.turns if t.judged),
                sum(t.judged for one in played if one.kind == kind for t in one.turns),
            )
            for kind in sorted({one.kind for one in played})
        },
        "by": dict(Counter(re.sub(r":.*", "", turn.by) for turn in turns)),
        "false_claims": wrong["guard"],
        "style_violations": wrong["style"],
        "invented_memories": wrong["invented memory"],
        "repeats_within_20": wrong["repeats"],
        "asks_share": _share(sum("?" in turn.said for turn in talk), len(talk)),
        "asks_twice": wrong["asks twice"],
        "too_long": wrong["long"],
        "silent": wrong["silent"],
        "words_median": statistics.median(words) if words else 0,
        "first_clause_ms_median": statistics.median([turn.first_ms for turn in turns]),
    }
    if worded:
        tokens = [turn.first_token_ms for turn in worded if turn.first_token_ms is not None]
        news = [turn.prompt_n for turn in worded if turn.prompt_n is not None]
        few = [
            t.first_token_ms or 0 for t in worded if t.prompt_n is not None and t.prompt_n <= FEW
        ]
        figures |= {
            "asked_the_model": len(worded),
            "worded_by_the_model": len(generated),
            "clauses_replaced": _share(sum(faults.values()), clauses),
            "why_replaced": dict(faults.most_common()),
            "own_line_instead": _share(len(worded) - len(generated), len(worded)),
            "first_token_ms_median": statistics.median(tokens) if tokens else None,
            "first_token_ms_worst": max(tokens, default=None),
            f"upto_{FEW}_new_share": _share(len(few), len(worded)),
            f"first_token_ms_upto_{FEW}_new": statistics.median(few) if few else None,
            "prompt_n_median": statistics.median(news) if news else None,
            "prompt_n_worst": max(news, default=None),
            "model_first_clause_ms_median": statistics.median([t.first_ms for t in worded]),
        }
    return figures


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def write(played: list[Played], figures: dict[str, object], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for one in played:
        lines = [f"# {one.name.replace('_', ' ')} ({one.kind})", ""]
        for turn in one.turns:
            notes = [turn.by, turn.move, *(f"!{what}" for what in turn.wrong), *turn.faults]
            lines += [f"**you** {turn.heard}", "", f"**her** {turn.said}", ""]
            if turn.dropped:
                lines += [f"<small>not said: {turn.dropped}</small>", ""]
            lines += [f"<small>{' · '.join(filter(None, notes))} · {turn.first_ms} ms</small>", ""]
        (folder / f"{one.name}.md").write_text("\n".join(lines), "utf-8")
    rows = [f"| {key} | {value} |" for key, value in figures.items()]
    table = "\n".join(["# Figures", "", "| what | value |", "|---|---|", *rows, ""])
    (folder / "_figures.md").write_text(table, "utf-8")
