"""The window's words: all of them go through one place, and stand in files for those who translate."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ui import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
MAKE = f"run: python {(FOLDER / 'make.py').relative_to(ROOT)}"
SHOWS = frozenset(
    "Button QLabel QCheckBox QAction small entry section part setText setToolTip setWindowTitle "
    "setPlaceholderText setAccessibleName setAccessibleDescription announce note tell".split()
)
"""What puts words on the screen, or hands them to a screen reader."""
SOURCES = sorted((ROOT / "ui").glob("*.py"))
NAMES = {"kind", "sign"}  # keywords that are no words
SPOKEN = {"Act", "Say", "Do", "ValueError", "TypeError", "debug", "info", "warning", "error"}
"""What takes words that are not shown: wishes in her language, the log, faults of ours."""


def made() -> Any:
    spec = importlib.util.spec_from_file_location("make_translations", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make() -> Any:
    return made()


def test_the_files_for_translators_are_those_of_these_words(make: Any) -> None:
    for path, content in make.files().items():
        assert path.read_bytes() == content, MAKE


def test_english_is_complete(make: Any) -> None:
    english = make.read((FOLDER / "en.po").read_text("utf-8"))
    assert set(english) == set(make.texts())
    assert all(forms[0] == text.one for text, forms in english.items())
    assert len(english) > 400


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def bare(call: ast.Call) -> Iterator[str]:
    """Words among the arguments that no `tr` stands around."""
    given = [*call.args, *(one.value for one in call.keywords if one.arg not in NAMES)]
    while given:
        node = given.pop()
        if isinstance(node, ast.Call | ast.Compare | ast.Subscript | ast.FormattedValue):
            continue
        text = node.value if isinstance(node, ast.Constant) else ""
        if isinstance(text, str) and text != "OS1" and any(c.isalpha() for c in text):
            yield text
        given += ast.iter_child_nodes(node)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_words_reach_the_screen_past_the_catalogue(path: Path) -> None:
    escaped = [
        f"line {call.lineno}: {text!r}"
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and called(call) in SHOWS
        for text in bare(call)
    ]
    assert escaped == [], "say it with ui.wording.tr"


def prose(tree: ast.Module) -> Iterator[ast.Constant]:
    """Strings of several words that are neither documentation nor handed to a `SPOKEN` call."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) or called(node) in {"tr", "trn"} | SPOKEN:
            passed |= {id(inner) for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
        ):
            words = [w for w in node.value.split() if w.strip(".,:;!?“”").isalpha()]
            if len(words) > 1:
                yield node


# words that name things: troubles by their key, types, files, her commands, looks of controls
UNSHOWN = {
    "settings_sheet.py": {"start at login", "chosen microphone", "chosen speaker"},
    "words.py": {"chosen microphone", "chosen speaker", "chosen voice", "start at login"},
    "controls.py": {"no captions"}, "icons.py": {"no captions"}, "growth_sheet.py": {"as at first"},
    "app.py": {"the window", "a thread", "QApplication | None"},
}  # fmt: skip
WITHOUT_WORDS = {"theme"}  # a style sheet


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_sentence_stands_outside_the_catalogue(path: Path) -> None:
    known = UNSHOWN.get(path.name, set())
    found = {node.value for node in prose(ast.parse(path.read_text("utf-8")))} - known
    assert path.stem in WITHOUT_WORDS or not found, "say it with ui.wording.tr"


def test_without_a_catalogue_it_is_english() -> None:
    assert wording.tr("listening") == "listening"
    assert wording.tr("you: {yours}", yours="{no} place") == "you: {no} place"
    assert wording.tr("") == ""
    assert wording.trn("{count} thing", "{count} things", 1) == "1 thing"
    assert wording.trn("{count} thing", "{count} things", 2) == "2 things"


def test_a_translation_with_a_place_that_the_text_has_not_is_refused(make: Any) -> None:
    with pytest.raises(ValueError, match="nobody"):
        make.read('msgid "you: {yours}"\nmsgstr "Du: {nobody}"\n')


def test_what_is_not_translated_yet_stays_english(make: Any, tmp_path: Path) -> None:
    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    text = 'msgid "listening"\nmsgstr "hört zu"\n\nmsgid "thinking"\nmsgstr ""\n'
    (tmp_path / "de/LC_MESSAGES/os1.mo").write_bytes(make.compiled(make.read(text), "de"))
    import gettext

    german = gettext.translation(wording.DOMAIN, tmp_path, ["de"])
    assert german.gettext("listening") == "hört zu"
    assert german.gettext("thinking") == "thinking"


@pytest.mark.real
@pytest.mark.timeout(120)
def test_in_another_language_every_word_is_another_and_all_of_them_fit(
    make: Any, tmp_path: Path
) -> None:
    place = tmp_path / "xx" / "LC_MESSAGES"
    place.mkdir(parents=True)
    longer = {
        text: [f"⟦{form}{'·' * (len(form) // 4)}⟧" for form in (text.one, text.several) if form]
        for text in make.texts()
    }
    (place / "os1.mo").write_bytes(make.compiled(longer, "xx"))
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "xx"}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("abroad.py")), str(tmp_path)],
        env=env, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr
