"""When somebody goes on about being lonely, she names one of theirs: after listening, and seldom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dialogue.said import Kind
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.understanding import understand
from assistant.errors import Trouble
from assistant.people.leading import may_lead, suggestion
from assistant.people.lines import lonely
from assistant.people.suggesting import Moment

if TYPE_CHECKING:
    from assistant.people.circle import Circle
    from assistant.ports import Heard

LATELY = 4  # turns in which loneliness was spoken of
_TELLING = frozenset((Kind.TOLD, Kind.FRAGMENT, Kind.NOD, Kind.UNSURE))


class Lonely:
    """Suggests somebody you named when you speak of being lonely, at most twice a week."""

    name = "people"

    def __init__(self, circle: Circle) -> None:
        self._circle = circle

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        """After the first mention she only listens."""
        before = list(talk.history.exchanges)[-1 - LATELY : -1]
        if not any(lonely(one.heard) for one in before) or not may_lead(talk.history, self._circle):
            return None
        if understand(heard.text, talk.history.people()).kind not in _TELLING:
            return None
        circle = self._circle
        try:
            one = await circle.fitting(Moment.LONELY, heard.at)
            if one is None:
                return None
            clause, pending = await suggestion(circle, one, Moment.LONELY, heard.at)
        except Trouble:
            return None
        return Reply(clause.text, clause.act, clause.sources, pending)
