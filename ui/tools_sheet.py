"""Tools of other programs: what a server offers is shown in full before it is agreed to; each use asks."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assistant.events import Do
from assistant.ports import Act
from assistant.taint import Untrusted
from ui.controls import Button
from ui.flow import Flow
from ui.rows import INDENT, Objection, emptied, entry, small
from ui.sheet import TOLD_GAP, Sheet
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import Fact
    from assistant.state import State
    from assistant.tools.offered import Tool
    from assistant.tools.shelf import Agreed
    from assistant.tools.toolbox import Toolset
    from ui.bridge import Engine
    from ui.theme import Palette

LONGEST_DESCRIPTION = 4_000
LONGEST_ANSWER = 4_000
TROUBLE = "desk"


class ToolsSheet(Sheet):
    """Whatever is wanted goes out as an act of the desk; the ones that change or use ask first."""

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine = engine
        self._shown: Toolset | None = None
        self.objection = Objection(look)
        self.told = small("")
        self.told.setContentsMargins(0, 0, 0, TOLD_GAP)
        self.name = entry(tr("Name"), tr("A short name, such as time"))
        self.where = entry(tr("Command or address"), tr("mcp-server-time, or https://…"))
        self.token = entry(tr("Token"), tr("Only if the address asks for one; it is not shown"))
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.look = Button(tr("look at it"), tr("Look at it"), tr("Asks what it offers; uses nothing"), kind="firm")  # fmt: skip
        self._servers, self._looked, self._answered = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._fill()

    @property
    def first(self) -> QWidget:
        return self.name

    def show_state(self, state: State) -> None:
        trouble = state.troubles.get(TROUBLE)
        self.objection.tell(f"{trouble.what} {trouble.remedy}".strip() if trouble else "")
        tools = self._engine.toolset()
        if tools != self._shown:
            self._shown = tools
            self._show(tools)
        self.order()

    def news(self, _fact: Fact, state: State) -> None:
        self.show_state(state)

    # --- building --------------------------------------------------------------------------

    def _fill(self) -> None:
        self.column.addWidget(self.objection)
        self.column.addWidget(self.told)
        self.section(tr("Tools of other programs"))
        self.column.addWidget(
            small(
                tr(
                    "A tool server (MCP) is another program. It sees what you send it, nothing else."
                )
            )
        )
        self.column.addLayout(self._servers)
        self.section(tr("Add one"))
        for widget in (self.name, self.where, self.token):
            self.column.addWidget(widget)
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._looked)
        self.column.addLayout(self._answered)
        self.column.addStretch(1)
        self.look.clicked.connect(self._look_at)
        self.where.returnPressed.connect(self._look_at)
        self._show(self._engine.toolset())

    def _show(self, tools: Toolset) -> None:
        self.told.setText(tr("I'm {busy} …", busy=tools.busy) if tools.busy else tools.told)
        self.told.setVisible(bool(self.told.text()))
        self.look.setEnabled(not tools.busy)
        for layout in (self._servers, self._looked, self._answered):
            emptied(layout)
        for one in tools.agreed:
            self._show_server(one)
        if tools.looked is not None:
            self._show_looked(tools.looked)
        if tools.answered is not None:
            whose, words = tools.answered
            self._answered.addSpacing(10)
            self._answered.addWidget(small(tr("{whose} gave back, in its own words:", whose=whose)))
            self._answered.addWidget(small(words.shown(LONGEST_ANSWER), INDENT))

    def _show_server(self, agreed: Agreed) -> None:
        server = agreed.server
        head = small(f"{server.name}: {server.where}")
        head.setObjectName("part")
        self._servers.addWidget(head)
        if agreed.off:
            self._servers.addWidget(small(tr("Not used: {off}", off=agreed.off)))
        for tool in agreed.tools:
            self._servers.addLayout(self._tool(tool.name, agreed))
        row = Flow(gap=4)
        for does, text, explained in (
            ("again", tr("look again"), tr("Ask {name} anew what it offers", name=server.name)),
            ("drop", tr("remove"), tr("Remove {name}; asks first", name=server.name)),
        ):
            row.addWidget(self._button(does, text, explained, server.name))
        self._servers.addLayout(row)
        self._servers.addSpacing(10)

    def _tool(self, name: str, agreed: Agreed) -> QHBoxLayout:
        """A tool's name, and beside it whether each use asks."""
        unasked = name in agreed.unasked
        text = tr("runs unasked") if unasked else tr("asks each time")
        button = Button(text, f"{name}: {text}", tr("Press to have it the other way; asks first"), kind="quiet")  # fmt: skip
        button.setProperty("does", "unasked")
        button.setProperty("server", agreed.server.name)
        button.setProperty("tool", name)
        button.clicked.connect(self._act)
        row = QHBoxLayout()
        row.addWidget(small(name), 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_looked(self, looked: Agreed) -> None:
        server = looked.server
        head = small(tr("{name} is {where}", name=server.name, where=server.where))
        head.setObjectName("part")
        self._looked.addSpacing(10)
        self._looked.addWidget(head)
        if server.passes:
            self._looked.addWidget(
                small(tr("It sees these variables: {named}", named=", ".join(server.passes)))
            )
        for tool in looked.tools:
            self._looked.addWidget(small(_described(tool)))
        button = self._button("agree", tr("let it be used"), tr("Asks first"), server.name)
        button.setProperty("pin", looked.pin)
        self._looked.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, does: str, text: str, explained: str, server: str) -> Button:
        button = Button(text, f"{text}, {server}", explained, kind="firm")
        button.setProperty("does", does)
        button.setProperty("server", server)
        button.clicked.connect(self._act)
        return button

    # --- wishes ----------------------------------------------------------------------------

    def _look_at(self) -> None:
        said, name = self.where.text().strip(), self.name.text().strip().lower()
        if not said or not name:
            return
        if "://" in said:
            secret = self.token.text()
            self.token.clear()
            if secret:
                self._do("tool_token", server=name, token=secret)
            self._do("tool_look", server=name, url=said)
            return
        try:
            words = shlex.split(said)
        except ValueError:
            self.objection.tell(tr("The command has a quotation mark too few."))
            return
        self._do("tool_look", server=name, command=json.dumps(words))

    def _act(self) -> None:
        button = self.sender()
        server = str(button.property("server"))
        match str(button.property("does")):
            case "agree":
                self._do("tool_agree", server=server, pin=str(button.property("pin")))
            case "drop":
                self._do("tool_drop", server=server)
            case "unasked":
                self._do("tool_unasked", server=server, tool=str(button.property("tool")))
            case "again":
                one = next(a.server for a in self._engine.toolset().agreed if a.server.name == server)  # fmt: skip
                self._do("tool_look", server=server, url=one.url, command=json.dumps(one.command))
            case other:
                raise ValueError(other)

    def _do(self, name: str, **arguments: str) -> None:
        self._engine.submit(Do(Act(name, {**arguments})))


def _described(tool: Tool) -> str:
    """Name, arguments and description in full, as the words of others."""
    arguments = ", ".join(tool.arguments) or tr("nothing")
    words = Untrusted(
        tr(
            "{name} (takes {arguments}): {description}",
            name=tool.name,
            arguments=arguments,
            description=tool.description,
        )
    )
    return words.shown(LONGEST_DESCRIPTION)
