"""Keep a model's stream within bounds: its own turn only, no control characters, an end. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LETTERS_PER_TOKEN = 12  # more than any tokenizer puts into one, on average
PIECES_BEYOND = 16  # pieces past the number of tokens asked for that are still taken
LOOP_LETTERS = 60  # so much of the same again, at least three times: it goes in circles
LOOP_WINDOW = 600
MOST_HELD = 64  # letters held back until it is clear what they become
MOST_THOUGHT = 100_000  # letters of thinking aloud that are passed over

# C0 and C1 but for newline and tab; marks of direction, zero-width characters, lone surrogates
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_KEPT = (
    "\n\t\u200c\u200d"  # unprintable, and yet part of a text: the joiners of letters and of emoji
)
_BREAKS = "\u2028\u2029"
_SPEAKERS = ("User", "Human", "Assistant", "System", "Person", "Customer", "AI")
_DRESS = r"[*#_>\s]*"  # a label may be bold, a heading or a quotation


def _beginnings(word: str) -> str:
    """A pattern for every beginning of `word`, the whole of it included."""
    return word[0] + (f"(?:{_beginnings(word[1:])})?" if len(word) > 1 else "")


_LABEL = "|".join(_SPEAKERS)
_LABEL_SO_FAR = "|".join(_beginnings(word) for word in _SPEAKERS)
# another turn: a speaker's label on a new line (any case) or within one, or a mark of a template
_FOREIGN = re.compile(
    rf"\n{_DRESS}(?i:{_LABEL})[*_]*\s?:|\s(?:{_LABEL}):"
    r"|<\|[a-z_]{1,30}\|>|</?(?:start|end)_of_turn>|</?s>|\[/?INST\]|</?tool_call>|\n#{2,}\s"
)
_FOREIGN_SO_FAR = re.compile(
    rf"(?:\n{_DRESS}(?i:{_LABEL_SO_FAR})?[*_]*\s?|\s(?:{_LABEL_SO_FAR})?|<[/|a-z_]{{0,32}}\|?|\[/?I?N?S?T?)$"
)
_THOUGHT_OVER = re.compile(r"</think(?:ing)?>")
_OWN_LABEL = re.compile(rf"\A\n{_DRESS}(?i:assistant|ai)[*_]*\s?:[*_]*")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>\s*|\Z)", re.DOTALL)


@dataclass
class Reins:
    """Feed a model's pieces, get what may pass; `ended` says that the rest is not wanted.

    `plain`: an answer in a forced form (JSON), where only bounds and control characters count.
    `at_start`: nothing of this reply is out yet, so a label of her own is dropped.
    """

    most_tokens: int
    plain: bool = False
    at_start: bool = True
    ended: bool = field(default=False, init=False)
    _held: str = field(default="", init=False)
    _tail: str = field(default="", init=False)
    _pieces: int = field(default=0, init=False)
    _letters: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.at_start and not self.plain:
            self._held = "\n"  # the beginning of a reply is the beginning of a line

    def feed(self, piece: str) -> str:
        """What of it, and of what was held back before, may pass now."""
        if self.ended:
            return ""
        self._held += _seen(piece)
        passed = self._released(final=False)
        self._pieces += not self._thinking
        return self._measured(passed)

    def rest(self) -> str:
        """What is still held back when the stream has ended well."""
        return "" if self.ended else self._measured(self._released(final=True))

    @property
    def _thinking(self) -> bool:
        return not self.plain and "<think" in self._held

    def _released(self, *, final: bool) -> str:
        if self.plain:
            passed, self._held = self._held, ""
            return passed
        if self._thinking and not _THOUGHT_OVER.search(self._held) and not final:
            self.ended = len(self._held) > MOST_THOUGHT
            return ""
        text = _THOUGHT.sub("", self._held)
        if self.at_start and (label := _OWN_LABEL.match(text)):
            if label.end() == len(text) and not final:
                return ""  # the stars of a bold label may follow
            text = "\n" + text[label.end() :]
        if foreign := _FOREIGN.search(text):
            self.ended = True
            text, self._held = text[: foreign.start()], ""
        else:
            perhaps = None if final else _FOREIGN_SO_FAR.search(text[-MOST_HELD:])
            clear = len(text) - len(perhaps[0]) if perhaps else len(text)
            text, self._held = text[:clear], text[clear:]
        if self.at_start:
            text = text.lstrip()
            self.at_start = not text
            if self.at_start and not self._held.startswith("\n"):
                self._held = "\n" + self._held
        return text

    def _measured(self, passed: str) -> str:
        room = self.most_tokens * LETTERS_PER_TOKEN - self._letters
        self._letters += len(passed)
        if len(passed) > room or self._pieces >= self.most_tokens + PIECES_BEYOND:
            passed, self.ended = passed[: max(room, 0)], True
        self._tail = (self._tail + passed)[-LOOP_WINDOW:]
        if not self.plain and circles(self._tail):
            self.ended = True
        return passed


def _seen(piece: str) -> str:
    """Without what has no place in a reply, code points that nobody has assigned among it; odd blanks are plain ones."""
    if piece.isprintable():
        return piece
    return "".join(map(_seen_letter, _UNSEEN.sub("", piece)))


def _seen_letter(letter: str) -> str:
    if letter.isprintable() or letter in _KEPT:
        return letter
    if letter in _BREAKS:
        return "\n"
    return " " if letter.isspace() else ""


def circles(text: str) -> bool:
    """The end of `text` says the same at least three times in a row, LOOP_LETTERS in all."""
    for period in range(1, len(text) // 3 + 1):
        times = max(3, -(-LOOP_LETTERS // period))
        if period * times <= len(text) and text.endswith(text[-period:] * times):
            return True
    return False
