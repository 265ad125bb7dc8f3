"""What all tests share: the folder beside the checkout, golden files, and strictness in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CI = os.environ.get("CI") == "true"
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# No test asserts seconds: a busy machine is no failure of the code. CI tries the same examples
# every time, so that it judges the change; other runs look for new ones.
settings.register_profile(
    "citegraph",
    deadline=None,
    derandomize=CI,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("citegraph")

# Scripts that run before anything is installed, and one that needs what is not.
collect_ignore = ["environment.py", "run.py", "fuzz.py"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that rewrites golden files."""
    parser.addoption("--regenerate", action="store_true", help="rewrite golden files, then fail")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs the folder ../shared where there is none."""
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("../shared is missing")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Count a skipped test as failed in CI: everything it needs can be installed there."""
    report = yield
    return _strict(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Do the same for a module that skips itself as a whole."""
    report = yield
    return _strict(report)


def _strict(report: pytest.TestReport | pytest.CollectReport) -> object:
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (with CI=true nothing may be skipped)"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout; tests that use it carry the marker of its name."""
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or rewrite the file under `--regenerate`."""

    def compare(expected: Path, text: str) -> None:
        if request.config.getoption("--regenerate"):
            expected.write_text(text, encoding="utf-8")
            pytest.fail(f"rewritten: {expected.name}; read the difference before committing it")
        assert text == expected.read_text(encoding="utf-8")

    return compare
