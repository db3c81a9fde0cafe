"""How the code reads, in figures: files, functions, templates, comments, types, circles of imports.

``python scripts/measure.py`` prints them; with ``--check`` it says only which limits are passed, for ``make lint``.
Migrations and tests are left out, except for the share of tests.
"""

import ast
import io
import re
import statistics
import subprocess
import sys
import tokenize
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "portal",
    "catalog",
    "directory",
    "search",
    "sheets",
    "resources",
    "actions",
    "centers",
    "events",
    "home",
    "install",
)
LONG = 120  # characters


LONGEST_FUNCTION = 33  # lines
FULLEST_FOLDER = 25  # modules


def main():
    sys.path.insert(0, str(ROOT))
    code = [file for file in tracked("*.py") if is_code(file.relative_to(ROOT).parts)]
    if "--check" in sys.argv:
        sys.exit("\n".join(passed_limits(code)) or 0)
    templates = [file for file in tracked("*.html") if "tests" not in file.parts]
    for name, value in {
        **of_files(code),
        **of_functions(code),
        **of_lines("template", templates),
        **of_lines("CSS", tracked("*.css")),
        **of_imports(),
    }.items():
        print(f"{name:45} {value}")


def passed_limits(code):
    longest = max(functions_in(code), key=length_of)
    folder, modules = fullest_folder(code)
    circle = of_imports()["circle of files"]
    if length_of(longest) > LONGEST_FUNCTION:
        yield f"{longest.name} a {length_of(longest)} lignes : {LONGEST_FUNCTION} au plus."
    if modules > FULLEST_FOLDER:
        yield f"{folder} a {modules} modules : {FULLEST_FOLDER} au plus."
    if circle != "none":
        yield f"Des fichiers s’importent en cercle : {circle}."


def is_code(parts):
    return parts[0] in ROOMS and "migrations" not in parts


def tracked(pattern):
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines()]


def lines_of(file):
    return file.read_text(encoding="utf-8").splitlines()


def of_files(code):
    sizes = [len(lines_of(file)) for file in code]
    middle, mean = statistics.median(sizes), statistics.mean(sizes)
    tests = sum(len(lines_of(file)) for file in tracked("tests/*.py"))
    fullest, modules = fullest_folder(code)
    comments = sum(count_comments(file) for file in code)
    return {
        "files, lines": f"{len(sizes)}, {sum(sizes)}",
        "lines of a file: median, mean, most": f"{middle:.0f}, {mean:.0f}, {max(sizes)}",
        "test lines for a hundred of code": f"{100 * tests / sum(sizes):.0f}",
        "comments for a hundred lines": f"{100 * comments / sum(sizes):.1f}",
        "fullest folder": f"{fullest} ({modules} modules)",
    }


def fullest_folder(code):
    return Counter(file.parent.relative_to(ROOT) for file in code if file.name != "__init__.py").most_common(1)[0]


def count_comments(file):
    source = io.StringIO(file.read_text(encoding="utf-8"))
    return sum(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(source.readline))


def of_functions(code):
    functions = functions_in(code)
    classes = [node for node in nodes_in(code) if isinstance(node, ast.ClassDef)]
    lengths = sorted(map(length_of, functions))
    return {
        "functions": len(functions),
        "lines of a function: mean, p90, most": f"{statistics.mean(lengths):.1f}, {share(lengths, 0.9)}, {lengths[-1]}",
        "functions with a return type": percent(sum(bool(node.returns) for node in functions), len(functions)),
        "docstrings: functions, classes": f"{documented(functions)}, {documented(classes)}",
    }


def nodes_in(code):
    return [node for file in code for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]


def functions_in(code):
    return [node for node in nodes_in(code) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length_of(function):
    return function.end_lineno - function.lineno + 1


def documented(nodes):
    return percent(sum(ast.get_docstring(node) is not None for node in nodes), len(nodes))


def of_lines(kind, files):
    lines = [line for file in files for line in lines_of(file) if line.strip()]
    lengths = sorted(map(len, lines))
    return {
        f"{kind} lines over {LONG} characters": percent(
            sum(length > LONG for length in lengths), len(lengths), digits=1
        ),
        f"{kind} lines indented": percent(sum(bool(re.match(r"\s", line)) for line in lines), len(lines)),
        f"{kind} line: p90, p99, most": f"{share(lengths, 0.9)}, {share(lengths, 0.99)}, {lengths[-1]}",
    }


def of_imports():
    graph = grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)
    modules = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        order = list(TopologicalSorter(modules).static_order())
    except CycleError as error:
        return {"circle of files": " → ".join(error.args[1]), "longest chain of imports": "none, for the circle"}
    depth = {}
    for module in order:
        depth[module] = 1 + max((depth[each] for each in modules[module]), default=0)
    return {"circle of files": "none", "longest chain of imports": max(depth.values())}


def percent(part, whole, digits=0):
    return f"{100 * part / whole:.{digits}f} %"


def share(ordered, part):
    return ordered[int(part * (len(ordered) - 1))]


if __name__ == "__main__":
    main()
