"""Read one turn: what kind of thing was said, about what, whom and with what feeling. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue import english, topics
from assistant.dialogue.feelings import feeling_in, mood_of
from assistant.dialogue.frames import Frame, frame_of
from assistant.dialogue.kinds import kind_in
from assistant.dialogue.people import Person, person_in
from assistant.dialogue.phrases import (
    MOST_WORDS,
    asked_thing,
    chief_clause,
    has_verb,
    lower_first,
    tail_of,
    thing_in,
    trimmed,
    turned,
)
from assistant.dialogue.said import Kind, Said


def understand(text: str, known: tuple[Person, ...] = ()) -> Said:
    """What `text` (cleaned) says; `known` are the people spoken of so far, latest first."""
    whole = " ".join(text.split())
    low = whole.lower().strip(" .!,;")
    words = english.content_words(whole)
    person = person_in(whole, known)
    topic, hit = topics.topic_of(low)
    base = Said(
        whole, Kind.TOLD, person=person, topic=topic, hit=hit, mood=mood_of(low), words=words
    )
    kind, detail, about = kind_in(whole, low)
    if kind is not Kind.TOLD:
        return _with(
            base, kind=kind, detail=detail, thing=asked_thing(about or whole), base=turned(about)
        )
    return _told(base)


def _told(said: Said) -> Said:
    """Fill in frame, clause and objects of something told."""
    clause = chief_clause(said.text)
    words = english.words_of(clause)
    if not words:
        return _with(said, kind=Kind.FRAGMENT)
    if found := re.fullmatch(
        r"(?i)(?:it's|it is|it was|that's|that was|mostly|mainly) (?P<rest>(?:about|because of|mostly|the|my|for|from|with|at|in|on) .+)",
        clause,
    ):
        words = english.words_of(found["rest"])
        rest = english.flipped(found["rest"])
        return _with(said, kind=Kind.FRAGMENT, you=rest, thing=thing_in(words))
    feeling = feeling_in(said.text)
    thing = thing_in(words) or thing_in(english.words_of(said.text))
    of_me = english.speaks_to_her(words)  # said back it would be about her: nobody talks so
    you = english.flipped(clause) if len(words) <= MOST_WORDS and not of_me else ""
    tail = "" if of_me else tail_of(clause)
    said = _with(said, you=lower_first(you), thing=thing, feeling=feeling, tail=tail)
    frame, base = frame_of(clause, feeling, said.person)
    base = "" if of_me else base
    if frame is Frame.OTHER and len(words) <= 6 and not has_verb(words):
        return _with(said, kind=Kind.FRAGMENT, you=lower_first(english.flipped(clause)))
    if frame in _BASE_IS_THING:
        somebody = said.person.label if said.person and base in _PRONOUNS else ""
        said = _with(said, thing=somebody or trimmed(base) or thing)
    return _with(said, frame=frame, base=base)


_PRONOUNS = frozenset(("him", "her", "them", "him so much", "her so much"))
_BASE_IS_THING = {Frame.LOVE, Frame.HATE, Frame.MISS, Frame.HAVE, Frame.BEGAN, Frame.STOPPED}


def _with(said: Said, **changes: object) -> Said:
    return replace(said, **changes)  # type: ignore[arg-type]
