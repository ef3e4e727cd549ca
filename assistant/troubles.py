"""Tell a trouble by its kind when it comes, and that it has gone when it had been told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.events import TroubleCame, TroubleWent

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.errors import Trouble
    from assistant.events import Fact


@dataclass
class Troubles:
    tell: Callable[[Fact], None]
    _told: set[str] = field(default_factory=set, init=False)  # until they have gone

    def came(self, key: str, trouble: Trouble) -> None:
        self._told.add(key)
        self.tell(TroubleCame(key, trouble.what, trouble.remedy))

    def went(self, key: str) -> None:
        if key in self._told:
            self._told.discard(key)
            self.tell(TroubleWent(key))

    def of(self, key: str) -> Callable[[Trouble | None], None]:
        """For a part that says itself what is wrong with it, None when it is well again."""

        def changed(trouble: Trouble | None) -> None:
            if trouble is None:
                self.went(key)
            else:
                self.came(key, trouble)

        return changed
