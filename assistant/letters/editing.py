"""Revise a letter by a command: the new letter and what was changed, or why nothing was. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from assistant.letters import proof, tone
from assistant.letters.commands import (
    Add,
    Change,
    Close,
    Command,
    Cut,
    Drop,
    Edited,
    Greet,
    Head,
    Join,
    NthParagraph,
    Part,
    Proofread,
    Put,
    Retone,
    Rewrite,
    StartAgain,
    Unclear,
    Where,
    Which,
)
from assistant.letters.finding import Missing, changed, matches, number_of, ordinal, paragraph_of
from assistant.letters.letter import MOST_SENTENCES, Letter
from assistant.letters.sentences import finished, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

Outcome = tuple[Letter, Edited | Unclear]


def apply(letter: Letter, command: Command) -> Outcome:
    """The letter after `command`; the same letter beside an Unclear. Never raises for any words."""
    try:
        return _applied(letter, command)
    except Missing as missing:
        return letter, Unclear(str(missing))


def _applied(letter: Letter, command: Command) -> Outcome:
    match command:
        case Add(paragraphs=paragraphs):
            return _added(letter, paragraphs)
        case Drop(where=where):
            return _dropped(letter, where)
        case Cut(words=words, which=which):
            return _replaced(letter, words, "", which, command)
        case Change(old=old, new=new, which=which):
            return _replaced(letter, old, new, which, command)
        case Rewrite(where=where, words=words):
            number = number_of(letter, where)
            texts = tuple(filter(None, map(finished, sentences(words))))
            if not texts:
                return letter, Unclear("What shall it say instead?")
            said = f"I rewrote the {ordinal(number)} sentence"
            at = tuple(range(number, number + len(texts)))
            return letter.with_sentence(number, *texts), Edited((said,), at)
        case Put():
            return _put(letter, command)
        case Part(anchor=anchor, after=after):
            return _parted(letter, number_of(letter, anchor) + after)
        case Join(number=number):
            return _joined(letter, number)
        case Greet(greeting=greeting):
            line = f"{greeting.strip(' ,.!')},"
            return replace(letter, greeting=line), Edited((f"it begins with “{line}”",))
        case Close(closing=closing, name=name):
            line = f"{closing.strip(' ,.!')}," if closing.strip(" ,.!") else letter.closing
            signed = name.strip(" ,.!") or letter.name
            ending = " ".join(filter(None, (line, signed)))
            new_letter = replace(letter, closing=line, name=signed)
            return new_letter, Edited((f"it ends with “{ending}”",))
        case Head(subject=subject, address=address):
            return _headed(letter, subject, address)
        case Retone(tone=wanted):
            return tone.retoned(letter, wanted)
        case StartAgain():
            return replace(letter, paragraphs=()), Edited(("the page is empty again",))
        case Proofread():
            return proof.proofread(letter)
        case _:
            assert_never(command)


def _added(letter: Letter, paragraphs: tuple[tuple[str, ...], ...]) -> Outcome:
    count = sum(map(len, paragraphs))
    before = len(letter.sentences)
    if not count:
        return letter, Unclear("What shall I write?")
    if before + count > MOST_SENTENCES:
        return letter, Unclear(f"The letter is full: it has {before} sentences.")
    at = tuple(range(before, before + count))
    return letter.followed(paragraphs), Edited(("I wrote that down",), at)


def _dropped(letter: Letter, where: Where) -> Outcome:
    if isinstance(where, NthParagraph):
        row = paragraph_of(letter, where)
        told = f"the {ordinal(row)} paragraph is gone"
        return letter.with_paragraph(row, ()), Edited((told,))
    number = number_of(letter, where)
    gone = letter.sentences[number]
    return letter.with_sentence(number), Edited((f"I dropped “{gone}”",))


def _replaced(letter: Letter, old: str, new: str, which: Which, command: Cut | Change) -> Outcome:
    found = matches(letter, old)
    if not found:
        return letter, Unclear(f"I can't find “{old}” in the letter, so nothing is changed.")
    if len(found) > 1 and which is Which.ASK:
        places = "both times" if len(found) == 2 else f"all {len(found)} times"
        question = (
            f"“{old}” is there {_times(len(found))}. {places.capitalize()}, or only the first one?"
        )
        return letter, Unclear(question, command)
    chosen = {Which.FIRST: found[:1], Which.LAST: found[-1:]}.get(which, found)
    after = changed(letter, chosen, new)
    if after == letter:
        return letter, Unclear(f"It says “{old}” already.")
    often = f" {_times(len(chosen))}" if len(chosen) > 1 else ""
    said = f"I changed “{old}” to “{new}”{often}" if new else f"I took out “{old}”{often}"
    same = len(after.sentences) == len(letter.sentences)
    at = tuple(sorted({place.number for place in chosen if place.number >= 0})) if same else ()
    return after, Edited((said,), at)


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _put(letter: Letter, command: Put) -> Outcome:
    anchor = None if command.anchor is None else number_of(letter, command.anchor)
    if isinstance(command.what, str):
        texts = tuple(filter(None, map(finished, sentences(command.what))))
        if not texts:
            return letter, Unclear("What shall I put there?")
        target = len(letter.sentences) if anchor is None else anchor + command.after
        new = _beside(letter, target, texts, after=command.after)
        at = tuple(range(target, target + len(texts)))
        return new, Edited((f"I put in “{' '.join(texts)}”",), at)
    number = number_of(letter, command.what)
    if anchor == number:
        return letter, Unclear("That is where it stands already.")
    moved = letter.sentences[number]
    target = len(letter.sentences) if anchor is None else anchor + command.after
    target -= number < target
    new = _beside(letter.with_sentence(number), target, (moved,), after=command.after)
    if new == letter:
        return letter, Unclear("That is where it stands already.")
    return new, Edited((f"I moved “{moved}”",), (target,))


def _beside(letter: Letter, target: int, texts: Iterable[str], *, after: bool) -> Letter:
    """`texts` before sentence `target`; put after a sentence they stay in its paragraph."""
    if after and 0 < target <= len(letter.sentences):
        before = letter.sentences[target - 1]
        return letter.with_sentence(target - 1, before, *texts)
    return letter.inserted(target, *texts)


def _parted(letter: Letter, number: int) -> Outcome:
    """A new paragraph begins with sentence `number`."""
    if number >= len(letter.sentences):
        return letter, Unclear("There is no sentence after that one.")
    row, at = letter.place(number)
    if at == 0:
        return letter, Unclear("A paragraph begins there already.")
    paragraph = letter.paragraphs[row]
    rows = (*letter.paragraphs[:row], paragraph[:at], paragraph[at:], *letter.paragraphs[row + 1 :])
    told = f"a new paragraph begins with “{paragraph[at]}”"
    return replace(letter, paragraphs=rows), Edited((told,))


def _joined(letter: Letter, number: int) -> Outcome:
    row = paragraph_of(letter, NthParagraph(number))
    if row == 0:
        return letter, Unclear("There is no paragraph before the first one.")
    rows = letter.paragraphs
    joined = (*rows[: row - 1], rows[row - 1] + rows[row], *rows[row + 1 :])
    return replace(letter, paragraphs=joined), Edited(("the two paragraphs are one",))


def _headed(letter: Letter, subject: str, address: str) -> Outcome:
    if address:
        if not re.fullmatch(
            r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+", address
        ):
            return letter, Unclear("That doesn't look like an e-mail address. Could you type it?")
        return replace(letter, address=address), Edited((f"it goes to {address}",))
    line = " ".join(subject.split()).strip(" .")
    if not line:
        return letter, Unclear("What is the subject?")
    return replace(letter, subject=line[:1].upper() + line[1:]), Edited(
        (f"the subject is “{line}”",)
    )
