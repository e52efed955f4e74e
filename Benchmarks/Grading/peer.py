"""Lets nbgrader grade the answers that Lectern grades, as notebooks, and prints what it took as JSON.

Usage: PYTHON peer.py PLAN FOLDER [--processes N]

PYTHON is the one that ../environment.py names. PLAN is a JSON file: "values" (the numbers of each exercise), "right"
(the right answer of each exercise) and "students" (each with "student", and "answers": by exercise, "text" and
"mistake", null when it is right). FOLDER must not exist; the course is made in it, and stays.

The notebook has six graded cells, each with a test cell that does the work of the lesson's check; the exercise with two
parts is two of them. With N processes there are N courses with a part of the students each, because each process needs
a database of its own. What is timed is `nbgrader autograde`, from the start of the first process to the end of the
last.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

HERE = Path(__file__).parent
ASSIGNMENT = "reservoir"

# The graded cells: name, exercise, points, and the code that a student writes for an answer.
CELLS = [
    ("five-draws", "five-draws", 1, lambda answer: f"reservoir = {answer['text'].split()!r}"),
    ("enters", "one-in-many", 1, lambda answer: f"enters = {numbers(answer)[0]!r}"),
    ("first-stays", "one-in-many", 1, lambda answer: f"first_stays = {numbers(answer)[1]!r}"),
    ("name-the-bug", "name-the-bug", 3, lambda answer: f"bugs = {pairs(answer)!r}"),
    ("three-steps", "three-steps", 4, lambda answer: step(answer)),
    ("merging-reservoirs", "merging-reservoirs", 1, lambda answer: f"from_the_small = {numbers(answer)[0]!r}"),
]


def numbers(answer):
    return [float(number) for number in answer["text"].split(",")]


def pairs(answer):
    return dict(pair.split("=") for pair in answer["text"].split())


def step(answer):
    """The Python of a Swift answer to the code exercise, known by the mistake that it shows."""
    file = HERE / "steps" / ((answer["mistake"] or "right") + ".py")
    if not file.exists():
        sys.exit(f"the lesson has the wrong answer “{answer['mistake']}”, and {file} is missing")
    return file.read_text().rstrip()


def instructors_notebook(plan):
    cells = []
    for name, exercise, points, code in CELLS:
        cells.append(new_markdown_cell(f"## {name}"))
        solution = new_code_cell("### BEGIN SOLUTION\n" + code(plan["right"][exercise]) + "\n### END SOLUTION")
        solution.metadata["nbgrader"] = {
            "cell_type": "code", "grade": False, "grade_id": name, "locked": False, "schema_version": 3,
            "solution": True, "task": False,
        }
        test = (HERE / "tests" / (name + ".py")).read_text().rstrip()
        values = f"values = {plan['values'].get(exercise, {})!r}\npoints = {points}\n"
        grade = new_code_cell("### BEGIN HIDDEN TESTS\n" + values + test + "\n### END HIDDEN TESTS")
        grade.metadata["nbgrader"] = {
            "cell_type": "code", "grade": True, "grade_id": "test-" + name, "locked": True, "points": points,
            "schema_version": 3, "solution": False, "task": False,
        }
        cells += [solution, grade]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def nbgrader(*words, course, environment):
    """Starts a command of nbgrader in a course, whose file `log` gets what it says."""
    with open(course / "log", "a") as log:
        command = [sys.executable, "-m", "nbgrader", *words]
        return subprocess.Popen(command, cwd=course, env=environment, stdout=log, stderr=log)


def make_course(course, plan, students, environment):
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "{course.name}"\nc.CourseDirectory.root = {str(course)!r}\n')
    nbformat.write(instructors_notebook(plan), source / "reservoir.ipynb")
    if nbgrader("generate_assignment", ASSIGNMENT, course=course, environment=environment).wait() != 0:
        sys.exit("nbgrader generate_assignment failed:\n" + (course / "log").read_text())
    released = nbformat.read(course / "release" / ASSIGNMENT / "reservoir.ipynb", as_version=4)
    places = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in released.cells}
    for student in students:
        for name, exercise, _, code in CELLS:
            places[name].source = code(student["answers"][exercise])
        folder = course / "submitted" / student["student"] / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(released, folder / "reservoir.ipynb")


def autograde(courses, environment):
    """Grades all courses, each in a process of its own at the same time, and returns the seconds that it took."""
    begun = time.perf_counter()
    running = [nbgrader("autograde", ASSIGNMENT, course=course, environment=environment) for course, _ in courses]
    for (course, _), process in zip(courses, running):
        if process.wait() != 0:
            sys.exit("nbgrader autograde failed:\n" + (course / "log").read_text()[-4000:])
    return time.perf_counter() - begun


def scores(course, students):
    """The points of each exercise, by student."""
    with Gradebook("sqlite:///" + str(course / "gradebook.db")) as gradebook:
        found = {}
        for student in students:
            submission = gradebook.find_submission(ASSIGNMENT, student["student"])
            points = {grade.cell.name: grade.auto_score for book in submission.notebooks for grade in book.grades}
            found[student["student"]] = {exercise: 0.0 for _, exercise, _, _ in CELLS}
            for name, exercise, _, _ in CELLS:
                found[student["student"]][exercise] += points["test-" + name]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plan", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    plan = json.loads(options.plan.read_text())
    students = plan["students"]
    folder = options.folder.resolve()
    folder.mkdir(parents=True)

    # What the person at this machine has set up for Jupyter plays no part.
    environment = dict(os.environ)
    for name in ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]:
        settings = folder / name.lower()
        settings.mkdir()
        environment[name] = str(settings)
    environment["PATH"] = str(Path(sys.executable).parent) + os.pathsep + environment["PATH"]

    parts = [students[number::options.processes] for number in range(options.processes)]
    courses = [(folder / f"course{number}", part) for number, part in enumerate(parts, start=1)]
    for course, part in courses:
        make_course(course, plan, part, environment)

    # The first notebook pays for what is made and read once: settings of the kernel, files of the packages.
    warming = folder / "warming"
    make_course(warming, plan, students[:1], environment)
    autograde([(warming, students[:1])], environment)
    seconds = autograde(courses, environment)

    found = {}
    for course, part in courses:
        found.update(scores(course, part))
    json.dump(
        {
            "seconds": seconds, "submissions": len(found),
            "peakMegabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "scores": found,
        }, sys.stdout)
    print()


if __name__ == "__main__":
    main()
