"""Make a letter warmer, shorter, more or less formal, by rules that leave its meaning alone. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from assistant.letters.commands import Edited, Tone, Unclear
from assistant.letters.sentences import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.letters.letter import Letter

WISH = "I hope you are well."
CLOSINGS = (  # from the coolest to the warmest
    "Yours faithfully,", "Yours sincerely,", "Kind regards,", "Warm regards,", "With warm wishes,",
)  # fmt: skip
_COOL = {
    "regards,": 2,
    "sincerely,": 1,
    "best regards,": 2,
    "best,": 2,
    "best wishes,": 3,
    "yours,": 2,
}
_WARM = {"love,", "with love,", "all my love,", "lots of love,", "much love,"}
_OPENS_KINDLY = re.compile(
    r"(?i)\b(?:i hope (?:you|this|all|that)|how are you|thank you|thanks|it was (?:lovely|good|so good))\b"
)
_SHORT_FORMS = (
    ("I am", "I'm"), ("you are", "you're"), ("we are", "we're"), ("they are", "they're"),
    ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"),
    ("are not", "aren't"), ("was not", "wasn't"), ("were not", "weren't"), ("cannot", "can't"),
    ("could not", "couldn't"), ("would not", "wouldn't"), ("should not", "shouldn't"),
    ("will not", "won't"), ("have not", "haven't"), ("has not", "hasn't"), ("had not", "hadn't"),
    ("I have", "I've"), ("you have", "you've"), ("we have", "we've"), ("I will", "I'll"),
    ("you will", "you'll"), ("we will", "we'll"), ("let us", "let's"),
)  # fmt: skip
_NOT_SHORT = (
    r"(?!\s*[.,;:?!]|\s+(?:to|a|an|the|my|your|no|any|some|this|that|one|two|three|it|them)\b)"
)
_CASUAL = (
    (r"\bhi\b", "hello"), (r"\bthanks\b", "thank you"), (r"\bok(?:ay)?\b", "all right"),
    (r"\bgonna\b", "going to"), (r"\bwanna\b", "want to"), (r"\bkids\b", "children"),
    (r"\bmum\b", "mother"), (r"\bdad\b", "father"), (r"\ba bit\b", "a little"),
    (r"\bsorry about\b", "sorry for"), (r"\bloads of\b", "many"), (r"\bpretty (?=good|sure|well)", "quite "),
)  # fmt: skip
_FILLERS = re.compile(
    r"(?i)(?P<before>[\w'’]+ )(?:really|very|actually|basically|totally|absolutely) (?=\w)"
)
_MEANT = re.compile(
    r"(?i)(?:not|how|as|so|too|the|never|that|this|my|your|\w+n['’]t) "
)  # there it is no filler
_WORDY = (
    (r"\bin order to\b", "to"), (r"\bdue to the fact that\b", "because"), (r"\bat this point in time\b", "now"),
    (r"\bat the present moment\b", "now"), (r"\bin the event that\b", "if"), (r"\bfor the purpose of\b", "for"),
    (r"\bin the near future\b", "soon"), (r"\bdespite the fact that\b", "although"),
    (r"\ba large number of\b", "many"), (r"\bwith regard to\b", "about"), (r"\bwith respect to\b", "about"),
    (r"\bI (?:just )?wanted to (?:let you know|tell you|say) that\b", ""), (r"\bI(?:'m| am) writing to (?:let you know|tell you|say|inform you) that\b", ""),
    (r"\bplease note that\b", ""), (r"\bit is important to note that\b", ""), (r"\bI would like to (?:inform you|let you know|tell you) that\b", ""),
    (r"\bas you (?:may |probably )?(?:already )?know,\s*", ""), (r"\bneedless to say,\s*", ""),
    (r"\bI just wanted to (?=thank|ask)", "I want to "),
)  # fmt: skip
_EMPTY = re.compile(
    r"(?i)(?:i hope (?:you are|you're|this (?:letter|e-?mail|message) finds you|all is|everything is|that you are) (?:very |doing )?well|"
    r"i just wanted to (?:write|get in touch|drop you a line)|how are you(?: doing)?|thank you for taking the time to read this(?: letter)?|"
    r"i look forward to hearing from you(?: soon)?)[.!?]"
)


def retoned(letter: Letter, tone: Tone) -> tuple[Letter, Edited | Unclear]:
    """The letter in another tone, with every change named; unchanged, with a question, where no rule fits."""
    match tone:
        case Tone.WARMER:
            new, told = _warmer(letter)
        case Tone.SHORTER:
            new, told = _shorter(letter)
        case Tone.FORMAL:
            new, told = _formal(letter)
        case Tone.PLAIN:
            new, told = _plain(letter)
        case _:
            assert_never(tone)
    if not letter.sentences and new == letter:
        return letter, Unclear("There is nothing in the letter yet.")
    if new == letter:
        return letter, Unclear(_NOTHING[tone])
    return new, Edited(tuple(told))


_NOTHING = {
    Tone.WARMER: "I know nothing to make it warmer without putting words in your mouth. What would you like to add?",
    Tone.SHORTER: "I find nothing to cut without losing something you said. Which sentence shall I drop?",
    Tone.FORMAL: "It's as formal as I can make it without changing what you say.",
    Tone.PLAIN: "It's as plain as I can make it without changing what you say.",
}


def _warmer(letter: Letter) -> tuple[Letter, list[str]]:
    told: list[str] = []
    new, count = _each(letter, _shortened)
    told += _counted(count, "I used short forms like “I'm”")
    if letter.sentences and not any(_OPENS_KINDLY.search(s) for s in letter.sentences[:2]):
        new = new.inserted(0, WISH)
        told.insert(0, f"I put in “{WISH}”")
    return _closed(_greeted(new, told, "Dear"), told, 1), told


def _formal(letter: Letter) -> tuple[Letter, list[str]]:
    told: list[str] = []
    new, count = _each(letter, lengthened)
    told += _counted(count, "I wrote the short forms out")
    new, count = _each(new, _uncasual)
    told += _counted(count, "I replaced casual words")
    new, count = _each(new, lambda s: re.sub(r"!+", ".", s))
    told += _counted(count, "I took out exclamation marks")
    return _closed(_greeted(new, told, "Dear"), told, -1), told


def _plain(letter: Letter) -> tuple[Letter, list[str]]:
    told: list[str] = []
    new, count = _each(letter, _shortened)
    told += _counted(count, "I used short forms like “I'm”")
    new = _greeted(new, told, "Hello")
    return (_closed(new, told, 1) if new.closing in CLOSINGS[:2] else new), told


def _shorter(letter: Letter) -> tuple[Letter, list[str]]:
    told: list[str] = []
    for number in range(len(letter.sentences) - 1, -1, -1):
        sentence = letter.sentences[number]
        if _EMPTY.fullmatch(sentence) and len(letter.sentences) > 1:
            letter = letter.with_sentence(number)
            told.append(f"I dropped “{sentence}”")
    new, count = _each(letter, _terse)
    told += _counted(count, "I cut words that carried nothing")
    return new, told


def _each(letter: Letter, change: Callable[[str], str]) -> tuple[Letter, int]:
    """Every sentence changed; and how many were."""
    count = 0
    for number, sentence in enumerate(letter.sentences):
        new = finished(change(sentence))
        if new and new != sentence:
            letter, count = letter.with_sentence(number, new), count + 1
    return letter, count


def _counted(count: int, what: str) -> list[str]:
    if not count:
        return []
    return [f"{what} in {'one sentence' if count == 1 else f'{count} sentences'}"]


def _shortened(sentence: str) -> str:
    for long, short in _SHORT_FORMS:
        guard = _NOT_SHORT if short.endswith(("'ve", "'m", "'re")) else r"(?!\s*[.,;:?!])"
        if short.endswith(("'m", "'re")):
            guard = r"(?!\s*[.,;:?!])"
        sentence = _cased(rf"\b{long}\b{guard}", short, sentence)
    return sentence


def lengthened(sentence: str) -> str:
    """Short forms written out, where they can only mean one thing."""
    straight = sentence.replace("’", "'")
    for long, short in _SHORT_FORMS:
        straight = _cased(rf"\b{short}\b", long, straight)
    return straight if straight != sentence.replace("’", "'") else sentence


def _uncasual(sentence: str) -> str:
    for casual, formal in _CASUAL:
        sentence = _cased(casual, formal, sentence)
    return sentence


def _terse(sentence: str) -> str:
    for wordy, short in _WORDY:
        sentence = _cased(wordy, short, sentence)
    return _FILLERS.sub(_unfilled, sentence)


def _unfilled(found: re.Match[str]) -> str:
    return found[0] if _MEANT.fullmatch(found["before"]) else found["before"]


def _cased(pattern: str, new: str, text: str) -> str:
    """`pattern` replaced whatever its case; a capital stays one."""

    def put(found: re.Match[str]) -> str:
        return new[:1].upper() + new[1:] if found[0][:1].isupper() else new

    return re.sub(pattern, put, text, flags=re.IGNORECASE)


def _greeted(letter: Letter, told: list[str], word: str) -> Letter:
    """ "Hi Anna" becomes "Dear Anna", or the other way; a title keeps its Dear."""
    found = re.fullmatch(r"(Hi|Hey|Hello|Dear) (.+)", letter.greeting)
    if not found or found[1] == word:
        return letter
    titled = re.match(r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Madam)\b", found[2])
    if word != "Dear" and titled:
        return letter
    told.append(f"it begins with “{word} {found[2]}”")
    return replace(letter, greeting=f"{word} {found[2]}")


def _closed(letter: Letter, told: list[str], step: int) -> Letter:
    """The next closing on the way from cool to warm; words of love are left to the person."""
    now = letter.closing.lower()
    if not now or now in _WARM:
        return letter
    known = {line.lower(): i for i, line in enumerate(CLOSINGS)} | _COOL
    if now not in known:
        return letter
    at = min(max(known[now] + step, 1), len(CLOSINGS) - 1)
    if CLOSINGS[at] == letter.closing:
        return letter
    told.append(f"it ends with “{CLOSINGS[at]}”")
    return replace(letter, closing=CLOSINGS[at])
