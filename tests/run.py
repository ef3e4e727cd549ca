"""`./os1 test [--fast|--long] [pytest's own arguments]`: choose the tests, see to their models, run them.

Without a flag everything but soak and fuzz. --fast leaves out what needs models, sound or a window;
--long leaves out nothing. Pictures, recordings and junit.xml land in ./artifacts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SELECTIONS = {"--fast": "not real and not long", "--long": "", "": "not long"}


def chosen(arguments: list[str]) -> tuple[str, list[str]]:
    """The flag ("" without one) and what is left for pytest. The last flag counts."""
    flags = [word for word in arguments if word in SELECTIONS]
    return (flags or [""])[-1], [word for word in arguments if word not in SELECTIONS]


def command(flag: str, rest: list[str]) -> list[str]:
    """What to run. A person's own -m comes later and so takes the place of ours."""
    selection = SELECTIONS[flag]
    return [
        sys.executable, "-m", "pytest", f"--rootdir={ROOT}", f"--config-file={ROOT}/pyproject.toml",
        *(["-m", selection] if selection else []),
        f"--junitxml={ROOT}/artifacts/junit.xml",
        *rest,
    ]  # fmt: skip


def fetch_models() -> None:
    """Have the default models and the local mind here. Raises Trouble when one can't be had."""
    from assistant.cli.models import Meter, interruptible
    from assistant.models.store import MIND, Store
    from assistant.paths import models_folder

    store = Store(models_folder())
    show = Meter(quiet=False)
    with interruptible() as cancel:
        for name in (*store.missing_defaults(), MIND):
            if store.get(name, show, cancel) is None:
                sys.exit(130)
            show.end()


def main() -> int:
    sys.path[:0] = [str(ROOT)]
    from assistant.errors import Trouble
    from assistant.paths import models_folder

    flag, rest = chosen(sys.argv[1:])
    (ROOT / "artifacts").mkdir(exist_ok=True)
    os.environ["OS1_MODELS"] = str(models_folder().absolute())  # tests pretend to have another home
    if flag != "--fast":
        try:
            fetch_models()
        except Trouble as trouble:
            sys.stderr.write(f"{trouble} `./os1 test --fast` does without models.\n")
            return 1
    os.chdir(ROOT)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.pop("PYTHONSAFEPATH", None)
    sys.stdout.flush()
    words = command(flag, rest)
    if sys.platform != "win32":
        os.execv(words[0], words)  # noqa: S606 - pytest takes our place: its signals, status, last line
    return subprocess.call(words)


if __name__ == "__main__":
    sys.exit(main())
