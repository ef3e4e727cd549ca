"""The kinds of failure a person can act on; everything else is a bug."""


class Trouble(Exception):  # noqa: N818 - named for what it is to the person, not to the programmer
    """Something the person can act on: what happened, and what to do about it.

    Both are plain sentences that may be shown and spoken as they are. Raised at an adapter,
    shown once by whoever asked for the work.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class ChildLost(Trouble):
    """A child process died, hung past its deadline or was killed while it owed an answer."""
