"""Every act that destroys or leaves the computer, as the code has them: none is done without a yes on the screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import pytest
from desktalking import Talking

from assistant.desk.deeds import Deed, Deeds, Tier
from assistant.dialogue.skills import all_skills
from assistant.letters.letter import Letter
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.desk.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
# How each of them is asked for, by voice where it can be. An act that is not here fails the first test.
ASKED_FOR: dict[str, str] = {
    "reminder_series_drop": "stop reminding me to water the plants",
    "reminders_clear": "delete all my reminders",
    "list_delete": "delete my shopping list",
    "list_clear": "clear my shopping list",
    "note_delete": "delete the note about the wifi",
    "event_series_drop": "cancel all team meetings",
    "letter_send": "send it",
    "letter_remove": "delete the letter",
}
# What is confirmed in another place than the desk, and where its refusal is shown.
ELSEWHERE: dict[str, str] = {
    "mail_sort": "tests/tidying/test_tidying_talk.py::test_a_spoken_yes_moves_nothing",
    "files_sort": "tests/tidying/test_tidying_talk.py::test_a_folder_is_tidied_after_a_click_and_put_back",
    "tidy_back": "tests/desk/test_desk_refusals.py::test_none_is_begun_before_the_yes",
    "mail_plan_drop": "tests/desk/test_desk_refusals.py::test_none_is_begun_before_the_yes",
    "memory": "tests/core/test_acting.py::test_to_forget_much_waits_for_the_screen",
    "retire": "tests/retirement/test_retirement.py::test_in_the_window_it_waits_for_a_yes_on_the_screen",
}
OF_THE_WIRING = {"memory", "retire"}  # learnt where the parts are put together, not by the desk
# The files that name the tier, and those that open another program; each with the acts it does.
CONFIRMING = {
    "assistant/desk/event_deeds.py": {"event_series_drop"},
    "assistant/desk/list_deeds.py": {"list_delete", "list_clear"},
    "assistant/desk/note_deeds.py": {"note_delete"},
    "assistant/desk/reminder_deeds.py": {"reminder_series_drop", "reminders_clear"},
    "assistant/letters/writing.py": {"letter_send", "letter_remove"},
    "assistant/tidying/sweeping.py": {"mail_sort", "files_sort", "tidy_back", "mail_plan_drop"},
    "assistant/retirement/asked.py": {"retire"},
    "assistant/acting.py": {"memory"},
}
DEEDS = "assistant/desk/deeds.py"
_NAMES = re.compile(r'"(\w+)", (?:confirmed|Tier\.CONFIRMED|Deed\(\s*Tier\.CONFIRMED)')
OPENING = {
    "assistant/letters/handing.py": "letter_send",
    "assistant/opening/starting.py": "open_first",
}
_OPENS = re.compile(r"xdg-open|os\.startfile|webbrowser\.|openUrl\(|smtplib|sendmail\(")
# Taken back by "undo that", and by nothing that is said: these destroy as well.
ONLY_INVERSE = {"list_write", "list_unmake", "note_drop", "event_restore", "reminders_set", "letter_unsave"}  # fmt: skip


class Refused:
    """A furnished desk with a letter on it; `outside` is what was handed to other programs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outside: list[str] = []
        desk = corpus.furnished(folder)
        desk.writing.open_outside = self.outside.append
        letter = Letter(
            "Anna", "Dear Anna,", (("I am well.",),), "Yours,", "Theo", "News", "anna@example.org"
        )
        desk.deeds.perform(desk.writing.begin(letter, dictating=False))
        self.desk: Desk = desk
        self.talk = Talking(desk)
        self.talk.skills = all_skills(desk)

    def kept(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    return Refused(tmp_path)


def confirmed(desk: Desk) -> set[str]:
    return {name for name, tier in desk.deeds.known.items() if tier is Tier.CONFIRMED}


def tried(name: str) -> bool:
    """Whether another test names the act and the yes it needs."""
    here = Path(__file__).relative_to(ROOT).as_posix()
    return any(
        f'"{name}"' in text and re.search(r"\byes\b|\.waiting\b|CONFIRMED", text)
        for path, text in sources("tests")
        if path != here
    )


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_each_of_them_has_a_test_here_or_elsewhere(refused: Refused) -> None:
    known = confirmed(refused.desk) | OF_THE_WIRING
    assert known >= set(ASKED_FOR) | set(ELSEWHERE)
    untried = {name for name in known - set(ASKED_FOR) - set(ELSEWHERE) if not tried(name)}
    assert not untried, "write down how the new act is asked for, or where its refusal is shown"
    for test in ELSEWHERE.values():
        file, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), test


def test_none_is_begun_before_the_yes(refused: Refused) -> None:
    begun: list[str] = []
    deeds = Deeds(refused.desk.journal)
    for name in ASKED_FOR.keys() | ELSEWHERE.keys():
        deeds.learn(
            name,
            Deed(
                Tier.CONFIRMED, lambda act: begun.append(act.name), lambda _act: None, lambda _: ""
            ),
        )
        deeds.perform(Act(name))
        deeds.perform(Act(name, tainted=True))
        deeds.perform(Act("undo"))
    assert begun == []


def test_no_file_confirms_acts_that_nobody_tried() -> None:
    for path, text in sources("assistant", "ui"):
        if not re.search(r"\bTier\.CONFIRMED\b", text) or path in {*CONFIRMING, DEEDS}:
            continue
        names = set(_NAMES.findall(text))
        assert names, f"{path}: an act needs its line in CONFIRMING"
        untried = {name for name in names if not tried(name)}
        assert not untried, f"{path}: a confirmed act needs a test of its refusal"
    assert set().union(*CONFIRMING.values()) == set(ASKED_FOR) | set(ELSEWHERE)


def test_no_file_opens_other_programs_but_for_a_confirmed_act(refused: Refused) -> None:
    opening = {path for path, text in sources("assistant", "ui") if _OPENS.search(text)}
    assert opening == set(OPENING), "what opens something outside must be an act with a yes"
    assert set(OPENING.values()) <= confirmed(refused.desk) | set(ELSEWHERE)


def test_what_only_takes_back_is_asked_for_by_nothing() -> None:
    for path, text in sources("assistant/dialogue", "ui"):
        for name in ONLY_INVERSE:
            assert f'"{name}"' not in text, path


@pytest.mark.parametrize("name", ASKED_FOR)
def test_without_a_yes_on_the_screen_it_is_not_done(refused: Refused, name: str) -> None:
    before = refused.kept()
    refused.talk(ASKED_FOR[name])
    waiting = refused.desk.deeds.waiting
    assert waiting is not None
    assert waiting.act.name == name
    for said in ("yes", "do it", "I'm sure", "yes on the screen"):
        refused.talk(said)
    refused.desk.deeds.answer(waiting.number + 1, yes=True)  # another question's
    assert (refused.kept(), refused.outside) == (before, [])
    refused.desk.deeds.answer(waiting.number, yes=False)
    refused.desk.deeds.answer(waiting.number, yes=True)  # the question is gone
    assert (refused.kept(), refused.outside) == (before, [])


@pytest.mark.parametrize("name", ASKED_FOR)
def test_with_the_yes_it_is_done(refused: Refused, name: str) -> None:
    before = refused.kept()
    refused.talk(ASKED_FOR[name])
    waiting = refused.desk.deeds.waiting
    assert waiting is not None
    refused.desk.deeds.answer(waiting.number, yes=True)
    assert refused.kept() != before or refused.outside


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_others_wrote_gets_it_no_further(refused: Refused, name: str) -> None:
    before = refused.kept()
    refused.talk(ASKED_FOR[name])
    waiting = refused.desk.deeds.waiting
    assert waiting is not None
    refused.desk.deeds.answer(waiting.number, yes=False)
    refused.desk.deeds.perform(Act(name, waiting.act.arguments, tainted=True))
    assert (refused.kept(), refused.outside) == (before, [])
