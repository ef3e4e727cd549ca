"""Find in what somebody said what is worth keeping: who, which aspect, which value. Rules only, pure.

Questions, conditions, hearsay, jokes and guesses are passed over: what is not plainly told is not
kept. Each finding carries the sentence it was found in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.memory import relations
from assistant.memory.calendar import dated
from assistant.memory.kept import MOST_QUOTE, YOU, Found, Kind
from assistant.memory.naming import named
from assistant.memory.patterns import FORMS, JOBS, NOUNS, WHEN, Form
from assistant.memory.secrets import has_secret

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MOST_VALUE = 10  # words
MOST_FOUND = 12  # in one turn; a paste is no confession
SHE_MEANS = 0.8  # that "she" is the one spoken of last is inferred, not told

_BE_AFTER = (
    r"called|named|an?\b|the\b|in\b|from\b|allergic|turning|getting|moving|living|working|going|married|single|"
    r"vegan|vegetarian|pregnant|retired|diabetic|learning|studying|training|coming|afraid|scared|fond|into|my\b|"
    r"starting|flying|visiting|engaged|divorced|deaf|blind|terrified|saving|planning|left-handed|\d|on\b|at\b|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|recovering|seeing|meeting|really|very|now\b|keen"
)
_SHORT = (
    (re.compile(r"(?i)\bi'm\b"), "I am"), (re.compile(r"(?i)\bi've\b"), "I have"),
    (re.compile(r"(?i)\bi'd (?=like|love)"), "I would "), (re.compile(r"(?i)\bwe're\b"), "we are"),
    (re.compile(r"(?i)\bwe've\b"), "we have"),
    (re.compile(rf"(?i)\b(he|she|[\w-]+)'s (?=(?:{_BE_AFTER}))"), r"\1 is "),
    (re.compile(r"(?i)\b(he|she|[\w-]+)'s got\b"), r"\1 has got"),
)  # fmt: skip
_NOT_TOLD = re.compile(
    r"(?i)^(?:(?:and|but|so|or) )?(?:if|unless|imagine|suppose|what if|pretend|let's say|maybe|perhaps|i wish|i wonder|i think|i guess|i dreamed|i dreamt|"
    r"in my dream|once upon|when i was|as if|like if|do|does|did|is|are|was|were|can|could|would|will|should|have you|has|who|what|whose|where|when|why|how|which|just kidding|not that)\b"
    r"|\b(?:says?|said|told me|tells me|thinks?|thought|claims?|asked|believes|used to|would have|wouldn't|might|could be|isn't it|haha|just kidding|i'm joking|as a joke|supposedly|apparently|someone like|feels? like|"
    r"my character|in the (?:book|film|movie|story|game|show|song|novel|play)|no longer|any ?more)\b"
)
_FILL = re.compile(
    r"(?i)^(?:(?:well|so|okay|ok|oh|hey|hi|hello|um+|uh+|yes|yeah|no|and|but|also|then|because|anyway|actually|honestly|listen|look|you know what|you know|i mean|"
    r"guess what|to be honest|by the way|basically|right|sorry|please|(?:i )?forgot to (?:say|mention|tell you)|(?:just )?so you know|for the record|(?:did )?i (?:ever )?(?:tell|mention)(?: to)? you(?: that)?|i should (?:say|mention|tell you)(?: that)?|fun fact|"
    r"these days|nowadays|at the moment|right now|currently|at work|every time|of course|sadly|luckily|unfortunately|the thing is|(?:please )?(?:remember|don't forget|note|keep in mind|bear in mind|know)(?: that)?|(?:i (?:want|need|would like) you to (?:know|remember)(?: that)?)|i have to (?:say|admit|confess)(?: that)?|it's true(?: that)?|in fact)\b[\s,.:;!-]*)+"
)
_EXPLICIT = re.compile(
    r"(?i)^(?:(?:please|can you|could you|will you|i want you to|i'd like you to|okay|so|and) )*(?:remember|don't forget|keep in mind|bear in mind|make a note|note)(?: for me)?(?: that|:|,)? (?P<what>(?!me\b|when\b|this\b|that\b|it\b|to\b|how\b|the time\b).+)"
)
_ADVERBS = r"(?:(?:really|just|also|actually|still|now|only|even|recently|finally|currently|definitely|truly|absolutely|normally|since|both|already|sort of|kind of) )*"
_NAME = r"[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?"
_REL = relations.RELATION
_BARE = r"(?:mum|mom|dad|grandma|grandpa|granny|nan|grandad|mother|father)"
_WHO = (
    ("i", re.compile(rf"(?P<s>(?:I|we)) {_ADVERBS}(?P<rest>.+)", re.IGNORECASE)),
    ("noun", re.compile(rf"(?P<s>(?:my|our)) (?P<noun>{NOUNS}|favou?rite [\w ]{{2,30}}?|{_REL}'s (?:favou?rite [\w ]{{2,30}}?|{NOUNS})) (?:is|are|was) (?P<v>.+)", re.IGNORECASE)),
    ("rel", re.compile(rf"(?:[Mm]y|[Oo]ur) (?P<rel>(?i:{_REL}))(?:,? (?:called |named )?(?P<name>{_NAME}),?)? {_ADVERBS}(?P<rest>.+)")),
    ("named", re.compile(rf"(?P<name>{_NAME})(?P<noun>'s (?:{NOUNS}|favou?rite [\w ]{{2,30}}?)) (?:is|are|was) (?P<v>.+)")),
    ("bare", re.compile(rf"(?P<rel>(?i:{_BARE})) {_ADVERBS}(?P<rest>.+)")),
    ("name", re.compile(rf"(?P<name>{_NAME}),? (?:is|my) (?:my )?(?P<rel>{_REL})(?:[.,].*)?$")),
    ("he", re.compile(rf"(?P<s>(?:he|she|it)) {_ADVERBS}(?P<rest>.+)", re.IGNORECASE)),
    ("his", re.compile(rf"(?:his|her|its) (?P<noun>{NOUNS}|favou?rite [\w ]{{2,30}}?) (?:is|are|was) (?P<v>.+)", re.IGNORECASE)),
    ("any", re.compile(rf"(?P<name>{_NAME}) {_ADVERBS}(?P<rest>.+)")),
)  # fmt: skip
_NO_NAME = frozenset(
    """i it he she they we you the my a an this that there what who when where why how yes no well so but and or if not
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december christmas easter today yesterday tomorrow tonight maybe nothing everything someone everyone
    everybody nobody somebody people work life lunch dinner breakfast school god please thanks let our his her their its
    okay sure sometimes never always usually once then here now one some all every most many few both each another two
    just never other others home summer winter spring autumn london paris berlin rome england france germany italy
    spain america europe english french german spanish italian music coffee tea love money time being having going
    remember forget""".split()
)
_CUT = re.compile(
    r"(?i),(?= (?:it|they|that|this|these|i|he|she|we|you|so)\b).*$|,? (?:because|but|when|while|so|which|who|although|though|since (?=i|he|she|we)|if|after (?=i|he|she)|before (?=i|he|she)|and (?=(?:i|he|she|we|they|it|my|that|then)\b)|to be honest|you know|anyway|these days|nowadays|at the moment|"
    r"right now|i think|i guess|actually|honestly|though|too|as well|by the way|for now|of course|apart from that|thank you|thanks|please|haha|lol)\b.*$"
)
_EMPTY = frozenset(
    """it that this them him her you everything nothing something someone one things stuff me us myself all so
    that's how what here there fine good great okay busy tired well it's ok these those anything mine yours""".split()
)
_HEAD = re.compile(r"^(?:(?:that|so|very|really|just|also|quite|too|all|to|of|be|being) )+")


_IS_NAME = re.compile(rf"is (?:now )?(?P<v>(?:(?:Dr|Mr|Mrs|Ms)\.? )?{_NAME}(?: {_NAME})?)(?:, .*)?")
_ROUND = re.compile(r"(?i),? (?:with|since|for|near|together|on my own|all|now)\b.*$")


@dataclass(frozen=True, slots=True)
class _Subject:
    about: str
    says: str  # "you", "your sister", "Anna"
    name: str = ""
    confidence: float = 1.0

    @property
    def kind(self) -> Kind:
        return Kind.TOLD if self.confidence > SHE_MEANS else Kind.INFERRED


def found_in(text: str, today: date, last: str = "") -> tuple[Found, ...]:
    """What `text` tells. `last` is the person spoken of last ("Anna", "sister"), whom "she" means."""
    kept: dict[tuple[str, str, str], Found] = {}
    for sentence in re.split(r"(?<=[.!?…])\s+|\n+", " ".join(text.replace("’", "'").split())):
        if not sentence.strip() or sentence.rstrip(" \"')").endswith("?") or has_secret(sentence):
            continue
        quote = sentence.strip()[:MOST_QUOTE]
        before = len(kept)
        spoken = named(sentence, last)
        for one in _of_sentence(spoken, quote, today, last):
            kept.setdefault((one.about, one.aspect, one.value.lower()), one)
            last = one.name or one.about if one.about != YOU else last
        if len(kept) == before and (note := _note(sentence, quote)):
            kept.setdefault((YOU, "note", note.value.lower()), note)
        if not last or len(kept) == before:
            last = _mentioned(spoken) or last
    return tuple(kept.values())[:MOST_FOUND]


def told_plainly(sentence: str) -> bool:
    """It is no question, condition, hearsay, joke or guess, and holds no secret."""
    asks = sentence.rstrip(" \"')").endswith("?")
    return not (asks or has_secret(sentence) or any(map(_NOT_TOLD.search, _clauses(sentence))))


def mentioned(text: str) -> str:
    """The person `text` speaks of last: a name, or a relation; "" when it names nobody."""
    return _mentioned(named(text.replace("’", "'")))


def flipped(text: str) -> str:
    """`text` seen from her side: "my boss" is "your boss", "I am" is "you are"."""
    text = re.sub(r"(?i)\bi am\b", "you are", text)
    text = re.sub(r"(?i)\bi was\b", "you were", text)
    turned = {"my": "your", "our": "your", "me": "you", "i": "you", "mine": "yours", "us": "you",
              "we": "you", "myself": "yourself", "ours": "yours", "am": "are"}  # fmt: skip
    return re.sub(
        r"\b(?:my|our|me|I|i|mine|us|we|myself|ours|(?<!\d )am)\b",
        lambda found: turned.get(found[0].lower(), found[0]) if found[0] != "US" else "US",
        text,
    )


def _of_sentence(sentence: str, quote: str, today: date, last: str) -> Iterator[Found]:
    explicit = _EXPLICIT.match(sentence.strip())
    whole = explicit["what"] if explicit else sentence
    if re.search(r"(?i)\b(?:just kidding|i'm joking|i am joking|hypothetically)\b", sentence):
        return
    subject: _Subject | None = None
    for clause in _clauses(whole):
        if _NOT_TOLD.search(clause):
            subject = None
            continue
        for one, whose in _of_clause(clause, quote, today, last, subject):
            subject = whose
            last = one.name or one.about if one.about != YOU else last
            yield one


def _clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence; one that begins with its verb goes on with the subject before it."""
    text = sentence.strip(" .!…\"'")
    for short, long in _SHORT:
        text = short.sub(long, text)
    parts = re.split(
        rf"(?i)(?:,|;| -| –)? (?:and|but|because|so) (?=(?:I|we|my|our|he|she|his|her|{_BARE})\b)"
        rf"|[;:] |, (?=(?:I|my|our|he|she|his|her|I'm)\b)|(?:,)? (?:and|but) (?={_VERB})",
        text,
    )
    parts = [piece for part in parts for piece in re.split(rf"(?:,)? (?:and|but) (?={_NAME} (?:is|lives|works|loves|likes|hates|has|plays|studies)\b)", part)]  # fmt: skip
    for part in parts:
        clause = _FILL.sub("", part.strip()).strip(" ,.!")
        if clause:
            yield clause


_VERB = r"(?:lives?|works?|has|loves?|hates?|plays?|speaks?|studies|drives?|is|am|(?:don't|doesn't|can't) (?:like|eat|drink|stand))\b"


def _of_clause(
    clause: str, quote: str, today: date, last: str, before: _Subject | None
) -> Iterator[tuple[Found, _Subject]]:
    for kind, pattern in _WHO:
        if not (match := pattern.match(clause)):
            continue
        parts = match.groupdict()
        if parts.get("name") and parts["name"].lower() in _NO_NAME:
            if kind == "rel":
                continue
            return
        subject = _subject(kind, parts, last)
        if subject is None:
            continue
        if kind == "name":
            relation = relations.plain(parts["rel"])
            yield Found(relation, "name", parts["name"], f"your {relation} is called {parts['name']}", quote, True, name=parts["name"]), subject  # fmt: skip
            return
        if kind == "rel" and parts["name"] and subject.name:
            yield Found(subject.about, "name", subject.name, f"your {subject.about} is called {subject.name}", quote, True, name=subject.name), subject  # fmt: skip
        one = (
            _of_noun(parts["noun"], parts["v"], subject, quote, today)
            if parts.get("noun")
            else _of_predicate(parts["rest"], subject, quote, today)
        )
        if one is not None:
            yield one, subject
            return
        if kind not in {"i", "noun"}:
            return
    if before is not None and re.match(_VERB, clause):
        one = _of_predicate(clause, before, quote, today)
        if one is not None:
            yield one, before


def _subject(kind: str, parts: dict[str, str | None], last: str) -> _Subject | None:
    name, relation = parts.get("name") or "", relations.plain(parts.get("rel") or "")
    match kind:
        case "i":
            return _Subject(YOU, "you")
        case "noun":
            noun = parts["noun"] or ""
            if whose := re.match(rf"(?i)({_REL})'s ", noun):
                about = relations.plain(whose[1])
                parts["noun"] = noun[whose.end() :]
                return _Subject(about, f"your {about}")
            return _Subject(YOU, "you")
        case "rel" | "bare":
            return _Subject(relation, name or f"your {relation}", name)
        case "named" | "any" | "name":
            if kind == "named":
                parts["noun"] = (parts["noun"] or "").removeprefix("'s ")
            return _Subject(name, name)
        case _:
            if not last or last == YOU:
                return None
            says = last if last[:1].isupper() else f"your {last}"
            return _Subject(last, says, confidence=SHE_MEANS)


def _of_noun(noun: str, value: str, subject: _Subject, quote: str, today: date) -> Found | None:
    """ "my birthday is 3 May": the noun is the aspect."""
    noun = noun.lower().strip()
    kept = _trimmed(value)
    if value.lower().startswith("to "):
        kept = f"to {kept}"
    free = noun.startswith(("favo", "hobby", "dream", "goal", "name", "religion"))
    if not kept or (not free and not re.match(r"(?:[A-Z\d]|(?i:an?\b|the\b|on\b|in\b|at\b|called\b|my\b|next\b|tomorrow\b|today\b|size\b))", kept) and not re.match(rf"(?i){WHEN}", kept)):  # fmt: skip
        return None
    if re.match(r"(?i)(?:in|on|at) (?:fire|a mess|ruins|trouble|the way|danger)\b|a (?:mess|nightmare|disaster|joke|bit|lot|problem|pain)\b|the (?:worst|best|same)\b", kept):  # fmt: skip
        return None
    owner = "your" if subject.about == YOU else f"{subject.says}'s"
    aspect = noun.replace("favorite", "favourite")
    if aspect == "name":
        kept = re.sub(r"(?i)^called ", "", kept)
        if len(kept.split()) > 3 or subject.about == YOU or kept.lower() in _NO_NAME:
            return None
        kept = kept[:1].upper() + kept[1:]
        return Found(subject.about, "name", kept, f"{subject.says} is called {kept}", quote, True, subject.kind, subject.confidence, name=kept)  # fmt: skip
    kept = dated(kept, today) if re.search(rf"(?i){WHEN}", kept) else kept
    shown = flipped(kept)
    return Found(
        subject.about, aspect, shown, f"{owner} {aspect} is {shown}", quote, True,
        subject.kind, subject.confidence, name=subject.name,
    )  # fmt: skip


def _of_predicate(predicate: str, subject: _Subject, quote: str, today: date) -> Found | None:
    called = _IS_NAME.fullmatch(predicate)
    if called and subject.about[:1].islower() and subject.about != YOU:
        name = called["v"]
        if name.lower() not in _NO_NAME:
            return _called(subject, name, quote)
    for form in FORMS:
        match = form.pattern.match(predicate)
        if not match:
            continue
        value = _trimmed(match["v"] or "" if "v2" not in form.pattern.groupindex else match["v"] or match["v2"] or "")  # fmt: skip
        if not value or not _fits(form, value, match):
            continue
        words = _trimmed(predicate[: match.end()], MOST_VALUE + 4)
        if form.aspect in {"lives in", "works at", "moving"}:
            value = _ROUND.sub("", value)
        if form.dated:
            value, words = dated(value, today), dated(words, today)
        if subject.about == YOU:
            words = re.sub(r"^(?:am|is)\b", "are", re.sub(r"^was\b", "were", words))
        if form.aspect == "name":
            value = value[:1].upper() + value[1:]
            words = f"{'are' if subject.about == YOU else 'is'} called {value}"
        return Found(
            subject.about, form.aspect, flipped(value), f"{subject.says} {flipped(words)}", quote,
            form.single, subject.kind, round(form.confidence * subject.confidence, 2),
            name=value if form.aspect == "name" else subject.name,
        )  # fmt: skip
    return None


def _called(subject: _Subject, name: str, quote: str) -> Found:
    owner = f"your {subject.about}" if subject.about[:1].islower() else subject.says
    return Found(
        subject.about, "name", name, f"{owner} is called {name}", quote, True,
        subject.kind, subject.confidence, name=name,
    )  # fmt: skip


def _fits(form: Form, value: str, match: re.Match[str]) -> bool:
    words = value.lower().split()
    if words[0] in _EMPTY or set(words) <= _EMPTY:
        return False
    match form.aspect:
        case "name":
            return words[0] not in _NO_NAME and not words[0].endswith("ing")
        case "job" if match[0].lower().startswith(("am ", "is ", "are ")):
            noun = re.split(r" (?:at|in|for|from|of|with|who|on)\b", value.lower())[0].split()
            return bool(noun) and noun[-1] in JOBS
        case "lives in" | "moving" | "works at" | "from":
            return words[0] not in {"peace", "fear", "a", "hope", "pain", "love", "town"} or len(words) > 2  # fmt: skip
        case "age":
            return not value.isdigit() or 0 < int(value) < 120
        case "likes" | "dislikes" | "prefers":
            return words[0] not in {"how", "what", "when", "if", "that", "to"} or len(words) > 2
        case _:
            return True


def _note(sentence: str, quote: str) -> Found | None:
    """Something they asked her to remember that no form knows."""
    explicit = _EXPLICIT.match(sentence.strip())
    if not explicit:
        return None
    what = flipped(explicit["what"].strip(" .!,"))
    if len(what.split()) < 3 or has_secret(what):
        return None
    return Found(YOU, "note", what, what, quote)


def _trimmed(value: str, most: int = MOST_VALUE) -> str:
    cut = _HEAD.sub("", _CUT.sub("", value).strip(" ,.!\"'-")) if most == MOST_VALUE else _CUT.sub("", value)  # fmt: skip
    return " ".join(cut.split()[:most]).strip(" ,.!\"'-")


def _mentioned(sentence: str) -> str:
    people = [
        (match.start(), match["name"] or relations.plain(match["rel"]))
        for match in re.finditer(rf"\b(?i:my|our) (?P<rel>(?i:{_REL}))\b(?!'s \w+'s)(?:,? (?:called |named )?(?P<name>{_NAME}))?", sentence)
        if not match["name"] or match["name"].lower() not in _NO_NAME
    ]  # fmt: skip
    return max(people)[1] if people else ""
