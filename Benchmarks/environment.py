"""Makes an environment of pinned packages, outside the checkout, and prints the path of its Python.

Usage: python3 environment.py NAME REQUIREMENTS

It stands in $XDG_CACHE_HOME/lectern-benchmarks (or ~/.cache/lectern-benchmarks) and is made once for each content of
the requirements file, which must name all that is needed. The packages come from PyPI.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path


def cache():
    """The folder that holds what is made once for the benchmarks."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lectern-benchmarks"


def main():
    name, requirements = sys.argv[1], Path(sys.argv[2])
    if sys.version_info < (3, 11):
        sys.exit(f"the pinned versions for {name} need Python 3.11 or later, and this is {sys.version.split()[0]}")
    version = "{}.{} ".format(*sys.version_info).encode()
    digest = hashlib.sha256(version + requirements.read_bytes()).hexdigest()[:12]
    folder = cache() / f"{name}-{digest}"
    python = folder / "bin" / "python"
    done = folder / "complete"
    if not done.exists():
        print(f"installing {name} into", folder, file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True, stdout=sys.stderr)
            subprocess.run(
                [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", requirements],
                check=True, stdout=sys.stderr)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"{name} could not be installed: {error}; this needs Python's venv and pip, and PyPI")
        done.touch()
    print(python)


if __name__ == "__main__":
    main()
