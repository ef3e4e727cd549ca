"""Who is spoken of: "my sister Anna", "my boss", "Tom", and whom "he" and "she" mean. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialogue import english, topics
from assistant.dialogue.english import listed


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody spoken of. `label` is how she says it: "Anna" or "your boss"."""

    label: str
    relation: str = ""


_ANIMALS = "dog|cat|puppy|kitten|hamster|rabbit|parrot|horse"
_RELATION = (
    r"(?:(?:younger|older|elder|little|big|twin|best|old|new|late|dear|good|close|first|ex|former)[ -])?(?:sister|brother|"
    r"mother|mom|mum|father|dad|son|daughter|wife|husband|partner|girlfriend|boyfriend|friend|flatmate|roommate|"
    r"neighbou?r|boss|manager|colleague|co-?worker|teacher|aunt|uncle|cousin|grandmother|grandfather|grandma|grandpa|"
    r"granny|nephew|niece|ex|landlord|landlady|therapist|doctor|coach|fianc[eé]e?|crush|baby|kid|parents|kids|children|"
    rf"friends|colleagues|brothers|sisters|neighbou?rs|roommates|grandparents|{_ANIMALS})"
)
_OF_MINE = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur) (?P<relation>{_RELATION})\b(?!'s \w+'s)(?:(?:,| is|'s)? (?:called |named |name is )?(?P<name>[A-Z][a-zé'-]+))?"
)
_ANIMAL = re.compile(rf"\b[Tt]he (?P<relation>{_ANIMALS})\b")
_VERB_AFTER = (
    r"(?:and|called|said|told|came|is|was|has|had|wants|wanted|thinks|thought|asked|left|says|didn't|doesn't|never|"
    r"got|will|would|can|can't|keeps|lives|works|likes|loves|hates|helped|taught|moved|rang|texted|wrote|knows|knew)"
)
_NAMED = re.compile(
    rf"(?:^|[.!?,] )(?P<first>[A-Z][a-zé]+)(?= {_VERB_AFTER}\b)"
    r"|\b(?:with|to|from|for|about|met|saw|told|called|call|ring|miss|missed|love|hate|visit|visited|ask|asked|invite|invited|and|by|than) "
    r"(?P<later>[A-Z][a-zé]+)\b(?! [A-Z])"
)
_NAME_IS = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) name(?: is|'s|'s| was) (?P<name>[A-Z][a-zé'-]+)"
)
_HE_OR_SHE = re.compile(r"\b(?:he|she|him|her|he's|she's|he'd|she'd|he'll|she'll)\b")
_NOT_NAMES = frozenset(
    listed(
        """
    i it he she they we you the my a an this that there what who when where why how yes no well so
    but and or if not monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december christmas easter halloween english
    french spanish german italian japanese chinese latin london paris berlin tokyo rome york europe
    america england france germany spain italy japan god today yesterday tomorrow maybe nothing everything
    someone everyone nobody work lunch dinner python linux windows netflix youtube google okay sure fine
    thanks hello hi hey sorry please just like also then really actually life everybody people things
    """
    )
)


def person_in(text: str, known: tuple[Person, ...]) -> Person | None:
    """Whom `text` speaks of; `known` are those of the talk so far, latest first."""
    if found := _NAME_IS.search(text):
        return Person(found["name"], known[0].label if known else "")
    if found := _OF_MINE.search(text):
        relation = "your " + found["relation"].lower()
        name = found["name"]
        return Person(name, relation) if name and _is_name(name) else Person(relation, relation)
    for one in _NAMED.finditer(text):
        name = one["first"] or one["later"]
        if _is_name(name):
            return next((person for person in known if person.label == name), Person(name))
    if found := _ANIMAL.search(text):
        relation = "the " + found["relation"].lower()
        return next(
            (person for person in known if person.relation.endswith(found["relation"].lower())),
            Person(relation, relation),
        )
    if known and _HE_OR_SHE.search(text.lower()):
        return known[0]
    return None


def _is_name(name: str) -> bool:
    low = name.lower()
    common = low in _NOT_NAMES or low in english.STOP or low in english.VERBS or low.endswith("ing")
    return not common and not topics.topic_of(low)[0]
