"""Take away what is for the eye only: markdown, tags, emoji, invisible and control signs. Pure."""

from __future__ import annotations

import re
import unicodedata

# said before compatibility forms are unfolded, which would turn m² into m2 and ½ into 1/2
_BEFORE_UNFOLDING = str.maketrans(
    {
        "²": "^2", "³": "^3", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3",
        "™": "", "®": "", "©": "", "…": "\ue000", "°": "°", "º": "°", "µ": "μ",
    }
)  # fmt: skip
_ELLIPSIS = "\ue000"  # private sign that keeps "…" through the unfolding

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "`", "“": '"', "”": '"', "„": '"',
     "«": '"', "»": '"', "‹": '"', "›": '"', "−": "-", "‐": "-", "‑": "-", "‒": "–", "―": "—",
     "⁄": "/", "∕": "/", "×": " × ", "÷": " ÷ ", "·": " ", "•": "\n- "}
)  # fmt: skip

_THIN_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")

_FENCED = re.compile(r"(?ms)^[ \t]*(```|~~~)[^\n]*\n.*?^[ \t]*\1[ \t]*$\n?")
_FENCE = re.compile(r"(?m)^[ \t]*(?:```|~~~)\S*[ \t]*$")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]*\")?\)")
_AUTO_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+|[ \t]+#+[ \t]*$")
_QUOTED_LINE = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"(?m)^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"(?m)^[ \t]*(?:[-*_=][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"(?m)^[ \t]*\|?[ \t]*:?-{2,}:?[ \t|:-]*$")
_LONE_NUMBER = re.compile(r"(?m)^([ \t]*\d{1,3})[.)][ \t]+")
_STARS = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~\n]{1,500}?)(?<=\S)\1")
_LOW_LINES = re.compile(r"(?<![\w])(_{1,3})(?=\S)([^_\n]{1,500}?)(?<=\S)\1(?![\w])")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>|<!--.*?-->|<[!?][^<>\n]{0,500}>", re.DOTALL)
_FACES = re.compile(
    r"(?<!\S)(?:[:;=8][-'^o]?[)(DPpOo3|\\/]|[)(][-']?[:;=]|<3|</3|\^_?\^|:'\()(?=\s|[.,!?]|$)"
)


def readable(text: str) -> str:
    """`text` with line breaks as "\\n" and without signs that cannot be said.

    Surrogates, control, bidirectional and zero-width signs go; compatibility forms are unfolded
    (NFKC), so that full-width and styled letters read like plain ones; emoji are dropped.
    """
    text = _THIN_THOUSANDS.sub("", _BREAKS.sub("\n", text)).translate(_BEFORE_UNFOLDING)
    text = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode())
    text = "".join(map(_kept, text)).replace(_ELLIPSIS, "…")
    return text.translate(_QUOTES)


def _kept(sign: str) -> str:
    if sign in "\n" + _ELLIPSIS or (sign.isascii() and sign.isprintable()):
        return sign
    match unicodedata.category(sign):
        case "Cf" | "Cs" | "Co" | "Cn" | "Mn" | "Me":  # a composed é is a letter; loose marks go
            return ""
        case "Cc" | "Zs" | "Zl" | "Zp":
            return " "
        case "So" | "Sk":
            return sign if sign == "°" else " "
        case _:
            return sign


def without_markup(text: str) -> str:
    """The words of markdown and HTML; each line that was an item of its own ends like one."""
    text = _FENCED.sub("\n", text)
    text = _FENCE.sub("", text)
    text = _AUTO_LINK.sub(r" \1 ", text)
    text = _IMAGE_OR_LINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = _RULE.sub("", text)
    text = _TABLE_RULE.sub("", text)
    text = _QUOTED_LINE.sub("", text)
    text = _HEADING.sub("", text)
    text = _BULLET.sub("", text)
    text = _LONE_NUMBER.sub(r"\1, ", text)
    text = _FACES.sub(" ", text)
    for _ in range(2):  # **bold with *slant* inside**
        text = _STARS.sub(r"\2", text)
        text = _LOW_LINES.sub(r"\2", text)
    return text.replace("`", "")


_LINE_END = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)*")


def one_line(text: str) -> str:
    """Lines as sentences: where a line ends without a mark, it gets a full stop."""
    lines = [line.strip() for line in _LINE_END.split(text)]
    out = [line if line[-1] in ".,;:!?…—–" else line + "." for line in lines[:-1] if line]
    return " ".join([*out, lines[-1]]).strip() if lines else ""
