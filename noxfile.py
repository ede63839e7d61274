"""Turns each task of the project into one command: `nox -s NAME`, with all that it needs installed and pinned."""

import shutil
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
# uv where it is installed, because it is quick; nothing but nox itself is needed otherwise.
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["tests", "types", "lint", "check"]

ROOT = Path(__file__).parent
REQUIREMENTS = ROOT / "requirements"
GENERATED = ROOT / "generated"
DIST = ROOT / "dist"

PYTHON_SOURCES = ("generator", "tests", "noxfile.py")
# `runtime` holds what an installed specwright needs; each other file is the group of that name in pyproject.toml.
GROUPS = ("client", "build", "tests", "types", "lint", "bench")
GROUPS_WITHOUT_GENERATOR = ("client", "build")
OLDEST_PYTHON = "3.11"
# A file's tests share what its fixtures made, so they stay together.
IN_PARALLEL = ("--numprocesses", "auto", "--maxprocesses", "8", "--dist", "loadfile")
UV = "uv==0.13.9"


def clients() -> list[Path]:
    """List the folders of the generated distributions."""
    return sorted(path.parent for path in GENERATED.glob("*/pyproject.toml"))


def client_packages() -> list[str]:
    """List the import packages of the generated distributions, as paths."""
    return [str(path.parent.relative_to(ROOT)) for folder in clients() for path in folder.glob("*/py.typed")]


def install_pins(session: nox.Session, group: str) -> None:
    """Install exactly what requirements/GROUP.txt pins, refusing a file whose hash differs."""
    session.install("--require-hashes", "-r", str(REQUIREMENTS / f"{group}.txt"))


def install_editable(session: nox.Session, *folders: Path) -> None:
    """Install folders of this repository in place, adding nothing to the pins."""
    for folder in folders:
        session.install("--no-deps", "--no-build-isolation", "-e", str(folder))


def install_project(session: nox.Session, group: str) -> None:
    """Install a group's pins, the generator and all generated clients."""
    install_pins(session, group)
    install_editable(session, ROOT, *clients())


@nox.session
def demo(session: nox.Session) -> None:
    """Generate both clients, then show an order's life through each of them over HTTP."""
    install_pins(session, "lint")
    install_editable(session, ROOT)
    session.run("specwright", "generate")
    install_editable(session, *clients())
    session.run("specwright", "demo", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on all cores; what follows `--` goes to pytest."""
    install_project(session, "tests")
    session.run("pytest", *(session.posargs or ["tests", *IN_PARALLEL]))


@nox.session
def properties(session: nox.Session) -> None:
    """Run the property tests with many more examples (Hypothesis profile `nightly`)."""
    install_project(session, "tests")
    # Hypothesis marks its own tests, wherever they stand.
    session.run("pytest", "-m", "hypothesis", *session.posargs, env={"HYPOTHESIS_PROFILE": "nightly"})


@nox.session
def samples(session: nox.Session) -> None:
    """Break every rule and keyword of the orders 1,000 times, and have that judged; `-- --count 100` is quicker."""
    install_project(session, "tests")
    session.run("python", "tests/samples/campaign.py", *session.posargs)
    # Of bodies that a twin is to accept, or to refuse for one precondition, the twin itself is the judge.
    session.run("python", "tests/samples/acceptance_campaign.py")


@nox.session
def campaigns(session: nox.Session) -> None:
    """Run the whole campaign of each description against its twin."""
    install_project(session, "tests")
    for name in ("soget", "transiteo"):
        session.run("specwright", "test", name, "--twin", *session.posargs)


@nox.session(name="rule-mutants")
def rule_mutants(session: nox.Session) -> None:
    """Damage each rule, and each branch of the rules' compiler; name the damage that no test notices."""
    install_project(session, "tests")
    session.run("python", "tests/rules/mutants.py", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Measure what campaigns notice on twins that are wrong in one way each, and write docs/mutants.md."""
    install_project(session, "tests")
    session.run("python", "tests/mutants/run.py", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy --strict and pyright strict: generator, tests and generated clients."""
    install_project(session, "types")
    session.run("mypy", "--strict", *PYTHON_SOURCES, *client_packages())
    # Named, or a configuration in a folder above would win.
    session.run("pyright", "--warnings", "--project", "pyproject.toml")


@nox.session
def lint(session: nox.Session) -> None:
    """Lint the Python sources with ruff and the descriptions with `specwright lint`."""
    install_pins(session, "lint")
    install_editable(session, ROOT)
    session.run("ruff", "check", *PYTHON_SOURCES)
    session.run("ruff", "format", "--check", *PYTHON_SOURCES)
    session.run("specwright", "lint")


@nox.session
def check(session: nox.Session) -> None:
    """Compare generated/ with what the generator makes of specs/ today."""
    install_pins(session, "lint")
    install_editable(session, ROOT)
    session.run("specwright", "check", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure calls, start-up and generation beside their peers in one run."""
    install_project(session, "bench")
    session.run("python", "-m", "bench.run", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def crash(session: nox.Session) -> None:
    """Kill the twin's stores and workers at 200 random moments each: nox -s crash -- --store sqlite --kills 50."""
    install_project(session, "tests")
    session.run("python", "tests/twin/crash.py", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def browser(session: nox.Session) -> None:
    """Open the twins' pages in Chromium, full of hostile texts: nox -s browser -- --pictures FOLDER."""
    install_project(session, "tests")
    session.run("python", "tests/twin/page/browse.py", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def soak(session: nox.Session) -> None:
    """Ask both twins for half an hour, by Schemathesis and by random sequences: nox -s soak -- --minutes 10."""
    install_project(session, "tests")
    session.run("python", "tests/twin/soak.py", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def corpus(session: nox.Session) -> None:
    """Try the generator on every OpenAPI document of a folder: nox -s corpus -- FOLDER."""
    if not session.posargs:
        session.error("name the folder with the documents: nox -s corpus -- FOLDER")
    install_project(session, "tests")
    session.run("python", "tests/breadth/run_corpus.py", *session.posargs)


@nox.session(name="corpus-campaigns")
def corpus_campaigns(session: nox.Session) -> None:
    """Run a campaign over each OpenAPI document of a folder against its own twin: nox -s corpus-campaigns -- FOLDER."""
    if not session.posargs:
        session.error("name the folder with the documents: nox -s corpus-campaigns -- FOLDER")
    install_project(session, "tests")
    session.run("python", "tests/breadth/run_campaigns.py", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def peers(session: nox.Session) -> None:
    """Run a campaign against Prism, which keeps nothing: nox -s peers -- --prism COMMAND."""
    if not session.posargs:
        session.error("name the command that starts Prism: nox -s peers -- --prism COMMAND")
    install_project(session, "tests")
    session.run("python", "tests/conform/peers/prism.py", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheels of the generator and of every client into dist/."""
    install_pins(session, "build")
    shutil.rmtree(DIST, ignore_errors=True)
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(DIST), str(ROOT))
    for client in clients():
        session.run("python", "-m", "build", "--no-isolation", "--wheel", "--outdir", str(DIST), str(client))


@nox.session
def lock(session: nox.Session) -> None:
    """Resolve the dependencies and write requirements/*.txt; `-- --upgrade` moves to the newest versions."""
    session.install(UV)
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder) / "everything.txt"
        # The pins of today are the starting point, so that nothing moves without --upgrade.
        pinned = [REQUIREMENTS / f"{group}.txt" for group in ("types", "bench")]
        everything.write_text("".join(path.read_text("utf-8") for path in pinned if path.exists()), "utf-8")
        _compile(session, everything, ["pyproject.toml", *_groups(GROUPS)], *session.posargs)
        # All files are cut from this one resolution: a package has the same version everywhere.
        _compile(session, REQUIREMENTS / "runtime.txt", ["pyproject.toml"], "-c", str(everything))
        for group in GROUPS:
            inputs = _groups([group]) if group in GROUPS_WITHOUT_GENERATOR else ["pyproject.toml", *_groups([group])]
            _compile(session, REQUIREMENTS / f"{group}.txt", inputs, "-c", str(everything))


def _groups(names: tuple[str, ...] | list[str]) -> list[str]:
    return [argument for name in names for argument in ("--group", f"pyproject.toml:{name}")]


def _compile(session: nox.Session, output: Path, inputs: list[str], *options: str) -> None:
    session.run(
        "uv",
        "pip",
        "compile",
        *inputs,
        "--universal",
        "--python-version",
        OLDEST_PYTHON,
        "--generate-hashes",
        # Neither a registry's address nor the path of this machine has a place in the pins.
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--no-emit-find-links",
        # A company's own certificate authority is known to the system only.
        "--system-certs",
        "--quiet",
        "--output-file",
        str(output),
        *options,
        silent=True,
    )
