"""Does one piece of work with a peer of the library, and prints what it took as a line of JSON.

Usage: PYTHON peer.py WORK [NAME=VALUE …]

PYTHON is the one that ../environment.py names for the peer's requirements. WORK is `module.function` of the folder
`works`, for instance `tables.csv_pandas`. Values are `data` (the folder that generate.py prints), `rows`, `threads`,
`seed`, and what else the work reads.

The line has "seconds" (of the work itself: what it needs is loaded, and every function has run once on a few rows),
"processorSeconds" (of all threads), "residentBefore" and "peak" (kilobytes in memory before the work, and at the most
from then to its end, all that was loaded included), "exact" (texts that must be equal on both sides), "numbers" (that
are compared), "peer" and "note".
"""

import importlib
import json
import sys
import warnings


def main():
    work, *values = sys.argv[1:]
    module, function = work.split(".")
    warnings.simplefilter("ignore")
    report = getattr(importlib.import_module(f"works.{module}"), function)(
        dict(value.split("=", 1) for value in values))
    print(json.dumps(report))


if __name__ == "__main__":
    main()
