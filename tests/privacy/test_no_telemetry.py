"""Libraries that would report to their makers find that forbidden before they are loaded."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FORBIDDEN = ("ORT_DISABLE_TELEMETRY", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")


@pytest.mark.parametrize("module", ["assistant.wire", "assistant.__main__", "ui.__main__"])
def test_every_process_of_ours_forbids_it_before_anything_else(module: str) -> None:
    code = f"import os, sys, {module}; assert not 'onnxruntime' in sys.modules; print([os.environ.get(n) for n in {FORBIDDEN}])"
    env = {name: value for name, value in os.environ.items() if name not in FORBIDDEN}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(["1"] * len(FORBIDDEN))


def test_whoever_loads_onnx_runtime_forbids_it_there_too() -> None:
    """For Windows, where the library reads no variable."""
    users = []
    for path in (ROOT / "assistant").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if any(_imports(node) for node in ast.walk(ast.parse(text))):
            users.append(path.name)
            assert text.index("disable_telemetry_events()") < text.index("InferenceSession(")
    assert len(users) >= 3


def _imports(node: ast.AST) -> bool:
    return isinstance(node, ast.Import) and any(one.name == "onnxruntime" for one in node.names)
