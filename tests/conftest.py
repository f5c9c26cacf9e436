from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

from bot.catalogue import Catalogue
from bot.facts import Base
from bot.loading import load
from bot.search import Search
from bot.services import Services
from tests import chance
from tests.bases import base_of_cities
from tests.chat import Chat
from tests.command_line import Operator
from tests.postgresql import PostgreSQL, running
from tests.quick_databases import compiled_once, in_this_thread
from tests.twins import base_of_twins

ROOT = Path(__file__).parent.parent
gc.disable()  # as `bot.cli` does: what is imported, collected and loaded stays, so it is not looked through in vain
# No example has to be done within a time: other work on the machine would decide.
settings.register_profile("here", deadline=None, max_examples=50 * chance.TIMES)
settings.load_profile("here")


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def quick_databases() -> Iterator[None]:
    """What is stored in memory is stored at once, and SQL is made once for all (`tests/quick_databases.py`)."""
    with in_this_thread(), compiled_once():
        yield


@pytest.fixture(scope="session")
def base() -> Base:
    return load(ROOT / "facts.json")


@pytest.fixture(scope="session")
def services(base: Base) -> Services:
    services = Services.of(base)
    gc.freeze()
    return services


@pytest.fixture(scope="session")
def catalogue(services: Services) -> Catalogue:
    return services.catalogue


@pytest.fixture(scope="session")
def search(services: Services) -> Search:
    return services.search


@pytest_asyncio.fixture
async def talk(services: Services) -> AsyncIterator[Chat]:
    """A conversation with the real application: `said = await talk("/city 芜湖")`."""
    chat = Chat(services)
    async with chat.application:
        yield chat


@pytest.fixture(scope="session")
def of_cities(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """A base that has figures of several cities (`tests/bases.py`)."""
    return Services.of(load(base_of_cities(tmp_path_factory.mktemp("cities") / "facts.json")))


@pytest.fixture(scope="session")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """A base of two cities and what they have (`tests/twins.py`)."""
    return Services.of(load(base_of_twins(tmp_path_factory.mktemp("twins") / "facts.json")))


@pytest_asyncio.fixture
async def talk_of_twins(twins: Services) -> AsyncIterator[Chat]:
    """A conversation about them."""
    chat = Chat(twins)
    async with chat.application:
        yield chat


@pytest_asyncio.fixture
async def talk_of_cities(of_cities: Services) -> AsyncIterator[Chat]:
    """A conversation about them."""
    chat = Chat(of_cities)
    async with chat.application:
        yield chat


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    """The command line in an empty folder, where `bot.db` is the database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_DATABASE_URL", "sqlite:///bot.db")
    return Operator(tmp_path, capsys)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A server for the session: `postgresql()` is the address of a new, empty database."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database may be made; nothing is there yet. Whoever asks for it is run on both."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bot.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    address = server()
    yield address
    server.drop(address)
