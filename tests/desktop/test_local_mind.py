"""The local mind in the real program: she is asked aloud, it words the answer, and she answers aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest
from companion import Desktop, running, spoken

from assistant.models.store import MIND, Store
from assistant.paths import models_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = models_folder()  # before a test's own home hides it
pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(400),
    pytest.mark.skipif(Store(HERE).path(MIND) is None, reason="the local mind's model is not here"),
]
SAID = (
    "I made soup for my sister yesterday.",
    "My brother bought an old boat last week.",
    "We found a letter behind the kitchen wall.",
)


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    with running(tmp_path_factory.mktemp("local"), mind="local") as desktop:
        desktop.ready("sound", "hearing", "voice", "mind", seconds=120)
        desktop.settled()
        yield desktop


def test_asked_aloud_she_answers_aloud_in_the_minds_words(desktop: Desktop, tmp_path: Path) -> None:
    worded_by: list[str] = []
    for said in SAID:  # a clause that may not be said gives way to a line of hers
        answer = desktop.hear_answer(spoken(tmp_path, said), seconds=60)
        assert len(answer.words().split()) >= 2
        worded_by += [fact["by"] for fact in answer.facts if fact["fact"] == "ReplySpoken"]
        if "mind:local" in worded_by:
            break
    assert "mind:local" in worded_by


def test_all_of_it_runs_on_this_computer_and_the_mind_takes_two_gigabytes(desktop: Desktop) -> None:
    tree = [psutil.Process(pid) for pid in (desktop.process.pid, *desktop.children())]
    inet = [one for process in tree for one in process.net_connections(kind="inet")]
    assert all(one.laddr.ip == "127.0.0.1" for one in inet)
    assert all(not one.raddr or one.raddr.ip == "127.0.0.1" for one in inet)
    largest = max(process.memory_info().rss for process in tree)
    assert 1e9 < largest < 2.5e9
