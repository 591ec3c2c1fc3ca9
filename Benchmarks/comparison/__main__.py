"""See `Benchmarks/compare --help`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from corpora.authorities import VALIDATION_TIME
from corpora.contents import SHAPES

from . import one_process, tables
from .classes import CLASSES, MeasuredClass
from .measuring import LIBXMLSEC, US, US_WITH_DIGEST, Bench, ClassResult, Effort, say, version_of
from .one_process import Tool, ToolSeries
from .paths import OPENSSL, PathBench, PathsResult
from .programs import Recipe

FULL = Effort(rounds=7, milliseconds=1000, warm_milliseconds=14_000)
# Too little for a JVM to be hot at every class; what is quoted comes from a full run.
QUICK = Effort(rounds=3, milliseconds=300, warm_milliseconds=5_000)
ONE_PROCESS, CANONICAL, CERTIFICATE_PATHS = "one-process", "c14n", "paths"
BEGIN, END = "<!-- comparison: written by Benchmarks/compare --update-readme -->", "<!-- end of comparison -->"


def _all_classes() -> list[str]:
    return [*(measured.name for measured in CLASSES), CANONICAL, CERTIFICATE_PATHS, ONE_PROCESS]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Benchmarks/compare", description="Measures the library beside its peers.")
    parser.add_argument("--quick", action="store_true", help="few and short rounds, the JVM warmed for 5 s a class")
    parser.add_argument(
        "--class", dest="classes", action="append", choices=_all_classes(), help="only this one; repeatable"
    )
    parser.add_argument("--update-readme", action="store_true", help="write the table into README.md")
    parser.add_argument("--prepared", type=Path, required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.update_readme and (arguments.quick or arguments.classes):
        parser.error("the README's table comes from a full run")
    return arguments


def _recipes(prepared: dict) -> list[Recipe]:
    single = frozenset(measured.name for measured in CLASSES if measured.signatures == 1)
    made = [
        Recipe(US, tuple(prepared["us"])),
        Recipe(US_WITH_DIGEST, (*prepared["us"], "--document-digest"), threads=1, only=frozenset({"invoice-rsa"})),
        Recipe(LIBXMLSEC, tuple(prepared["libxmlsec1"])),
        Recipe("JDK", tuple(prepared["jdk"]), is_jvm=True),
        Recipe("Santuario", tuple(prepared["santuario"]), is_jvm=True),
        Recipe("python-xmlsec", tuple(prepared["python-xmlsec"]), threads=1),
        Recipe("signxml", tuple(prepared["signxml"]), threads=1, only=single),
    ]
    return [recipe for recipe in made if recipe.command]


def _tools(prepared: dict, root: Path) -> list[Tool]:
    xmldsig, xmlsec1 = prepared["xmldsig"], prepared["xmlsec1"]
    tools = []
    if xmldsig:
        options = ("verify", "--trust", str(root), "--at", VALIDATION_TIME, "--revocation", "off")
        tools.append(Tool("xmldsig", (xmldsig, *options), (xmldsig, "--version")))
    if xmlsec1:
        time = VALIDATION_TIME.replace("T", " ").removesuffix("Z")
        options = (
            "--verify",
            "--trusted-pem",
            str(root),
            "--enabled-key-data",
            "x509",
            "--verification-gmt-time",
            time,
        )
        tools.append(Tool("xmlsec1", (xmlsec1, *options), (xmlsec1, "--version")))
    return tools


def _machine() -> str:
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    described = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=True)
    processors = Path("/proc/cpuinfo").read_text().count("processor\t")
    return f"{datetime.now(UTC):%Y-%m-%d}, commit {described.stdout.strip()}, {processors} × {cpu[1] if cpu else platform.machine()}"


def _report(
    head: list[str],
    classes: list[tuple[MeasuredClass, ClassResult]],
    shapes: dict,
    sizes: dict[str, int],
    paths: PathsResult | None,
    processes: dict[str, ToolSeries],
) -> tuple[str, str]:
    """The whole, and what the README has of it."""
    short = []
    if classes:
        short.append(tables.summary(classes))
    if shapes:
        short.append(tables.canonicalization(shapes, sizes))
    if paths:
        short += [tables.paths(paths), tables.searches(paths)]
    if len(processes) == 2:
        short.append(tables.one_process(processes))
    long = [tables.detailed(measured, result) for measured, result in classes]
    return "\n\n".join(["\n".join(head), *long, *short]) + "\n", "\n\n".join(short)


def _update_readme(text: str, machine: str) -> None:
    readme = Path(__file__).parents[2] / "README.md"
    old = readme.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(old):
        raise SystemExit(f"README.md has no `{BEGIN}`")
    new = f"{BEGIN}\n{text}\n\n{machine}.\n{END}"
    readme.write_text(pattern.sub(lambda _: new, old), encoding="utf-8")


def main() -> None:
    arguments = _arguments()
    prepared = json.loads(arguments.prepared.read_text())
    corpora, work = Path(prepared["corpora"]), Path(prepared["work"])
    effort = QUICK if arguments.quick else FULL
    recipes = _recipes(prepared)
    bench = Bench(corpora, work, recipes, Recipe("floor", tuple(prepared["floor"])), effort)
    openssl = Recipe(OPENSSL, tuple(prepared["openssl-paths"]))
    tools = _tools(prepared, corpora / "root.pem")

    machine = _machine()
    head = [
        "## Comparison",
        "",
        f"{machine}. {effort.rounds} rounds; JVM warmed {effort.warm_milliseconds / 1000:g} s a class.",
        "",
    ]
    head += [f"* {name}: {version}" for name, version in bench.versions().items()]
    head.append(f"* {OPENSSL}, paths of certificates: {version_of(openssl)}")
    head += [f"* {tool.name}, a process a document: {tool.version}" for tool in tools]
    head += [f"* **missing**: {name}: {reason}" for name, reason in prepared["missing"].items()]
    head += [
        "",
        "Each accepted the good document, or path, of each class it is measured at and refused three: content altered, value altered, signer unknown.",
    ]

    chosen = set(arguments.classes or _all_classes())
    classes: list[tuple[MeasuredClass, ClassResult]] = []
    for measured in CLASSES:
        if measured.name in chosen:
            say(f"{measured.name} …")
            classes.append((measured, bench.measure(measured, VALIDATION_TIME)))
    shapes, sizes = {}, {}
    if CANONICAL in chosen and any(recipe.name == LIBXMLSEC for recipe in recipes):
        for shape in SHAPES:
            say(f"canonical form of {shape} …")
            shapes[shape] = bench.canonicalization(shape)
            sizes[shape] = (corpora / "shapes" / shape / "document.xml").stat().st_size
    paths: PathsResult | None = None
    if CERTIFICATE_PATHS in chosen:
        say("paths of certificates …")
        us = Recipe(US, tuple(prepared["us"]))
        paths = PathBench(corpora / "paths", us, openssl, effort, VALIDATION_TIME).measure()
    processes: dict[str, ToolSeries] = {}
    if ONE_PROCESS in chosen and tools:
        say("one process a document …")
        processes = one_process.measure(tools, corpora / "invoice-rsa", 10 * effort.rounds)

    whole, short = _report(head, classes, shapes, sizes, paths, processes)
    (work / "comparison.md").write_text(whole, encoding="utf-8")
    raw = {
        "head": head,
        "classes": {result.name: dataclasses.asdict(result) for _, result in classes},
        "canonicalization": shapes,
        "paths": dataclasses.asdict(paths) if paths else None,
        "processes": {name: dataclasses.asdict(series) for name, series in processes.items()},
    }
    (work / "comparison.json").write_text(json.dumps(raw, indent=1), encoding="utf-8")
    sys.stdout.write(whole)
    if arguments.update_readme:
        _update_readme(short, machine)


if __name__ == "__main__":
    main()
