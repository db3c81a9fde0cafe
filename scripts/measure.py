"""How the code reads, in figures: files, functions, templates, comments, types, circles of imports.

``python scripts/measure.py``. Migrations and tests are left out, except for the share of tests.
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
ROOMS = ("portal", "directory", "search", "sheets", "resources", "actions", "centers", "events", "home")
LONG = 120  # characters


def main():
    sys.path.insert(0, str(ROOT))
    code = [
        file for file in tracked("*.py") if file.relative_to(ROOT).parts[0] in ROOMS and "migrations" not in file.parts
    ]
    templates = [file for file in tracked("*.html") if "tests" not in file.parts]
    for name, value in {
        **of_files(code),
        **of_functions(code),
        **of_lines("template", templates),
        **of_lines("CSS", tracked("*.css")),
        **of_imports(),
    }.items():
        print(f"{name:45} {value}")


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
    folders = Counter(file.parent.relative_to(ROOT) for file in code if file.name != "__init__.py")
    fullest, modules = folders.most_common(1)[0]
    comments = sum(count_comments(file) for file in code)
    return {
        "files, lines": f"{len(sizes)}, {sum(sizes)}",
        "lines of a file: median, mean, most": f"{middle:.0f}, {mean:.0f}, {max(sizes)}",
        "test lines for a hundred of code": f"{100 * tests / sum(sizes):.0f}",
        "comments for a hundred lines": f"{100 * comments / sum(sizes):.1f}",
        "fullest folder": f"{fullest} ({modules} modules)",
    }


def count_comments(file):
    source = io.StringIO(file.read_text(encoding="utf-8"))
    return sum(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(source.readline))


def of_functions(code):
    nodes = [node for file in code for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    lengths = sorted(node.end_lineno - node.lineno + 1 for node in functions)
    return {
        "functions": len(functions),
        "lines of a function: mean, p90, most": f"{statistics.mean(lengths):.1f}, {share(lengths, 0.9)}, {lengths[-1]}",
        "functions with a return type": percent(sum(bool(node.returns) for node in functions), len(functions)),
        "docstrings: functions, classes": f"{documented(functions)}, {documented(classes)}",
    }


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
    graph = grimp.build_graph(*ROOMS, cache_dir=None)
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
