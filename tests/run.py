"""Sets up and runs every check: formatting, lint, types, and all tests.

    python3 tests/run.py [arguments for pytest]

Needs nothing but Python. Tests that need a real Neo4j or a browser are left
out where Java, Maven or Chromium is missing, and named. With CI=true all of these are
installed through apt-get, and a test that is skipped counts as failed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from environment import PYTHON, ROOT, prepare, say

CI = os.environ.get("CI") == "true"
POM = ROOT / "tests" / "integration" / "pom.xml"
JARS = ROOT / ".tools" / "neo4j"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Run the checks in turn, all of them even after one has failed."""
    prepare()
    if CI:
        install_missing()
    environment = os.environ | browser() | neo4j()
    checks = {
        "format": ["ruff", "format", "--check", "."],
        "lint": ["ruff", "check", "."],
        "types": ["mypy"],
        "tests": ["pytest", "--cov", "--cov-report=term", *sys.argv[1:]],
    }
    failed = []
    for name, (tool, *arguments) in checks.items():
        say(f"{name}: {tool} {' '.join(arguments)}")
        command = [str(PYTHON), "-m", tool, *arguments]
        if subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode:
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def install_missing() -> None:
    """Install Chromium, Java and Maven from the distribution's packages."""
    missing = [
        package
        for package, present in {
            "chromium": any(map(shutil.which, BROWSERS)),
            "default-jre-headless": shutil.which("java"),
            "maven": shutil.which("mvn"),
        }.items()
        if not present
    ]
    if not missing:
        return
    say(f"Installing {', '.join(missing)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(
        ["apt-get", "install", "-qq", "--no-install-recommends", *missing],
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )


def browser() -> dict[str, str]:
    """Name the Chromium that tests/browser drives."""
    if "CITEGRAPH_CHROMIUM" in os.environ:
        return {}
    if found := next(filter(None, map(shutil.which, BROWSERS)), None):
        return {"CITEGRAPH_CHROMIUM": found}
    say("Chromium is missing: the tests of the map in a browser are left out")
    return {}


def neo4j() -> dict[str, str]:
    """Name the folder with Neo4j's jars, fetched by Maven when the pom has changed."""
    if "CITEGRAPH_NEO4J_LIB" in os.environ or "NEO4J_TEST_URI" in os.environ:
        return {}
    if not (shutil.which("java") and (maven := shutil.which("mvn"))):
        say("Java or Maven is missing: the tests on a real Neo4j are left out")
        return {}
    fetched = JARS / "pom.xml"
    if not fetched.exists() or fetched.read_bytes() != POM.read_bytes():
        say("Fetching Neo4j with Maven (the first time, 130 MB)")
        shutil.rmtree(JARS, ignore_errors=True)
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime"]
        command = [
            maven,
            "-q",
            "-B",
            "-Dstyle.color=never",
            "-f",
            str(POM),
            *goal,
            f"-DoutputDirectory={JARS}",
        ]
        if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
            if CI:
                raise SystemExit("Maven could not fetch Neo4j; the lines above say why.")
            say("Maven could not fetch Neo4j: the tests on a real Neo4j are left out")
            return {}
        for second_logger in JARS.glob("slf4j-nop-*.jar"):
            second_logger.unlink()
        shutil.copyfile(POM, fetched)
    return {"CITEGRAPH_NEO4J_LIB": str(JARS)}


if __name__ == "__main__":
    sys.exit(main())
