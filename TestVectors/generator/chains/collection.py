"""The four files of cases."""

from __future__ import annotations

from ..manifest import Line
from . import (
    confirm,
    crl_basic,
    crl_delta,
    crl_scopes,
    duties,
    duties_lists,
    duties_names,
    ocsp_cases,
    path_building,
    path_constraints,
    path_names,
    path_policies,
)
from .case import Case, document

FILES = {
    "path": (path_building, path_constraints, path_policies, path_names),
    "crl": (crl_basic, crl_scopes, crl_delta),
    "ocsp": (ocsp_cases,),
    "conforming": (duties, duties_names, duties_lists),
}

IN_MANIFEST = ("path", "crl", "ocsp", "conforming")
"""Files whose lines the manifest has."""


def make() -> tuple[dict[str, bytes], list[Line], str]:
    """The files by their names below TestVectors, their lines of the manifest, and what other programs say."""
    by_file: dict[str, list[Case]] = {
        name: [case for module in modules for case in module.cases()] for name, modules in FILES.items()
    }
    report = confirm.confirm_all([case for cases in by_file.values() for case in cases])
    counts = ", ".join(f"{name} {len(cases)}" for name, cases in by_file.items())
    files = {f"chains/{name}.json": document(cases) for name, cases in by_file.items()}
    lines = [case.line(f"chains/{name}.json") for name in IN_MANIFEST for case in by_file[name]]
    return files, lines, f"cases: {counts}\n{report}"
