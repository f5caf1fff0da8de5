"""PostgreSQL: every bad state is told in a clear sentence, and a lost connection comes back."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bot.people import Identity
from bot.ports import Work
from storage.engine import Database
from storage.problems import StorageProblem
from storage.store import SqlStore, open_store
from tests.postgres import Server
from tests.storage.given import LONDON, NOW, refused, sql

PASSWORD = "correct-horse"


@pytest.fixture
def url(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture
def database(url: str) -> str:
    """The database's name."""
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def cautious(postgres: Server) -> Iterator[str]:
    """A user whom the server asks for a password."""
    access = postgres.folder / "data" / "pg_hba.conf"
    before = access.read_text()
    access.write_text(f"local all cautious scram-sha-256\n{before}")
    postgres.run(f"CREATE ROLE cautious LOGIN PASSWORD '{PASSWORD}'")
    postgres.run("SELECT pg_reload_conf()")
    yield "cautious"
    access.write_text(before)
    postgres.run("DROP ROLE cautious")
    postgres.run("SELECT pg_reload_conf()")


@pytest.mark.parametrize("name", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_may_begin_as_is_usual_elsewhere(url: str, name: str) -> None:
    open_store(url.replace("postgresql", name, 1), LONDON).close()


def test_a_database_that_is_not_there_is_told(postgres: Server) -> None:
    assert "There is no database no_such at" not in (said := refused(postgres.url("no_such")))
    assert said.startswith("There is no database no_such. Make it with createdb")


def test_a_wrong_password_is_told_and_never_shown(
    postgres: Server, database: str, cautious: str
) -> None:
    said = refused(postgres.url(database, f"{cautious}:battery-staple"))

    assert "does not take this user name and password" in said
    assert "battery" not in said


def test_a_lack_of_a_password_is_told(postgres: Server, database: str, cautious: str) -> None:
    assert "wants a password" in refused(postgres.url(database, cautious))


def test_a_user_whom_the_server_does_not_know_is_told(postgres: Server, database: str) -> None:
    assert "does not know this user" in refused(postgres.url(database, "nobody"))


def test_a_user_who_may_make_no_tables_is_told(postgres: Server, cautious: str) -> None:
    name = postgres.fresh()
    said = refused(postgres.url(name, f"{cautious}:{PASSWORD}"))
    postgres.drop(name)

    assert "does not let this user make or change tables" in said


def test_a_server_without_a_connection_left_is_told(
    postgres: Server, database: str, cautious: str
) -> None:
    postgres.run(f"ALTER DATABASE {database} CONNECTION LIMIT 0")

    assert "no connection left" in refused(postgres.url(database, f"{cautious}:{PASSWORD}"))


def test_a_server_that_lets_nobody_in_is_told(
    postgres: Server, database: str, cautious: str
) -> None:
    access = postgres.folder / "data" / "pg_hba.conf"
    access.write_text(access.read_text().replace("scram-sha-256", "reject"))
    postgres.run("SELECT pg_reload_conf()")

    said = refused(postgres.url(database, f"{cautious}:{PASSWORD}"))

    assert "lets nobody in from here as this user" in said


def test_a_host_that_nobody_knows_is_told() -> None:
    said = refused("postgresql://ann:hunter2@db.invalid:5433/groundwork")

    assert said.startswith("The host of the database groundwork at db.invalid:5433 is not known.")
    assert "hunter2" not in said


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/x", "postgresql:///x?host=/nowhere"])
def test_a_server_that_does_not_answer_is_told(url: str) -> None:
    assert "Nothing answers for the database x" in refused(url)


def test_anything_else_is_told_as_the_driver_says_it(url: str) -> None:
    said = refused(f"{url}&sslmode=perhaps")

    assert 'cannot be used: connection is bad: invalid sslmode value: "perhaps".' in said


def test_an_option_that_there_is_not_is_told(url: str) -> None:
    assert "cannot be used: " in refused(f"{url}&wibble=1")


def test_a_database_that_cannot_hold_every_letter_is_refused(postgres: Server) -> None:
    postgres.run(
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    said = refused(postgres.url("latin"))
    postgres.drop("latin")

    assert said.startswith("The database latin keeps text as LATIN1")


def test_a_database_that_takes_no_writing_is_told(url: str, database: str) -> None:
    sql(url, f"ALTER DATABASE {database} SET default_transaction_read_only = on")

    assert "is read-only" in refused(url)


async def test_a_sign_that_postgresql_cannot_hold_is_replaced(store: SqlStore) -> None:
    odd = Identity("page", "de\0an", "De\0an")
    first = await store.transact(lambda work: work.person(odd, None))
    again = await store.transact(lambda work: work.person(Identity("page", "de\0an", ""), None))

    assert (again.key, again.name) == (first.key, "De�an")


async def test_a_connection_lost_between_turns_is_not_noticed(
    store: SqlStore, postgres: Server, database: str
) -> None:
    postgres.cut(database)

    assert await store.transact(lambda work: work.first_time("a", NOW))


async def test_a_connection_lost_in_a_turn_is_told_and_the_next_turn_has_another(
    store: SqlStore, postgres: Server, database: str
) -> None:
    def lose(work: Work) -> None:
        work.first_time("a", NOW)
        postgres.cut(database)
        work.first_time("b", NOW)

    with pytest.raises(StorageProblem, match="was lost"):
        await store.transact(lose)

    assert await store.transact(lambda work: work.first_time("a", NOW))


async def test_a_connection_lost_before_the_commit_is_told(
    store: SqlStore, postgres: Server, database: str
) -> None:
    def lose(work: Work) -> None:
        work.first_time("a", NOW)
        postgres.cut(database)

    with pytest.raises(StorageProblem, match="was lost"):
        await store.transact(lose)

    assert await store.transact(lambda work: work.first_time("a", NOW))


async def test_what_was_kept_is_there_when_the_server_comes_back(
    store: SqlStore, postgres: Server
) -> None:
    def stop_in_a_turn(work: Work) -> None:
        work.first_time("b", NOW)
        postgres.restart()
        work.first_time("c", NOW)

    assert await store.transact(lambda work: work.first_time("a", NOW))
    with pytest.raises(StorageProblem):
        await store.transact(stop_in_a_turn)

    assert not await store.transact(lambda work: work.first_time("a", NOW))
    assert await store.transact(lambda work: work.first_time("b", NOW))


async def test_a_database_that_another_program_holds_is_told_and_serves_again(url: str) -> None:
    store, other = open_store(f"{url}&timeout=0.01", LONDON), Database(url)
    with other.transaction(), pytest.raises(StorageProblem, match="Another program is holding"):
        await store.transact(lambda work: work.first_time("a", NOW))

    assert await store.transact(lambda work: work.first_time("a", NOW))
    store.close()
    other.close()


async def test_a_program_that_sleeps_in_a_transaction_does_not_hold_up_the_others(
    store: SqlStore, url: str, postgres: Server, database: str
) -> None:
    sleeper = Database(url)
    with ExitStack() as asleep:
        connection = asleep.enter_context(sleeper.transaction())
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '1ms'")
        while postgres.run(f"SELECT 1 FROM pg_stat_activity WHERE pid = {pid}"):
            pass

        assert await store.transact(lambda work: work.first_time("a", NOW))
        with pytest.raises(StorageProblem, match="was lost"):
            asleep.close()  # it wakes, and would commit
    sleeper.close()


async def test_a_full_disk_is_told_and_nothing_of_the_transaction_is_kept(
    store: SqlStore, url: str
) -> None:
    # PostgreSQL's own error, raised where a full disk would raise it.
    sql(
        url,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON reminders EXECUTE FUNCTION full_disk()",
    )

    def much(work: Work) -> None:
        work.remember("before", "1")
        work.reminded("team", NOW.date())

    with pytest.raises(StorageProblem, match="There is no room left"):
        await store.transact(much)

    assert await store.transact(lambda work: work.recall("before")) is None
