"""Who is spoken of: "my sister Anna", "my boss", "Tom", and whom "he" and "she" mean. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.dialogue import english, topics
from assistant.dialogue.english import listed


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody spoken of. `label` is how she says it: "Anna" or "your boss"."""

    label: str
    relation: str = ""
    aside: bool = False  # only the owner of what is spoken of: "my dad's birthday"

    def may_be(self, *, he: bool) -> bool:
        """Whether "he" (else "she") can mean this person, as far as the relation tells."""
        last = self.relation.rsplit(" ", 1)[-1]
        return last not in (_WOMEN if he else _MEN)


_MEN = frozenset(
    listed("brother father dad son husband boyfriend uncle grandfather grandpa nephew landlord")
)
_WOMEN = frozenset(
    listed(
        "sister mother mom mum daughter wife girlfriend aunt grandmother grandma granny niece landlady"
    )
)


def same_person(one: Person | None, other: Person | None) -> bool:
    if one is None or other is None:
        return False
    return one.label == other.label or (bool(one.relation) and _kin(one) == _kin(other))


def _kin(one: Person) -> str:
    """ "sister" of "your little sister"."""
    return one.relation.rsplit(" ", 1)[-1]


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
    r"\b(?:(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) name(?: is|'s|'s| was)|(?:[Hh]e|[Ss]he)(?:'s| is) (?:called|named)) (?P<name>[A-Z][a-zé'-]+)"
)
_HE_OR_SHE = re.compile(r"\b(?:(?P<he>he|him|his)|she|her|hers)(?:'s|'d|'ll)?\b")
_ASKS = re.compile(r"(?i)(?:and |so )?(?:what|who|whose|where|when|how|which)\b")
_OWNS = re.compile(
    r"'s (?!(?:not|been|gone|a|an|the|so|very|in|on|at|my|always|\w{3,}ing|\w+ed)\b)[a-z]+"
)
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
        of = known[0] if known else None
        return Person(found["name"], (of.relation or of.label) if of else "")
    if found := _OF_MINE.search(text):
        relation = "your " + found["relation"].lower()
        name = found["name"]
        if name and _is_name(name):
            return Person(name, relation)
        kin = relation.rsplit(" ", 1)[-1]
        again = (one for one in known if one.relation and _kin(one) == kin)
        aside = bool(_OWNS.match(text, found.end())) and not _ASKS.match(text)
        return replace(next(again, Person(relation, relation)), aside=aside)
    for one in _NAMED.finditer(text):
        name = one["first"] or one["later"]
        if _is_name(name):
            return next((person for person in known if person.label == name), Person(name))
    named = set(re.findall(r"\b[A-Z][\w'-]*?(?='s\b|\b)", text))
    if called := next((one for one in known if one.label in named), None):
        return called
    if found := _ANIMAL.search(text):
        relation = "the " + found["relation"].lower()
        return next(
            (person for person in known if person.relation.endswith(found["relation"].lower())),
            Person(relation, relation),
        )
    if found := _HE_OR_SHE.search(text.lower()):
        he = bool(found["he"])
        fitting = [one for one in known if one.may_be(he=he)]
        surely = [one for one in fitting if not one.may_be(he=not he)]  # a name alone tells less
        spoken = [one for one in (*surely, *fitting) if not one.aside]
        return next(iter((*spoken, *fitting)), None)
    return None


def _is_name(name: str) -> bool:
    low = name.lower()
    common = low in _NOT_NAMES or low in english.STOP or low in english.VERBS or low.endswith("ing")
    return not common and not topics.topic_of(low)[0]
