"""Makes the environment that nbgrader runs in, outside the checkout, and prints the path of its Python.

Usage: python3 environment.py

It stands in $XDG_CACHE_HOME/lectern-benchmarks (or ~/.cache/lectern-benchmarks) and is made once for each content of
requirements.txt. Its packages come from PyPI.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path


def main():
    if sys.version_info < (3, 11):
        sys.exit("nbgrader's pinned versions need Python 3.11 or later, and this is " + sys.version.split()[0])
    requirements = Path(__file__).with_name("requirements.txt")
    version = "{}.{} ".format(*sys.version_info).encode()
    digest = hashlib.sha256(version + requirements.read_bytes()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lectern-benchmarks"
    folder = cache / f"nbgrader-{digest}"
    python = folder / "bin" / "python"
    done = folder / "complete"
    if not done.exists():
        print("installing nbgrader into", folder, file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True, stdout=sys.stderr)
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
                check=True, stdout=sys.stderr)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"nbgrader could not be installed: {error}; this needs Python's venv and pip, and PyPI")
        done.touch()
    print(python)


if __name__ == "__main__":
    main()
