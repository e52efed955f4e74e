"""Tries the rendered sample reports on the schemas of those who read them.

    python3 -m venv venv && venv/bin/pip install lxml jsonschema
    venv/bin/python validate.py [--ant JUnit.xsd]

Checks every file below `rendered`:
  junit.xml       against junit-10.xsd (beside this script; see README.md), and, with --ant, against the JUnit.xsd
                  of https://github.com/windyroad/JUnit-Schema; and that the counts of each suite are those of its cases
  results*.json   against gradescope-results.schema.json
  grades.json     against grades.schema.json
  grades.csv      by Python's reader of CSV: the rows of one file are equally long, no cell begins a formula
When all are right it writes validated.txt, the checksums of what it has seen; the Swift tests want exactly these.

Made with Python 3.11, lxml 6.1.3 and jsonschema 4.26.0; versions hardly matter.
"""

import argparse
import csv
import io
import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from lxml import etree

HERE = pathlib.Path(__file__).parent
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def fnv1a(data: bytes) -> str:
    """FNV-1a with 64 bits."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return f"{value:016x}"


def junit_problems(data: bytes, schemas: dict) -> list:
    document = etree.fromstring(data)
    problems = []
    for name, schema in schemas.items():
        schema.validate(document)
        problems += [f"{name}: line {error.line}: {error.message}" for error in schema.error_log]
    for suite in document:
        cases = suite.findall("testcase")
        counts = {"tests": len(cases)} | {
            attribute: sum(case.find(element) is not None for case in cases)
            for attribute, element in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        }
        for attribute, count in counts.items():
            if suite.get(attribute) != str(count):
                problems.append(f"suite {suite.get('id')}: {attribute} is {suite.get(attribute)}, not {count}")
    return problems


def json_problems(data: bytes, schema: dict) -> list:
    def unique(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a key occurs twice")
        return dict(pairs)

    def refuse(word):
        raise ValueError(f"{word} is not JSON")

    value = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse)
    validator = Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def csv_problems(data: bytes) -> list:
    text = data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    problems = [f"row {n} has {len(row)} cells" for n, row in enumerate(rows) if len(row) != len(rows[0])]
    for n, row in enumerate(rows):
        problems += [f"row {n}: a formula: {cell[:40]!r}" for cell in row if cell.lstrip(" \u00a0").startswith(FORMULA)]
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ant", help="the JUnit.xsd for Apache Ant")
    arguments = parser.parse_args()
    schemas = {"junit-10.xsd": etree.XMLSchema(etree.parse(HERE / "junit-10.xsd"))}
    if arguments.ant:
        schemas["JUnit.xsd"] = etree.XMLSchema(etree.parse(arguments.ant))
    grades, results = (
        json.loads((HERE / name).read_text(encoding="utf-8"))
        for name in ("grades.schema.json", "gradescope-results.schema.json")
    )
    Draft202012Validator.check_schema(grades)
    Draft202012Validator.check_schema(results)

    lines, failed = [], False
    files = sorted(path for path in (HERE / "rendered").rglob("*") if path.is_file())
    for path in files:
        data = path.read_bytes()
        if path.name == "junit.xml":
            problems = junit_problems(data, schemas)
        elif path.name == "results.json" or path.parent.name == "results":
            problems = json_problems(data, results)
        elif path.name == "grades.json":
            problems = json_problems(data, grades)
        elif path.name == "grades.csv":
            problems = csv_problems(data)
        else:
            problems = [] if path.name == "grades.txt" and data.decode("utf-8") else ["an unknown file"]
        name = path.relative_to(HERE / "rendered").as_posix()
        for problem in problems:
            failed = True
            print(f"{name}: {problem}")
        lines.append(f"{fnv1a(data)}  {name}")
    if failed or not files:
        print("not validated")
        return 1
    (HERE / "validated.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(files)} files are valid by {', '.join(schemas)} and the JSON schemas")
    return 0


if __name__ == "__main__":
    sys.exit(main())
