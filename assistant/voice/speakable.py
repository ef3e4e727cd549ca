"""From what is written to what is said: plain words and punctuation, nothing else. Pure.

The result holds only letters, apostrophes and hyphens inside words, spaces and , . ; : ! ? … —
so that neither eSpeak nor a system voice can take a part of it for a command or a number.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.voice.amounts import measures, money
from assistant.voice.dates import dates, times, years
from assistant.voice.house import Accent
from assistant.voice.markup import one_line, readable, without_markup
from assistant.voice.numbers import DIGITS
from assistant.voice.sums import plain_numbers, sums
from assistant.voice.telephone import telephone

MOST_CHARACTERS = 20_000  # about twenty minutes of speech; what is longer is cut

_ENDINGS = "com|org|net|io|de|uk|eu|ch|at|fr|es|it|nl|se|edu|gov|int|dev|app|ai|info|me|tv|ca|au|us|ie|nz|test|example"
_EMAIL = re.compile(r"(?:mailto:)?([\w.+%-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_ADDRESS = re.compile(r"\b(?:https?|ftp)://([^\s/?#]{1,255})([^\s]{0,2000})", re.IGNORECASE)
_BARE_ADDRESS = re.compile(
    rf"(?<![\w@.])((?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS}))(?![\w@-])(/[^\s]{{0,500}})?"
)
_FILE_NAME = re.compile(r"(?<=\w)\.(?=[a-z][a-z0-9]{1,4}\b)(?!(?:com)\b)")

_ABBREVIATIONS = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor",
    "Sr": "Senior", "Jr": "Junior", "vs": "versus", "etc": "et cetera", "approx": "approximately",
    "Inc": "Incorporated", "Ltd": "Limited", "Co": "Company", "dept": "department", "Dept": "Department",
    "Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Mt": "Mount", "Gen": "General",
    "Capt": "Captain", "Sgt": "Sergeant", "Lt": "Lieutenant", "Rev": "Reverend", "Hon": "Honorable",
    "est": "estimated", "max": "maximum", "min": "minimum", "fig": "figure", "Fig": "Figure",
    "vol": "volume", "Vol": "Volume", "pp": "pages", "ch": "chapter", "ed": "edition",
}  # fmt: skip
_ABBREVIATION = re.compile(rf"(?<![\w.])({'|'.join(_ABBREVIATIONS)})\.(?=(\s*[,;:)]|\s+\S|\s*$))")
_WITHOUT_STOP = re.compile(r"(?<![\w.])(Mr|Mrs|Ms|Dr|vs)(?= )")
_SAINT = re.compile(r"(?<![\w.])St\.?(?= [A-Z])")
_STREET = re.compile(r"(?<=\w )St\.?(?![\w'])")
_LATIN = (
    (re.compile(r"(?<![\w.])e\.\s?g\.?,?(?=\W|$)", re.IGNORECASE), "for example,"),
    (re.compile(r"(?<![\w.])i\.\s?e\.?,?(?=\W|$)", re.IGNORECASE), "that is,"),
    (re.compile(r"(?<![\w.])a\.\s?k\.\s?a\.?(?=\W|$)", re.IGNORECASE), "also known as"),
    (re.compile(r"(?<![\w.])p\.\s?s\.?(?=[\s:])", re.IGNORECASE), "P S"),
    (re.compile(r"(?<!\w)[Nn]os?\.\s?(?=\d)"), "number "),
    (re.compile(r"(?<!\w)w/o(?!\w)"), "without"),
    (re.compile(r"(?<!\w)w/(?=\s|\w)"), "with "),
    (re.compile(r"(?<!\w)and/or(?!\w)"), "and or"),
)
_DOTTED_LETTERS = re.compile(r"(?<![\w.])((?:[A-Za-z]\.){2,})(?=(\s+[a-z]|[,;:!?)]|\s*$)?)")
_OS1 = re.compile(r"\bO\.?S\.?\s?[-_]?1\b(?!\.\d)", re.IGNORECASE)

_SAID_SIGNS = {"&": " and ", "@": " at ", "_": " ", "\\": " ", "|": ", ", "(": ", ", ")": ", ",
               "[": ", ", "]": ", ", "{": ", ", "}": ", ", "–": " — ", "—": " — "}  # fmt: skip
_HASHTAG = re.compile(r"(?<!\w)#(?=[A-Za-z])")
_WORD_SLASH = re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])")
_DOUBLE_HYPHEN = re.compile(r"-{2,}")
_LOOSE_HYPHEN = re.compile(r"(?<!\w)-+|-+(?!\w)")
_INITIAL = re.compile(
    r"(?<![\w.])([A-HJ-Z])\.(?=\s[A-HJ-Z]\.|\s(?!(?:The|Then|It|I|We|You|He|She|They|And|But|So|What|How|This|That|If|In|On|No|Yes|Do|Is)\b)[A-Z][a-z])"
)
_LOOSE_APOSTROPHE = re.compile(r"(?<![A-Za-zÀ-ɏ])'+|'+(?![A-Za-zÀ-ɏ])")
_DOTS = re.compile(r"\.{2,}|…[.…]*")
_INNER_STOP = re.compile(r"(?<=[A-Za-zÀ-ɏ])([.!?:;,])(?=[A-Za-zÀ-ɏ])")
_UNSAYABLE = re.compile(r"[^A-Za-zÀ-ɏ' ,.;:!?…—-]+")
_STRONGEST = "?!….:;—,"
_MARKS = re.compile(r"\s*([,.;:!?…—](?:[\s,.;:!?…—]*[,.;:!?…—])?)")
_LEADING = re.compile(r"^[\s,.;:!?…—-]+")
_SPACES = re.compile(r"\s+")
_SHOUTED_RUN = re.compile(r"([A-Za-z])\1{3,}")


def speakable(text: str, accent: Accent = Accent.AMERICAN) -> str:
    """`text` as it is said aloud; empty when nothing in it can be. Never raises."""
    text = readable(text[:MOST_CHARACTERS])
    text = without_markup(text)
    text = addresses(one_line(text))
    text = abbreviations(text)
    # each puts its own kind of figure into words: the most particular first
    text = telephone(dates(text, accent))
    text = times(text)
    text = measures(money(text))
    text = sums(years(text))
    text = plain_numbers(text)
    return tidy(other_scripts(text))


def addresses(text: str) -> str:
    """ "https://www.example.com/docs" → "example dot com slash docs"; "a@b.org" → "a at b dot org"."""
    text = _EMAIL.sub(lambda m: f"{_spelled(m[1])} at {_spelled(m[2])}", text)
    text = _ADDRESS.sub(lambda m: _address(m[1], m[2]), text)
    text = _BARE_ADDRESS.sub(lambda m: _address(m[1], m[2] or ""), text)
    return _FILE_NAME.sub(" dot ", text)


def _address(host: str, path: str) -> str:
    host = host.rpartition("@")[2].removeprefix("www.").removeprefix("WWW.")
    kept, tail = path.rstrip(".,;:!?)'\"]>"), ""
    tail = path[len(kept) :].lstrip(")'\"]>")
    end = host[len(host.rstrip(".,;:!?)'\"]>")) :]
    spoken = _spelled(host.rstrip(".,;:!?)'\"]>"))
    steps = [step for step in re.split(r"[?#]", kept)[0].split("/") if step]
    plain = all(re.fullmatch(r"[A-Za-z][A-Za-z-]{0,19}", step) for step in steps)
    if 0 < len(steps) <= 2 and plain:
        spoken += "".join(f" slash {_spelled(step)}" for step in steps)
    return spoken + end + tail


def _spelled(part: str) -> str:
    for sign, word in (
        (".", " dot "),
        ("-", " dash "),
        ("_", " underscore "),
        ("+", " plus "),
        (":", " port "),
    ):
        part = part.replace(sign, word)
    part = re.sub(r"\d", lambda m: f" {DIGITS[int(m[0])]} ", part)
    return _SPACES.sub(" ", part.replace("%", " ")).strip()


def abbreviations(text: str) -> str:
    """ "Dr. Smith, e.g." → "Doctor Smith, for example,"; "OS1" → "OS one"; "U.S." → "US"."""
    text = _OS1.sub("OS one", text).replace("C#", "C sharp")
    for pattern, words in _LATIN:
        text = pattern.sub(words, text)
    text = _SAINT.sub("Saint", text)
    text = _STREET.sub("Street", text)
    text = _ABBREVIATION.sub(_abbreviation, text)
    text = _WITHOUT_STOP.sub(lambda m: _ABBREVIATIONS[m[1]], text)
    return _INITIAL.sub(r"\1", _DOTTED_LETTERS.sub(_letters, text))


def _abbreviation(match: re.Match[str]) -> str:
    word = match[1]
    after = match.string[match.end() :].lstrip()
    ends = not after or (word in {"etc", "Inc", "Ltd", "Co"} and after[:1].isupper())
    if word in {"max", "min", "est", "ed", "ch"} and not re.match(r"[\d~]", after):
        return match[0]  # "Ask Max. He knows": a word, not a short form
    return _ABBREVIATIONS[word] + ("." if ends else "")


def _letters(match: re.Match[str]) -> str:
    letters = match[1].replace(".", "")
    if letters.lower() in {"am", "pm"}:
        return match[0]  # a time of day; `times` reads it
    after = match.string[match.end() :]
    return letters.upper() + ("." if not after.strip() else "")


def other_scripts(text: str) -> str:
    """Greek letters by name, other Latin letters plain; what an English voice cannot say is dropped."""
    return "".join(sign if sign < "ɐ" or not sign.isalpha() else _named(sign) for sign in text)


def _named(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("GREEK ") and "LETTER " in name:
        return f" {name.split('LETTER ')[1].split(' ')[0].lower()} "
    plain = unicodedata.normalize("NFD", letter)[:1]
    return plain if plain.isascii() and plain.isalpha() else " "


def tidy(text: str) -> str:
    """Only sayable signs, single spaces, one mark at a time and none in front."""
    text = _HASHTAG.sub("hashtag ", text)
    text = _WORD_SLASH.sub(" or ", text)
    text = _DOUBLE_HYPHEN.sub(" — ", text)
    text = "".join(_SAID_SIGNS.get(sign, sign) for sign in text)
    text = _DOTS.sub("…", text)
    text = _UNSAYABLE.sub(" ", text)
    text = _LOOSE_APOSTROPHE.sub(" ", text)
    text = _LOOSE_HYPHEN.sub(" ", text)
    text = _INNER_STOP.sub(r"\1 ", text)
    text = _SHOUTED_RUN.sub(r"\1\1\1", text)
    text = _MARKS.sub(lambda m: _strongest(m[1]) + " ", text)
    text = _LEADING.sub("", _SPACES.sub(" ", text))
    return text.replace(" —", " —").strip()


def _strongest(marks: str) -> str:
    for mark in _STRONGEST:
        if mark in marks:
            return " —" if mark == "—" else mark
    return ""
