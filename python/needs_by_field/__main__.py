"""Runs the command: `python -m needs_by_field publish results.json -o site/`."""

import os
import subprocess
import sys

from needs_by_field import command


def main() -> int:
    arguments = [os.fspath(command()), *sys.argv[1:]]
    if sys.platform == "win32":
        # There execv starts another process and returns to the shell at once.
        return subprocess.run(arguments).returncode
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    sys.exit(main())
