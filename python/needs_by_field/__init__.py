"""The command needs-by-field, installed by pip: `python -m needs_by_field` runs it, `command()` says where it is."""

import os
import sys
import sysconfig
from pathlib import Path

__all__ = ["command"]


def command() -> Path:
    """The path of the program needs-by-field that came with this package.

    Raises FileNotFoundError, which names the places looked at, where an installer left the program out.
    """
    name = "needs-by-field" + (sysconfig.get_config_var("EXE") or "")
    user = sysconfig.get_preferred_scheme("user") if sys.version_info >= (3, 10) else f"{os.name}_user"
    places = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=user),
        # `pip install --target DIRECTORY` puts programs into DIRECTORY/bin.
        str(Path(__file__).parent.parent / "bin"),
    ]
    for place in places:
        program = Path(place) / name
        if program.is_file():
            return program
    raise FileNotFoundError(f"{name} is in none of {', '.join(places)}; install it again: pip install --force-reinstall needs-by-field")
