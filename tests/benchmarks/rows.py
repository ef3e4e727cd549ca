"""Print what was measured beside what is wanted: one line for each row of the issue's table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Row:
    """`must` and `aim` are the most it may be; with `least`, the least. `measured` None: nothing was."""

    name: str
    measured: float | None
    must: float
    aim: float
    unit: str = "ms"
    least: bool = False

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "not measured"
        if self._reaches(self.aim):
            return "aim"
        return "pass" if self._reaches(self.must) else "FAIL"

    def _reaches(self, wanted: float) -> bool:
        if self.measured is None:
            return False
        return self.measured >= wanted if self.least else self.measured <= wanted


def printed(rows: Iterable[Row]) -> dict[str, object]:
    """Print them; what came of each, for the figures that are returned."""
    rows = tuple(rows)
    width = max(len(row.name) for row in rows)
    print(f"{'':{width}}  {'measured':>9} {'must':>7} {'aim':>7}")
    for row in rows:
        found = "–" if row.measured is None else f"{row.measured:g}"
        print(
            f"{row.name:{width}}  {found:>9} {row.must:>7g} {row.aim:>7g} {row.unit:4} {row.verdict}"
        )
    failed = [row.name for row in rows if row.verdict == "FAIL"]
    return {"failed": failed, "rows": {row.name: row.measured for row in rows}}
