"""Everything that other code needs can be imported from `workbench.calibration`."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import workbench.calibration as package


def test_every_public_name_comes_from_the_part_that_type_checkers_are_told() -> None:
    told: dict[str, str | None] = {}
    for node in ast.walk(ast.parse(Path(package.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package.__name__):
            told |= {alias.name: node.module for alias in node.names}
    assert sorted(told) == dir(package)
    for name, module in told.items():
        assert getattr(package, name) is getattr(sys.modules[str(module)], name)


def test_the_questions_of_a_lead_are_functions_there() -> None:
    names = "agreement decisions connectivity severity facets drift second_reads next_link policy"
    assert all(callable(getattr(package, name)) for name in names.split())


def test_an_unknown_name_is_none_of_them() -> None:
    with pytest.raises(AttributeError, match="kapa"):
        package.kapa  # type: ignore[attr-defined]  # noqa: B018  what a slip of the pen gives


def test_the_package_alone_loads_no_part() -> None:
    code = (
        "import sys, workbench.calibration as c; "
        "assert not [m for m in sys.modules if m.startswith(c.__name__ + '.')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
