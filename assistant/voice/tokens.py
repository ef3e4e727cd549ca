"""From eSpeak's phonemes to the tokens that Kokoro was taught with. Pure.

Kokoro-82M reads one token a character. Its vocabulary (n_token 178) is that of the model's own
config.json (huggingface.co/hexgrad/Kokoro-82M, Apache-2.0). It was trained on the phonemes of the
misaki dictionary, which writes diphthongs and affricates as single letters (A for the vowel of
"day", ʧ for "ch"), so eSpeak's IPA is rewritten in that spelling first.
"""

from __future__ import annotations

import re

from assistant.voice.house import Accent

MOST_TOKENS = 509  # 510 fit the model; the style table has rows 0..509

PUNCTUATION = ';:,.!?—…"()“”'

VOCABULARY: dict[str, int] = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13,
    "“": 14, "”": 15, " ": 16, "\u0303": 17, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22,
    "\uab67": 23, "A": 24, "I": 25, "O": 31, "Q": 33, "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42,
    "a": 43, "b": 44, "c": 45, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53,
    "l": 54, "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62, "u": 63,
    "v": 64, "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "β": 75,
    "ɔ": 76, "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81, "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87,
    "ɟ": 90, "ɡ": 92, "ɥ": 99, "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112,
    "ɳ": 113, "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118, "θ": 119, "œ": 120, "ɹ": 123, "ɾ": 125,
    "ɻ": 126, "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132, "ʧ": 133, "ʊ": 135, "ʋ": 136,
    "ʌ": 138, "ɣ": 139, "ɤ": 140, "χ": 142, "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157,
    "ː": 158, "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}  # fmt: skip

TIE = "^"  # eSpeak is asked to join the two letters of one sound with it

_SHARED = (
    (f"a{TIE}ɪ", "I"),
    (f"a{TIE}ʊ", "W"),
    (f"e{TIE}ɪ", "A"),
    (f"ɔ{TIE}ɪ", "Y"),
    (f"t{TIE}ʃ", "ʧ"),
    (f"d{TIE}ʒ", "ʤ"),
    (f"ə{TIE}l", "ᵊl"),
    ("ʔn\u0329", "tᵊn"),  # "button"
    ("n\u0329", "ᵊn"),
    ("l\u0329", "ᵊl"),
    ("ʔ", "t"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("ɬ", "l"),
    ("\u0303", ""),
    ("ʲ", ""),
)
_AMERICAN = (
    (f"o{TIE}ʊ", "O"),
    ("ɚɹ", "əɹ"),  # "better is": the second ɹ only says that it is linked
    ("ɚ", "əɹ"),
    ("ɜːɹ", "ɜɹ"),
    ("ɜː", "ɜɹ"),
    ("ɾ", "T"),  # the flap of "water"
    ("ː", ""),
    ("o", "ɔ"),
)
_BRITISH = (
    (f"e{TIE}ə", "ɛː"),
    (f"i{TIE}ə", "ɪə"),
    (f"ə{TIE}ʊ", "Q"),
    ("ɚ", "ə"),
    ("ɾ", "t"),
    ("æ", "a"),
    ("o", "ɔ"),
)
_WITHIN_A_WORD = re.compile(r"ɐ(?=\w)|(?<=[\wˈˌ])ɐ")  # "about"; a lone ɐ is the article
_SECOND_LETTER = re.compile(r"([^\W\d_])\u0329")


def kokoro_spelling(ipa: str, accent: Accent) -> str:
    """eSpeak's IPA (ties as TIE) in the spelling of Kokoro's training; unknown signs are dropped."""
    ipa = _SECOND_LETTER.sub(lambda m: m[0] if m[1] in "nl" else "ᵊ" + m[1], ipa)
    for old, new in _SHARED + (_BRITISH if accent is Accent.BRITISH else _AMERICAN):
        ipa = ipa.replace(old, new)
    ipa = _WITHIN_A_WORD.sub("ə", ipa)
    return "".join(sign for sign in ipa if sign in VOCABULARY)


def tokens(spelling: str) -> list[int]:
    """The token ids of phonemes in Kokoro's spelling, without the padding zeros."""
    return [VOCABULARY[sign] for sign in spelling if sign in VOCABULARY]


def parts(spelling: str, most: int = MOST_TOKENS) -> list[str]:
    """`spelling` in pieces of at most `most` tokens, cut at punctuation, else at a space.

    Joined with spaces they are the whole again; a piece without a space to cut at is cut hard.
    """
    pieces: list[str] = []
    rest = spelling.strip()
    while len(rest) > most:
        window = rest[:most]
        at = max(window.rfind(sign) for sign in PUNCTUATION) + 1
        if at < most // 2:
            at = window.rfind(" ")
        if at <= 0:
            at = most
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    if rest:
        pieces.append(rest)
    return [piece for piece in pieces if piece]
