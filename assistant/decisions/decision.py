"""A decision as a value, and the questions that help to make it. Pure."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

MOST_OPTIONS, MOST_POINTS = 6, 60
LONGEST = 300  # characters of one answer


class Step(StrEnum):
    """What is asked next."""

    OPTIONS = "options"
    MATTERS = "matters"
    FOR = "for"
    AGAINST = "against"
    COUNTER = "counter"
    DATE = "date"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Point:
    """What speaks for or against option number `option`, in the person's own words."""

    option: int
    good: bool
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`at` is the option being weighed; `ask_on` an ISO date or ""; `outcome` how it turned out."""

    question: str
    options: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    step: Step = Step.OPTIONS
    at: int = 0
    reply: str = ""  # to the counter-argument
    ask_on: str = ""
    outcome: str = ""

    def said(self, option: int, *, good: bool) -> tuple[str, ...]:
        """The points for or against an option."""
        return tuple(p.words for p in self.points if p.option == option and p.good is good)

    def balance(self, option: int) -> int:
        return len(self.said(option, good=True)) - len(self.said(option, good=False))

    @property
    def leaning(self) -> int | None:
        """The option with the most for it; None when two are level."""
        if not self.options:
            return None
        ranked = sorted(range(len(self.options)), key=self.balance, reverse=True)
        level = len(ranked) > 1 and self.balance(ranked[0]) == self.balance(ranked[1])
        return None if level else ranked[0]


_NOTHING = re.compile(
    r"(?i)(?:no|nothing|none|nope|not really|i don't know|no idea|that's (?:all|it)|skip(?: it)?|nothing (?:else|really|comes to mind)|can't think of anything)[.! ]*"
)


def begun(about: str) -> Decision:
    """From what the decision is said to be about: "whether to move to Leeds or stay"."""
    plain = " ".join(about.split()).strip(" .?!,")
    options = options_in(plain)
    question = plain[:LONGEST]
    if len(options) < 2:
        return Decision(question)
    return Decision(question, options, step=Step.MATTERS)


def options_in(words: str) -> tuple[str, ...]:
    """The options named: "between tea and coffee", "to go or to stay"; a lone one gets "leave it as it is"."""
    plain = " ".join(words.split()).strip(" .?!,")
    if found := re.fullmatch(r"(?i)(?:(?:i can|it's|it is) )?(?:either |between )(.+)", plain):
        return _cut(found[1], r",? (?:and|or) (?:then )?|, ")
    bare = re.sub(
        r"(?i)^(?:about |on )?(?:whether (?:or not )?(?:i should |we should |to )|if (?:i|we) should |should (?:i|we) |whether )",
        "",
        plain,
    )
    whether = bare != plain
    found_options = _cut(
        bare,
        r",? or (?:rather |else )?(?:to |i (?:could|should) )?|, (?=\S+(?: \S+){0,6}(?:,| or ))",
    )
    if len(found_options) < 2 and whether:
        return (*found_options, "leave it as it is")
    if len(found_options) == 2 and found_options[1].lower() in {"not", "don't", "no"}:
        return (found_options[0], "leave it as it is")
    return found_options if len(found_options) > 1 else ()


def _cut(words: str, where: str) -> tuple[str, ...]:
    parts = (
        re.sub(r"(?i)^(?:to|either|or|and|i could|i can|maybe|perhaps) ", "", part.strip(" .,"))
        for part in re.split(where, words)
    )
    return tuple(dict.fromkeys(part[:LONGEST] for part in parts if part))[:MOST_OPTIONS]


def things_in(words: str) -> tuple[str, ...]:
    """Several things said in one breath; none for "nothing really"."""
    plain = " ".join(words.split()).strip(" .!,")[:LONGEST]
    if not plain or _NOTHING.fullmatch(plain):
        return ()
    parts = re.split(
        r"(?i)[;.] +|, (?:and |but )?(?:also |that )?|,? and (?:also|then) | and (?=(?:i|i'm|i'd|it|it's|we|my|the|that|there|they|he|she) )",
        plain,
    )
    return tuple(part.strip(" .,") for part in parts if part.strip(" .,"))


def answered(decision: Decision, words: str) -> Decision:
    """The decision after an answer to what its step asks. DATE is answered with `dated`."""
    match decision.step:
        case Step.OPTIONS:
            named = options_in(words) or things_in(words)
            options = tuple(dict.fromkeys((*decision.options, *named)))[:MOST_OPTIONS]
            return replace(
                decision, options=options, step=Step.MATTERS if len(options) > 1 else Step.OPTIONS
            )
        case Step.MATTERS:
            return replace(decision, matters=things_in(words), step=Step.FOR, at=0)
        case Step.FOR:
            return replace(_weighed(decision, words, good=True), step=Step.AGAINST)
        case Step.AGAINST:
            after = _weighed(decision, words, good=False)
            if decision.at + 1 < len(decision.options):
                return replace(after, step=Step.FOR, at=decision.at + 1)
            return replace(after, step=Step.COUNTER)
        case Step.COUNTER:
            return replace(decision, reply=words[:LONGEST], step=Step.DATE)
        case Step.DATE | Step.DONE:
            return decision


def dated(decision: Decision, ask_on: str) -> Decision:
    """With the day to ask how it turned out, "" for none."""
    return replace(decision, ask_on=ask_on, step=Step.DONE)


def _weighed(decision: Decision, words: str, *, good: bool) -> Decision:
    new = tuple(Point(decision.at, good, one) for one in things_in(words))
    return replace(decision, points=(*decision.points, *new)[:MOST_POINTS])


def question(decision: Decision) -> str:
    """What she asks now, one thing."""
    match decision.step:
        case Step.OPTIONS if decision.options:
            return f"{_first(decision.options[0])}, or what else?"
        case Step.OPTIONS:
            return "What are the options?"
        case Step.MATTERS:
            return f"{_listed(decision.options)}. What matters most to you in this?"
        case Step.FOR:
            return f"What speaks for this: {decision.options[decision.at]}?"
        case Step.AGAINST:
            return "And what speaks against it?"
        case Step.COUNTER:
            return counter(decision)
        case Step.DATE:
            return "It's yours to decide. When shall I ask you how it turned out?"
        case Step.DONE:
            return ""


def counter(decision: Decision) -> str:
    """One honest counter-argument to where the person leans, in their own words where there are any."""
    lean = decision.leaning
    if lean is None:
        mattered = decision.matters[0] if decision.matters else ""
        if mattered:
            return f"By your own points they are level. You said “{mattered}” matters. Which of them would serve that less?"
        return "By your own points they are level. If a coin chose, which side would you be sorry to see?"
    option = decision.options[lean]
    against = decision.said(lean, good=False)
    if against:
        return f"You lean towards this, by what you've said: {option}. Against it you said “{against[0]}”. What if that weighs more than you think?"
    others = [p.words for p in decision.points if p.good and p.option != lean]
    if others:
        return f"You lean towards this, by what you've said: {option}. But it gives up “{others[0]}”. Could you do without that?"
    return f"You've said nothing against this: {option}. If you regretted it in a year, what would have been the reason?"


def verdict(decision: Decision) -> str:
    """Only when asked: what the person's own points come to, no more."""
    tallies = [
        f"{option}: {_count(decision.said(i, good=True), 'for')}, {_count(decision.said(i, good=False), 'against')}"
        for i, option in enumerate(decision.options)
    ]
    lean = decision.leaning
    told = f"I can only go by your own words. {'; '.join(map(_first, tallies))}."
    if lean is None:
        return f"{told} They're level, so I'd not pretend to know."
    matter = (
        f" You put “{decision.matters[0]}” first, so ask yourself whether it serves that."
        if decision.matters
        else ""
    )
    return f"{told} I'd say this one: {decision.options[lean]}.{matter} It's still yours to decide."


def summary(decision: Decision) -> str:
    """What has been said so far."""
    parts = [f"You are deciding {_about(decision.question)}."]
    if decision.matters:
        parts.append(f"What matters to you: {', '.join(decision.matters)}.")
    for i, option in enumerate(decision.options):
        good, bad = decision.said(i, good=True), decision.said(i, good=False)
        if good or bad:
            sides = [
                f"for it, {'; '.join(good)}" if good else "",
                f"against it, {'; '.join(bad)}" if bad else "",
            ]
            parts.append(f"{_first(option)}: {', '.join(filter(None, sides))}.")
    if decision.outcome:
        parts.append(f"How it turned out: {decision.outcome}.")
    return " ".join(parts)


def _about(words: str) -> str:
    return (
        words
        if re.match(r"(?i)(?:about|whether|if|between|on|should)\b", words)
        else f"about {words}"
    )


def _count(points: tuple[str, ...], side: str) -> str:
    return f"{len(points) or 'nothing'} {side}"


def _listed(options: tuple[str, ...]) -> str:
    return _first(f"{', '.join(options[:-1])} or {options[-1]}")


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def as_record(decision: Decision) -> dict[str, Any]:
    return asdict(decision)


def from_record(record: dict[str, Any]) -> Decision:
    """The decision in a record. Raises ValueError, KeyError or TypeError for anything that is none."""
    texts = {key: str(record.get(key, "")) for key in ("question", "reply", "ask_on", "outcome")}
    points = tuple(
        Point(int(p["option"]), bool(p["good"]), str(p["words"])) for p in record["points"]
    )
    return Decision(
        options=tuple(map(str, record["options"])), matters=tuple(map(str, record["matters"])),
        points=points, step=Step(record["step"]), at=int(record["at"]), **texts,
    )  # fmt: skip
