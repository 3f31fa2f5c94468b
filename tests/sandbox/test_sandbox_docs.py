"""docs/sandbox.md says what is so."""

import ast
import re
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.api.table import METHODS
from sandbox.browser.acts import ACTS

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text()
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"sandbox\.(\w+)[(.\s`]", PAGE)) - {"md"}))
def test_name_in_the_document_is_there(name):
    assert hasattr(Sandbox(), name)


async def test_examples_of_faults_run_as_they_stand(sandbox):
    code = compile(EXAMPLES[-1], "sandbox.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    await eval(code, {"sandbox": sandbox})
    assert len(sandbox.faults.waiting()) == 7


@pytest.mark.parametrize("family", sorted({name.partition(".")[0] for name in METHODS}))
def test_every_family_of_methods_is_named(family):
    assert f"`{family}." in PAGE


@pytest.mark.parametrize("act", ACTS)
def test_every_act_of_the_page_is_named(act):
    assert f"`{act}`" in PAGE or f"/page/{act}`" in PAGE
