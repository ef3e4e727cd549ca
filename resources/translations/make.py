"""Gather the window's words and make catalogues of their translations: python resources/translations/make.py

Writes os1.pot (every text, in English) and en.po (the same, complete), and turns each other LANG.po
that lies here into LANG/LC_MESSAGES/os1.mo, which the window reads.
"""

from __future__ import annotations

import ast
import re
import string
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from assistant.growth.manner import Trait  # noqa: E402
from assistant.inbox.mail import Group  # noqa: E402
from assistant.settings import Settings  # noqa: E402
from assistant.voice.house import HOUSE_VOICES  # noqa: E402
from ui.theme import LOOKS, palette  # noqa: E402

HEAD = (
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Language: {language}\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)


@dataclass(frozen=True)
class Text:
    """What is shown; `several` is the plural, empty where there is none."""

    one: str
    several: str = ""


def texts(folder: Path = ROOT / "ui") -> dict[Text, list[str]]:
    """Every text of the window, with where it stands."""
    found: dict[Text, list[str]] = {}
    for path in sorted(folder.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (text := _asked(call)) is not None:
                places = found.setdefault(text, [])
                places += [] if f"ui/{path.name}" in places else [f"ui/{path.name}"]
    for text, place in _declared():
        found.setdefault(Text(text), []).append(place)
    return found


def _asked(call: ast.AST) -> Text | None:
    """What a call of `tr` or `trn` asks for, where it says so in so many words."""
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return None
    wanted = {"tr": 1, "trn": 2}.get(call.func.id, 0)
    said = [arg.value for arg in call.args[:wanted] if isinstance(arg, ast.Constant)]
    return Text(*said) if wanted and len(said) == wanted else None


def _declared() -> list[tuple[str, str]]:
    """Words that stand in declarations and are shown as they are."""
    found = [(f.title, "assistant/settings.py") for f in Settings.model_fields.values()]
    found += [(f.description, "assistant/settings.py") for f in Settings.model_fields.values()]
    found += [(trait.value, "assistant/growth/manner.py") for trait in Trait]
    found += [(group.value, "assistant/inbox/mail.py") for group in Group]
    found += [(voice.title, "assistant/voice/house.py") for voice in HOUSE_VOICES]
    return found + [(palette(look).title, f"resources/themes/{look}.toml") for look in LOOKS]


def written(found: dict[Text, list[str]], language: str, translated: dict[Text, list[str]]) -> str:
    """A .po file; empty where there is no translation."""
    blocks = [f'msgid ""\nmsgstr ""\n{_lines(HEAD.format(language=language))}']
    for text, places in found.items():
        said = translated.get(text, ["", ""])
        block = f"#: {' '.join(places)}\n"
        block += "#, python-brace-format\n" if "{" in text.one else ""
        block += f"msgid {quoted(text.one)}\n"
        if text.several:
            block += f"msgid_plural {quoted(text.several)}\n"
            block += "\n".join(f"msgstr[{i}] {quoted(one)}" for i, one in enumerate(said))
        else:
            block += f"msgstr {quoted(said[0])}"
        blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _lines(text: str) -> str:
    return "\n".join(quoted(line) for line in text.splitlines(keepends=True))


def read(text: str) -> dict[Text, list[str]]:
    """The translations of a .po file. Raises ValueError for a place {…} that is not the text's."""
    found: dict[Text, list[str]] = {}
    for block in text.split("\n\n"):
        fields = re.findall(r'^(msg\S+) ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, re.MULTILINE)
        said = {name: _joined(value) for name, value in fields}
        one, several = said.pop("msgid", ""), said.pop("msgid_plural", "")
        translated = list(said.values())
        if one and all(translated):
            for form in translated:
                _check(form, one, several)
            found[Text(one, several)] = translated
    return found


def _joined(value: str) -> str:
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', value))


def _check(form: str, *originals: str) -> None:
    known = {name for one in originals for name in _places(one)}
    if not _places(form) <= known:
        raise ValueError(f"{form!r} has a place that {originals[0]!r} has not.")


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def compiled(translated: dict[Text, list[str]], language: str) -> bytes:
    """The catalogue as `gettext` reads it (GNU .mo, revision 0)."""
    pairs = {b"": HEAD.format(language=language).encode()}
    for text, forms in translated.items():
        key = "\0".join(filter(None, (text.one, text.several)))
        pairs[key.encode()] = "\0".join(forms).encode()
    keys = sorted(pairs)
    words = [*keys, *(pairs[key] for key in keys)]
    at = 28 + 8 * len(words)
    table = []
    for word in words:
        table += [len(word), at]
        at += len(word) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28)
    return head + struct.pack(f"<{len(table)}I", *table) + b"".join(word + b"\0" for word in words)


def files() -> dict[Path, bytes]:
    """Everything that is made here, by its place."""
    found = texts()
    english = {text: [text.one, text.several] for text in found}
    made = {
        HERE / "os1.pot": written(found, "", {}).encode(),
        HERE / "en.po": written(found, "en", english).encode(),
    }
    for path in HERE.glob("*.po"):
        if path.stem != "en":
            place = HERE / path.stem / "LC_MESSAGES" / "os1.mo"
            made[place] = compiled(read(path.read_text("utf-8")), path.stem)
    return made


def main() -> None:
    for path, content in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
