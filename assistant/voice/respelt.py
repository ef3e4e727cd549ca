"""What eSpeak NG would read wrongly, spelt so that it comes out right. Pure.

Small sounds ("Hm.") are read letter by letter otherwise, and a lone letter A as the article.
"""

from __future__ import annotations

import re

_SOUNDS = {
    "hm": "hum", "hmm": "hum", "hmmm": "hum", "mm": "um", "mmm": "um", "mhm": "um-hum",
    "mm-hm": "um-hum", "mm-hmm": "um-hum", "uh-huh": "uh huh", "aw": "awe", "aww": "awe",
    "awww": "awe", "ah": "ah", "psst": "pst", "shh": "shush",
}  # fmt: skip
_SOUND = re.compile(
    rf"(?<![\w'-])({'|'.join(sorted(_SOUNDS, key=len, reverse=True))})(?![\w'-])", re.IGNORECASE
)
_LETTER_A = re.compile(r"(?<=[A-Za-z] )A(?![\w'])")


def for_espeak(text: str) -> str:
    """Speakable `text` with such words respelt."""
    text = _SOUND.sub(lambda m: _SOUNDS[m[1].lower()], text)
    return _LETTER_A.sub("eh", text)
