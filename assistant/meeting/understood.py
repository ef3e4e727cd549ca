"""What an answer in free speech means for the question that was asked. Rules only, pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.people import person_in
from assistant.dialogue.skills.names import proper
from assistant.dialogue.wellbeing import says_minor
from assistant.meeting.steps import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

SKIP, UNCLEAR, NOBODY = "skip", "", "nobody"
FEMALE, MALE, BETWEEN = ("warm", "bright", "calm"), ("low", "clear"), ("even",)

Table = tuple[tuple[str, re.Pattern[str]], ...]


def _table(**words: str) -> Table:
    return tuple((key, re.compile(rf"\b(?:{pattern})")) for key, pattern in words.items())


_PURPOSES = _table(
    order=r"order|organi[sz]|tid[iy]|plan|remind|calend|diary|on track|lists?\b|admin|secretar|assistant|"
    r"productiv|inbox|letters?\b|e?mails?\b|focus|structur|manage|deadlines?|appointments?|forget|work\b|second",
    listener=r"listen|hear me|ears?\b|vent\b|confid|sounding board|talk to\b|talk things|pour|get things off|third",
    company=r"compan|friend|lonel|alone|chat|somebody to be|someone to be|evening|pal\b|buddy|mate\b|fun\b|"
    r"conversation|talk\b|first",
)  # fmt: skip
_SOCIAL = _table(
    between=r"in.?between|depends|some(?:times|what|where)|both|bit of|middle|neither|average|mixed|half",
    quiet=r"keep to (?:my|our)|to myself|quiet|introver|shy|alone|on my own|hermit|few people|solitary|"
    r"not (?:really|very|that|so|too|a)\b|anti.?social|by myself|loner|don't like|no\b|nope|small circle",
    many=r"social|outgoing|extro?ver|lots?\b|people|part(?:y|ies)|yes|yeah|friends|company|around me|crowd|love",
)
_VOICES = _table(
    between=r"between|neither|neutral|either|both|middle|androgyn|\beven",
    female=r"wom[ae]n|female|girl|lad(?:y|ies)|\bher\b|feminine|first",
    male=r"m[ae]n\b|men'?s|man'?s|male|guy|boy|masculine|gentleman|deep|second",
)
_MANNERS = _table(
    between=r"in.?between|depends|both|middle|mix|somewhere",
    gentle=r"gentl|soft|kind|careful|tact|easy on|sensitive|warm|nice|slow|mild|friendly|don't be (?:too )?(?:harsh|hard|blunt)",
    plain=r"plain|direct|straight|blunt|honest|frank|no (?:nonsense|sugar)|tell (?:me|it)|to the point|clear|"
    r"don't sugar|truth|brief|short",
)
_VOICE_NAMES = re.compile(r"\b(warm|bright|calm|low|clear|even)\b")
_FILLER = re.compile(
    r"^(?:(?:well|so|oh|erm*|um+|uh+|hm+|ah|okay|ok|right|and|i think|i guess)\b[,.…]* *)+",
    re.IGNORECASE,
)
_SMALL = "i i'd i'm would like love enjoy want need prefer please just mostly usually mainly rather a an the some to of for with and or my me"
_ASKED_FOR = {  # words of the questions themselves; an answer of only these is nothing but an answer
    Step.PURPOSE: frozenset(
        f"{_SMALL} somebody someone who that listens listen listener company order keep keeps things in "
        "organised organized tidy plan plans planning help work letters calendar talk chat friend friendly".split()
    ),
    Step.SOCIAL: frozenset(
        f"{_SMALL} lot lots many few people around having being keep myself very really social sociable "
        "outgoing shy quiet in between sometimes both depends friends parties".split()
    ),
    Step.CLOSE: frozenset(
        f"{_SMALL} is are very close closest near to have two three best good old friend friends sister "
        "sisters brother brothers mother father mum mom dad parents wife husband partner girlfriend boyfriend "
        "son sons daughter daughters child children kids family aunt uncle cousin cousins grandmother "
        "grandfather grandma grandpa granny neighbour neighbor colleague colleagues dog cat".split()
    ),
}
_NAME = re.compile(
    r"(?<=\w[ ,])[ ]?[A-Z][a-zé'-]+"
)  # not at the beginning, where any word has a capital
MOST_WORDS = 12
_YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|sure|fine|good|great|lovely|perfect|nice|keep (?:it|that|this)|i like|love (?:it|that|this)|"
    r"ok|okay|all ?right|suits|this one|that one|take (?:it|that|this)|works|agreed|go on|go ahead|done|accept|why not)\b"
)
_NO = re.compile(
    r"\b(?:no|nope|not|another|different|other|next|else|again|don't|dislike|rather not|change)\b"
)
_SKIP = re.compile(
    r"(?:please )?(?:skip|pass|next|no comment|move on|leave it|never ?mind|next question|not now|(?:i )?(?:do not|don't|dunno) ?(?:know|care|mind|want to (?:say|answer))?|"
    r"no idea|(?:i'd |i would )?rather not(?: say)?|prefer not to(?: say)?|none of your business|whatever|skip (?:it|this|that|this one|that one))(?: please)?"
)
_SKIP_ALL = re.compile(
    r"\b(?:skip (?:all|everything|the rest|the questions|to the end|them all|all of (?:it|them|this))|no (?:more )?questions|"
    r"enough (?:questions|of this)|just (?:start|begin|let me|get on with it)|get on with it|stop asking)\b"
)
_REPEAT = re.compile(
    r"(?:what|pardon|sorry|huh|come again|repeat(?: (?:it|that|the question))?|say (?:that|it) again|again please|"
    r"(?:what|sorry what) (?:was|were|did) (?:that|the (?:question|choices|options)|you say)|i didn't (?:hear|catch|get|understand) (?:you|that|it))(?: please)?"
)
_BACK = re.compile(
    r"(?:please )?(?:go back|back|previous(?: question)?|one back|wait go back)(?: please)?"
)
_WHY = re.compile(
    r"(?:but )?(?:why(?: do you (?:ask|want (?:to know|that)|need that))?|what for|what is (?:that|this) for)"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_CALL = re.compile(
    r"(?i)(?:call me|my name(?: is|'s)|(?:i'm|i am|it's|it is)(?: called)?|name is|just|people call me|everyone calls me|say|you can call me|i go by) "
    r"(?P<name>[^\W\d_][\w'’-]*(?: [A-Z][\w'’-]*)?)"
)
_NAME_HER = re.compile(
    r"(?i)(?:call (?:you|yourself)|name (?:you|yourself)|your name (?:is|should be|will be)|you(?:'re| are)|"
    r"(?:i'd |i would )?(?:rather|prefer)(?: call you| it was)?|how about|what about|make it|let's say|be called|i want|i'd like|should be) "
    r"(?P<name>[^\W\d_][\w'’-]*(?: [A-Z][\w'’-]*)?)"
)
_NO_NAMES = frozenset(
    "yes no another fine good nice lovely great skip other different one that this something else name "
    "okay ok sure perfect happy sorry hello hi hey you me testing test here listening anything whatever "
    "nothing nobody back stop undo again more less better it beautiful like love change".split()
)


def plain(text: str) -> str:
    """Lower case, without the filler at the beginning and the signs."""
    without = _FILLER.sub("", text.strip()) or text
    return " ".join(re.sub(r"[^\w' -]+", " ", without.lower().replace("’", "'")).split())


def asked_for(step: Step, text: str) -> bool:
    """Whether `text` is nothing but an answer in the words that the question put in their mouth.

    To the question who is close, names among them too.
    """
    words = plain(_NAME.sub("", text) if step is Step.CLOSE else text).split()
    return len(words) <= MOST_WORDS and set(words) <= _ASKED_FOR.get(step, frozenset())


def wants_all_skipped(text: str) -> bool:
    return bool(_SKIP_ALL.search(plain(text)))


def wants_repeat(text: str) -> bool:
    return bool(_REPEAT.fullmatch(plain(text)))


def wants_back(text: str) -> bool:
    return bool(_BACK.fullmatch(plain(text)))


def wants_why(text: str) -> bool:
    return bool(_WHY.fullmatch(plain(text)))


def answer(step: Step, text: str) -> str:
    """What `text` answers to the question of `step`: a key, a name, SKIP, or UNCLEAR."""
    said = plain(text)
    if _SKIP.fullmatch(said) and not (step is Step.CLOSE and said == "nobody"):
        return SKIP
    match step:
        case Step.HELLO:
            return _your_name(text)
        case Step.PURPOSE:
            return _first(_PURPOSES, said)
        case Step.SOCIAL:
            return _by_table(_SOCIAL, said)
        case Step.VOICE:
            named = _VOICE_NAMES.search(said)
            return named[1] if named else _by_table(_VOICES, said)
        case Step.MANNER:
            return _by_table(_MANNERS, said)
        case Step.CLOSE:
            return _close(text, said)
        case Step.AGE:
            return _age(text, said)
        case _:
            return UNCLEAR


def agrees(text: str) -> bool | None:
    """True for yes, False for "another", None when it is neither."""
    said = plain(text)
    if _NO.search(said) and not re.search(r"\b(?:why not|no problem|not bad)\b", said):
        return False
    return True if _YES.search(said) else None


def her_name(text: str) -> str:
    """The name they give her, or ""."""
    found = _NAME_HER.search(text)
    words = found["name"] if found else _FILLER.sub("", text.strip()).strip(" .!?,")
    if not found and (len(words.split()) > 2 or not words):
        return ""
    return "" if words.lower().split()[0] in _NO_NAMES else proper(words)


def taken_back(text: str, lines: Sequence[str]) -> int | None:
    """Which line (from 0) they want undone, by its number or by a word that only it has."""
    said = plain(text)
    undoing = re.search(r"\b(?:undo|take back|not|don't|remove|without|drop|cancel|no)\b", said)
    if not undoing:
        return None
    numbers = {
        **{str(n + 1): n for n in range(9)},
        **{w: n - 1 for w, n in _NUMBERS.items() if 0 < n < 10},
    }
    numbers |= {word: n for n, word in enumerate(_ORDINALS)}
    words = said[undoing.end() :].split()
    for word in words:
        if word in numbers and numbers[word] < len(lines) and word != "one":
            return numbers[word]
    if "last" in words and lines:
        return len(lines) - 1
    for word in words:
        having = [
            n for n, line in enumerate(lines) if re.search(rf"\b{re.escape(word)}", line.lower())
        ]
        if len(word) > 3 and len(having) == 1:
            return having[0]
    return 0 if "one" in words and lines else None


def _first(table: Table, said: str) -> str:
    """The key whose words come first: people name what they want before they explain it."""
    found = [(hit.start(), key) for key, pattern in table if (hit := pattern.search(said))]
    return min(found)[1] if found else UNCLEAR


def _by_table(table: Table, said: str) -> str:
    """The first key of the table that fits: its order says which words weigh more."""
    return next((key for key, pattern in table if pattern.search(said)), UNCLEAR)


def _your_name(text: str) -> str:
    found = _CALL.search(text)
    words = found["name"] if found else _FILLER.sub("", text.strip()).strip(" .!?,")
    if not words or len(words.split()) > 2 or words.lower().split()[0] in _NO_NAMES:
        return UNCLEAR
    return proper(words) or UNCLEAR


def _close(text: str, said: str) -> str:
    if re.search(r"\b(?:nobody|no ?one|none|not really|not anyone|don't have)\b", said):
        return NOBODY
    people: list[str] = []
    for part in re.split(r",|;| and | & |\bplus\b", _FILLER.sub("", text.strip())):
        words = part.strip(" .!?")
        person = person_in(words, ()) or person_in(f"I met {words}", ())
        name = person.label if person is not None else ""
        if not name and 0 < len(words.split()) <= 2 and words.lower().split()[0] not in _NO_NAMES:
            name = proper(words)
        if name and name not in people:
            people.append(name)
    return ", ".join(people[:3]) or UNCLEAR


def _age(text: str, said: str) -> str:
    years = next((int(found) for found in re.findall(r"\b\d{1,3}\b", said)), None)
    if years is None:
        words = [_NUMBERS[word] for word in re.split(r"[ -]", said) if word in _NUMBERS]
        years = sum(words[:2]) if words else None
    older = re.search(r"\b(?:over|older|above|more than|past)\b", said)
    younger = re.search(
        r"\b(?:under|younger|below|less than|not (?:yet|quite)|almost|nearly)\b", said
    )
    if says_minor(text) or (younger and not re.search(r"\bno(?:t|pe)? (?:under|younger)", said)):
        return "minor"
    if years is not None:
        return "adult" if years >= 18 or older else "minor"
    if re.search(r"\b(?:no|nope|minor|child|teenager|kid)\b", said):
        return "minor"
    if older or re.search(
        r"\b(?:yes|yeah|yep|yup|sure|of course|i am|adult|grown|correct|right|certainly|definitely|long ago)\b",
        said,
    ):
        return "adult"
    return UNCLEAR
