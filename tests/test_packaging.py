"""Holds that the wheels are complete, and work where nothing else is installed."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "generator" / "specwright"
CLIENTS: Final = sorted(path.parent for path in (ROOT / "generated").glob("*/pyproject.toml"))

TINY: Final = """\
openapi: 3.1.0
info: {title: Tiny, version: 1.0.0}
servers: [{url: "https://tiny.example"}]
paths:
  /things/{id}:
    get:
      operationId: getThing
      tags: [things]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
"""

# Imports every module of a package but those that need an optional extra, and says where it was found.
IMPORT_ALL: Final = """\
import importlib, importlib.util, pkgutil, sys
package = importlib.import_module(sys.argv[1])
names = [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    if name.rpartition(".")[2] not in {"pytest_plugin", "strategies", "twin"}:  # these ask for an extra
        importlib.import_module(name)
next(iter(next(value for name, value in sorted(vars(sys.modules[package.__name__ + ".samples"]).items()) if name.endswith("_bodies") and name[0] != "_")()))
print(len(names), importlib.util.find_spec("specwright"), package.__file__)
"""

# Reads one order over HTTP from a server in the same process.
CALLS: Final = {
    "soget": "SogetClient(base_url=url, access_token='a', subscription_key='b').customer_orders.get('CDE0000000031')",
    "transiteo": "TransiteoClient(base_url=url, id_token='a').orders.get('1001')",
}
CALL: Final = """\
import json, sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from {package} import *
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({{"id": "of-the-server"}}).encode())
    def log_message(self, *arguments):
        pass
server = HTTPServer(("127.0.0.1", 0), Answer)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{{server.server_port}}"
order = {call}
print(type(order).__name__, order.id)
"""

# What a consumer's tests look like that have nothing but wheels.
TWIN_TESTS: Final = """\
import asyncio
import os
import pytest
import soget_client
import specwright
import transiteo_client.samples
from soget_client import SogetClient, errors

EVENTS = [
    {"type": "LadingTransfer", "location": {"code": "MTDF"}},
    {"type": "DeliveryTransfer", "startDate": "2026-03-03T10:30:00Z", "location": {"code": "FRLEH"}},
]
ORDER = {
    "carrier": {"code": "HAVTRA"},
    "transportOrderNumber": "OT-1",
    "customsFlag": "Transfer",
    "containers": [{"reference": "AAAU1234566", "events": EVENTS}],
}

def test_nothing_comes_from_a_checkout():
    for module in (soget_client, specwright, transiteo_client):
        assert "site-packages" in module.__file__

def test_in_process(soget_twin):
    with soget_twin.client() as client:
        placed = client.customer_orders.create(order=ORDER)
        assert placed.id == "CDE0000000001"
        with pytest.raises(errors.OrderDuplicated):
            client.customer_orders.create(order=ORDER)
        soget_twin.move("order", placed.id, "submit")
        assert client.customer_orders.get(placed.id).status == "Submitted"

def test_over_a_port(soget_twin):
    assert soget_twin.journal == []
    with SogetClient(base_url=soget_twin.url, **soget_twin.credentials) as client:
        assert client.customer_orders.create(order=ORDER).id == "CDE0000000001"
        assert client.customer_orders.list().total == 2

def test_another_api_asynchronously(transiteo_twin):
    async def live():
        async with transiteo_twin.async_client() as client:
            await client.orders.create(body=next(iter(transiteo_client.samples.create_order_bodies())))
            return await client.orders.list()
    assert len(asyncio.run(live())) == 1

def test_any_description(make_twin, tmp_path):
    (tmp_path / "tiny.yaml").write_text(os.environ["TINY"], "utf-8")
    assert make_twin(tmp_path / "tiny.yaml").url.startswith("http://127.0.0.1:")
"""
# What a test tool needs, so that its pins can be installed alone.
PYTEST: Final = frozenset({"colorama", "iniconfig", "packaging", "pluggy", "pygments", "pytest"})

pytestmark = pytest.mark.slow


class Environment:
    """A fresh virtual environment and the commands in it."""

    def __init__(self, folder: Path, *, caller: dict[str, str]) -> None:
        venv.create(folder, with_pip=True)
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        # Whatever points Python at this checkout would make a missing file appear.
        self._variables = {
            name: value for name, value in caller.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
        }
        self._folder = folder

    def install(self, *arguments: str) -> None:
        """Install with pip, as a user does."""
        self.run("python", "-m", "pip", "install", "-q", "--no-compile", "--disable-pip-version-check", *arguments)

    def install_pytest(self) -> None:
        """Install pytest over its pins, and nothing else."""
        pins = (ROOT / "requirements" / "tests.txt").read_text("utf-8")
        blocks = re.findall(r"^\S.*\n(?: +.*\n)*", pins, re.MULTILINE)
        wanted = [block for block in blocks if block.partition("==")[0] in PYTEST]
        (self._folder / "pytest.txt").write_text("".join(wanted), "utf-8")
        self.install("--require-hashes", "-r", str(self._folder / "pytest.txt"))

    def run(self, command: str, *arguments: str, status: int = 0, **variables: str) -> str:
        """Run a command outside the checkout and give what it printed."""
        done = subprocess.run(
            [str(self.bin / command), *arguments],
            check=False,
            capture_output=True,
            cwd=self._folder,
            encoding="utf-8",
            env={**self._variables, **variables},
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == status, f"{command} {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def build_wheel(source: Path, folder: Path) -> Path:
    """Build a wheel without network: the build backend is one of the pins."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def shipped(folder: Path) -> set[str]:
    """List the files under a package's folder, relative to what is put on the import path."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder.parent).as_posix() for path in files}


def package_of(client: Path) -> Path:
    """Find the import package of a generated distribution."""
    (marker,) = client.glob("*/py.typed")
    return marker.parent


@pytest.fixture(scope="module")
def generator_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the generator's wheel."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("generator"))


@pytest.fixture(scope="module")
def generator_environment(
    generator_wheel: Path, tmp_path_factory: pytest.TempPathFactory, caller_environment: dict[str, str]
) -> Environment:
    """Install the generator's wheel over its pins, and nothing else."""
    environment = Environment(tmp_path_factory.mktemp("environment"), caller=caller_environment)
    environment.install("--require-hashes", "-r", str(ROOT / "requirements" / "runtime.txt"))
    environment.install("--no-deps", str(generator_wheel))
    return environment


@pytest.fixture(scope="module", params=CLIENTS, ids=lambda client: client.name)
def client(request: pytest.FixtureRequest) -> Path:
    """Give each generated distribution in turn."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="module")
def client_wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Build the clients' wheels."""
    return {client: build_wheel(client, tmp_path_factory.mktemp(client.name)) for client in CLIENTS}


@pytest.fixture(scope="module")
def client_wheel(client: Path, client_wheels: dict[Path, Path]) -> Path:
    """Give a client's wheel."""
    return client_wheels[client]


@pytest.fixture(scope="module")
def client_environment(
    client_wheel: Path, tmp_path_factory: pytest.TempPathFactory, caller_environment: dict[str, str]
) -> Environment:
    """Install a client's wheel over its two dependencies, and nothing else."""
    environment = Environment(tmp_path_factory.mktemp("environment"), caller=caller_environment)
    environment.install("--require-hashes", "-r", str(ROOT / "requirements" / "client.txt"))
    environment.install("--no-deps", str(client_wheel))
    return environment


def test_the_generators_wheel_holds_the_whole_package(generator_wheel: Path) -> None:
    """Every module, template and runtime file is inside, and nothing that is not the package."""
    with zipfile.ZipFile(generator_wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert {name for name in names if name.endswith(".jinja")}
    assert names == shipped(PACKAGE)


def test_the_generators_wheel_brings_its_command_and_licence(generator_wheel: Path) -> None:
    """The command, the licence and the type marker travel with the package."""
    with zipfile.ZipFile(generator_wheel) as archive:
        info = next(name.partition("/")[0] for name in archive.namelist() if ".dist-info/" in name)
        entry_points = archive.read(f"{info}/entry_points.txt").decode()

        assert "specwright = specwright.cli:main" in entry_points
        assert {f"{info}/licenses/LICENSE", "specwright/py.typed"} <= set(archive.namelist())


def test_the_pins_are_all_that_the_generator_needs(generator_environment: Environment) -> None:
    """Nothing that the wheel depends on is missing or of a wrong version."""
    assert "No broken requirements found" in generator_environment.run("python", "-m", "pip", "check")


def test_the_installed_generator_helps(generator_environment: Environment) -> None:
    """`specwright --help` names the commands."""
    words = generator_environment.run("specwright", "--help")

    assert [name for name in ("generate", "check", "lint", "new", "demo") if name not in words] == []


def test_the_installed_generator_generates(generator_environment: Environment, tmp_path: Path) -> None:
    """A client comes out of the wheel alone, and can be imported."""
    description = tmp_path / "tiny.yaml"
    description.write_text(TINY, "utf-8")
    out = tmp_path / "tiny"
    generator_environment.run(
        "specwright", "generate", "--spec", str(description), "--out", str(out), "--package", "tiny_client"
    )
    statement = f"import sys; sys.path.insert(0, {str(out)!r}); from tiny_client.models import Thing; print(Thing(name='a').name)"

    assert generator_environment.run("python", "-c", statement).strip() == "a"


def test_there_are_two_clients() -> None:
    """The tests below run for each of the two APIs."""
    assert [folder.name for folder in CLIENTS] == ["soget", "transiteo"]


def test_a_clients_wheel_holds_the_whole_package(client: Path, client_wheel: Path) -> None:
    """Every generated and copied file is inside, and the type marker with them."""
    with zipfile.ZipFile(client_wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert names == shipped(package_of(client))


def test_a_client_asks_for_two_packages_and_no_generator(client_environment: Environment) -> None:
    """Pydantic and httpx2 are all that is asked for, and specwright is not there."""
    assert "No broken requirements found" in client_environment.run("python", "-m", "pip", "check")
    assert "specwright" not in client_environment.run("python", "-m", "pip", "list")


def test_every_module_of_a_client_imports_alone(client: Path, client_environment: Environment) -> None:
    """No module of an installed client needs the generator or this checkout, and samples are drawn without an extra."""
    count, found, place = client_environment.run("python", "-c", IMPORT_ALL, package_of(client).name).split(maxsplit=2)

    assert int(count) > 1
    assert found == "None"
    assert str(ROOT) not in place


def test_an_installed_client_reads_an_order(client: Path, client_environment: Environment) -> None:
    """With its two dependencies alone a client calls a server and gives back a model."""
    script = CALL.format(package=package_of(client).name, call=CALLS[client.name])

    assert client_environment.run("python", "-W", "error", "-c", script).split()[1:] == ["of-the-server"]


def test_the_extra_brings_twins_to_a_consumers_tests(
    generator_environment: Environment, client_wheels: dict[Path, Path], tmp_path: Path
) -> None:
    """From wheels alone, the extra of a client installs, and its fixture gives a twin in process and over a port."""
    environment = generator_environment
    environment.install_pytest()
    links = [option for wheel in client_wheels.values() for option in ("--find-links", str(wheel.parent))]
    # All else that the extra asks for is there by now, so that no index has a say in it.
    wanted = [f"{package_of(client).name.replace('_', '-')}[twin]" for client in CLIENTS]
    environment.install("--no-index", *links, *wanted)
    (tmp_path / "test_consumer.py").write_text(TWIN_TESTS, "utf-8")

    told = environment.run("python", "-m", "pytest", "-q", "-W", "error", str(tmp_path), TINY=TINY)

    assert "5 passed" in told


def test_a_client_without_the_extra_leaves_pytest_alone(
    client: Path, client_environment: Environment, tmp_path: Path
) -> None:
    """Without Specwright the plugin is loaded and silent; only a test that asks for the twin learns what to install."""
    client_environment.install_pytest()
    name = client.name
    plain, asking = tmp_path / "test_plain.py", tmp_path / "test_asking.py"
    plain.write_text("import sys\n\ndef test_x():\n    assert 'pydantic' not in sys.modules\n", "utf-8")
    asking.write_text(f"def test_x({name}_twin):\n    pass\n", "utf-8")
    command = ("python", "-m", "pytest", "-q", "-W", "error")

    assert "1 passed" in client_environment.run(*command, str(plain))
    assert f"pip install '{name}-client[twin]'" in client_environment.run(*command, str(asking), status=1)
