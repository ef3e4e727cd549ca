"""Mail and files on the desk: what was looked through, what is proposed, and the acts that move and bring back.

Acts hold no words of a mail: they name the mailbox or the folder, the groups and the record. Looking
and moving may take a minute, so they run beside the talk; what came of it is remarked in a pause.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Tier
from assistant.errors import Trouble
from assistant.inbox.asking import Reader
from assistant.inbox.carrying import movable, plan_words, sort, unsort
from assistant.inbox.mail import Group
from assistant.keys import Keys, system_ring
from assistant.ports import Act
from assistant.settings import write_whole
from assistant.tidying.moving import carry_out
from assistant.tidying.proposing import By, proposed
from assistant.tidying.records import Records
from assistant.tidying.view import Swept, plan_mail, sort_files, sort_mail
from assistant.tidying.words import found_words, moved_words, orders_words, proposal_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.desk.deeds import Deeds
    from assistant.dialogue.history import History
    from assistant.inbox.found import Triage
    from assistant.tidying.proposing import Proposal

FOLDER, PLANS = "tidying", "plans"


def at_once(job: Callable[[], str], done: Callable[[str], None]) -> None:
    """Do it here and now."""
    done(job())


@dataclass
class Sweeping:
    """`beside` runs a job, which may raise Trouble, and hands its remark to `done` on the caller's
    thread; `changed` is called after each change, `remark` with what she shall say in a pause, `quote`
    with what holds words of others, which is for no mind and no memory. `key_of`
    gives the name an account's password is kept under, or raises Trouble for what is none; `contacted`
    is told of every look at one, with the bytes that were sent and received.
    """

    profile: Path
    clock: Callable[[], datetime]
    changed: Callable[[], None] = lambda: None
    remark: Callable[[str], None] = lambda _text: None
    quote: Callable[[str], None] = lambda _text: None
    beside: Callable[[Callable[[], str], Callable[[str], None]], None] = at_once
    key_of: Callable[[str], str] = lambda _account: _no_accounts()
    contacted: Callable[[str, int, int], None] = lambda _account, _sent, _received: None
    reader: Reader = field(default_factory=Reader)
    keys: Keys = field(default_factory=lambda: Keys(system_ring))
    seen: Swept = field(default_factory=Swept, init=False)
    _offered: str = field(default="", init=False)
    _offered_at: datetime | None = field(default=None, init=False)

    @property
    def records(self) -> Records:
        return Records(self.profile / FOLDER)

    @property
    def mailbox(self) -> str:
        """Where the mail is that was looked through last; "" when none was."""
        try:
            return self._place.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return ""

    @property
    def _place(self) -> Path:
        return self.profile / FOLDER / "mailbox"

    def sort_mail(self) -> Act:
        return sort_mail(self.seen, self.clock())

    def plan_mail(self) -> Act:
        return plan_mail(self.seen, self.clock())

    def sort_files(self) -> Act:
        return sort_files(self.seen, self.clock())

    def offers(self, what: str, history: History) -> bool:
        """Whether her offer to sort "mail" or "files" is the last thing between them."""
        if self._offered != what or self._offered_at is None:
            return False
        before = history.before
        return before is None or before.at <= self._offered_at

    # --- the deeds -------------------------------------------------------------------------

    def teach(self, deeds: Deeds) -> None:
        """Let `deeds` do the acts. Whatever moves something asks on the screen."""
        free, confirmed = Tier.FREE, Tier.CONFIRMED
        for name, tier, do, inverse, words in (
            ("mail_look", free, self._look, _none, _naming("looking through the mail")),
            ("mail_groups", free, self._choose, _none, _naming("choosing what is moved")),
            ("mail_password", free, self._password, _none, _naming("taking the password")),
            ("mail_sort", confirmed, self._sort, _going_back, self._sorting),
            ("mail_plan", Tier.UNDOABLE, self._plan, _unplanning, _naming("writing the plan")),
            ("mail_plan_drop", confirmed, self._unplan, _none, _naming("dropping the plan")),
            ("files_look", free, self._propose, _none, _naming("looking into the folder")),
            ("files_sort", confirmed, self._tidy, _going_back, self._tidying),
            ("tidy_back", confirmed, self._back, _none, _naming("bringing back what was moved")),
        ):
            deeds.learn(name, Deed(tier, do, inverse, words))

    def _look(self, act: Act) -> None:
        mailbox = str(act.arguments.get("mailbox") or self.mailbox)
        if not mailbox:
            raise Trouble("I don't know where your mail is.", "Name the mailbox on the tidy page.")
        if self.seen.busy:
            raise Trouble("I'm at it still.", "Give me a moment.")
        secret = ""
        if "://" in mailbox:
            secret = self.keys.get(self.key_of(mailbox)) or ""
            if not secret:
                self._show(replace(self.seen, wants_password=mailbox))
                raise Trouble("That account needs its password.", "Type it on the tidy page.")
        else:
            mailbox = str(Path(mailbox).expanduser().absolute())

        def look() -> str:
            traffic = (0, 0)
            try:
                found = replace(self.reader.look(mailbox, secret), mailbox=mailbox)
                traffic = found.traffic
            finally:
                if "://" in mailbox:
                    self.contacted(mailbox, *traffic)
            self.seen = replace(
                self.seen, mail=found, groups=movable(found), looks=self.seen.looks + 1
            )
            with contextlib.suppress(OSError):  # then it has to be named again
                self.records.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_whole(self._place, mailbox.encode("utf-8", "replace"))
            return found_words(found)

        def warn() -> None:
            if self.seen.mail is not None and (said := orders_words(self.seen.mail)):
                self.quote(said)

        self._begin("looking through the mail", look, "mail", warn)

    def _choose(self, act: Act) -> None:
        found = self.seen.mail
        if found is not None:
            chosen = groups_in(str(act.arguments["groups"]))
            self._show(replace(self.seen, groups=tuple(g for g in movable(found) if g in chosen)))

    def _password(self, act: Act) -> None:
        mailbox = self.seen.wants_password
        if mailbox:
            kept = self.keys.put(self.key_of(mailbox), str(act.arguments["password"]))
            self._show(replace(self.seen, wants_password="", told=kept.value))
            self._look(Act("mail_look", {"mailbox": mailbox}))

    def _sort(self, act: Act) -> None:
        found, groups = self._looked(act), groups_in(str(act.arguments["groups"]))
        id_ = str(act.arguments["record"])

        def move() -> str:
            carried = sort(found, groups, self.records, id_)
            self.seen = replace(self.seen, mail=None, groups=())
            return moved_words(carried, "mail")

        self._begin("sorting the mail", move)

    def _plan(self, act: Act) -> None:
        found = self._looked(act)
        path = self._plan_path(act)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, plan_words(found, self.seen.groups).encode("utf-8", "replace"))
        except OSError as error:
            raise Trouble(f"I couldn't write the plan ({error.strerror}).") from None
        self._show(replace(self.seen, told=f"The plan is in {path}."))

    def _unplan(self, act: Act) -> None:
        try:
            self._plan_path(act).unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(f"I couldn't take the plan away ({error.strerror}).") from None
        self._show(replace(self.seen, told=""))

    def _propose(self, act: Act) -> None:
        folder, by = Path(str(act.arguments["folder"])).expanduser(), By(str(act.arguments["by"]))

        def look() -> str:
            found = proposed(folder.absolute(), by)
            self.seen = replace(self.seen, files=found, looks=self.seen.looks + 1)
            return proposal_words(found)

        self._begin("looking into the folder", look, "files")

    def _tidy(self, act: Act) -> None:
        found = self._proposed(act)
        id_ = str(act.arguments["record"])

        def move() -> str:
            carried = carry_out(self.records, id_, Path(found.root), found.moves)
            self.seen = replace(self.seen, files=None)
            return moved_words(carried, "file")

        self._begin("moving the files", move)

    def _back(self, act: Act) -> None:
        id_ = str(act.arguments["record"])

        def back() -> str:
            carried = unsort(self.records, id_)
            if carried.left:
                return f"It's back, but for {len(carried.left)} that have changed since; they stay where they are."
            return "Everything is back where it was."

        self._begin("bringing it back", back)

    # --- what they work on -----------------------------------------------------------------

    def _looked(self, act: Act) -> Triage:
        found = self.seen.mail
        if found is None or [found.mailbox, self.seen.looks] != [
            act.arguments["mailbox"],
            act.arguments["looks"],
        ]:
            raise Trouble("I'd have to look through that mail once more first.")
        return found

    def _proposed(self, act: Act) -> Proposal:
        found = self.seen.files
        if found is None or [found.root, self.seen.looks] != [act.arguments["folder"], act.arguments["looks"]]:  # fmt: skip
            raise Trouble("I'd have to look into that folder once more first.")
        return found

    def _plan_path(self, act: Act) -> Path:
        """Raises ValueError for what can be no plan's name."""
        return self.profile / PLANS / f"{self.records.path(str(act.arguments['record'])).stem}.txt"

    def _sorting(self, act: Act) -> str:
        """Exactly what a yes would do."""
        found, groups = self._looked(act), groups_in(str(act.arguments["groups"]))
        named = ", ".join(f"{found.number(group):,} to “{group.value}”" for group in groups)
        where = "as copies beside it" if Path(found.mailbox).is_file() else "into folders inside it"
        return f"sorting {found.mailbox} {where}, deleting nothing: {named}"

    def _tidying(self, act: Act) -> str:
        found = self._proposed(act)
        named = ", ".join(f"{count:,} to “{name}”" for name, count in found.folders[:8])
        return f"moving {len(found.moves):,} files inside {found.root}, deleting nothing: {named}"

    # --- beside the talk -------------------------------------------------------------------

    def _begin(
        self,
        busy: str,
        job: Callable[[], str],
        offered: str = "",
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """`offered`: what she will offer to sort when it is done; `then` comes first, if it went well."""
        self._offered = offered
        self._show(replace(self.seen, busy=busy))

        went_well: list[bool] = []

        def safe() -> str:
            try:
                told = job()
            except Trouble as trouble:
                return str(trouble)
            went_well.append(True)
            return told

        def done(told: str) -> None:
            if went_well:
                then()
            self._done(told)

        self.beside(safe, done)

    def _done(self, told: str) -> None:
        self._offered_at = self.clock()
        self._show(replace(self.seen, busy="", told=told))
        self.remark(told)

    def _show(self, seen: Swept) -> None:
        self.seen = seen
        self.changed()


def groups_in(named: str) -> tuple[Group, ...]:
    """From "NEWSLETTERS,LISTS"; what is no group is left out."""
    return tuple(group for group in Group if group.name in named.split(","))


def _no_accounts() -> str:
    raise Trouble("I can't reach mail accounts from here.", "Name mail that lies on this computer.")


def _none(_act: Act) -> Act | None:
    return None


def _naming(words: str) -> Callable[[Act], str]:
    return lambda _act: words


def _going_back(act: Act) -> Act:
    return Act("tidy_back", {"record": act.arguments["record"]})


def _unplanning(act: Act) -> Act:
    return Act("mail_plan_drop", {"record": act.arguments["record"]})
