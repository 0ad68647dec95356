"""The only door to the driver: sessions, retries, read and write access, and errors a user can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from kg.errors import DatabaseBroken, DatabaseDown, DatabaseRefused, KgError, QueryRefused

Row = dict[str, Any]
Result = TypeVar("Result")

READ_TIMEOUT_SECONDS = 30.0
ROW_LIMIT = 10_000
CONNECT_TIMEOUT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a database answers and as whom to speak to it."""

    uri: str
    username: str
    password: str
    database: str = "neo4j"

    def __repr__(self) -> str:
        return f"Endpoint({self.uri!r}, {self.username!r}, database={self.database!r})"


class Transaction:
    """A transaction in hand: `run` sends one statement with its parameters and returns all rows."""

    def __init__(self, tx: neo4j.ManagedTransaction) -> None:
        self._tx = tx

    def run(self, statement: str, **parameters: Any) -> list[Row]:
        """Run one statement; values only ever travel as parameters."""
        return [dict(record) for record in self._tx.run(statement, parameters)]


class Graph:
    """One database, spoken to through managed transactions that are retried where a retry can help."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        with _plain_errors(endpoint):
            self._driver = neo4j.GraphDatabase.driver(
                endpoint.uri,
                auth=(endpoint.username, endpoint.password),
                connection_timeout=CONNECT_TIMEOUT_SECONDS,
                max_transaction_retry_time=15.0,
                telemetry_disabled=True,
                # a count of a property no document has yet is no news to a user
                notifications_min_severity="OFF",
            )

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._driver.close()

    def verify(self) -> str:
        """Return the server's version and edition, or raise DatabaseDown or DatabaseRefused."""
        rows = self.read("CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition")
        return f"{rows[0]['version']} {rows[0]['edition']}"

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in one write transaction: all of it is kept, or nothing. It may run twice, so it must have no other effect."""
        with _plain_errors(self.endpoint), self._driver.session(database=self.endpoint.database) as session:
            return session.execute_write(lambda tx: work(Transaction(tx)))

    def command(self, statement: str, **parameters: Any) -> list[Row]:
        """Run one statement that must stand alone, as schema commands do."""
        return self.write(lambda tx: tx.run(statement, **parameters))

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = READ_TIMEOUT_SECONDS,
        limit: int = ROW_LIMIT,
    ) -> list[Row]:
        """Run one statement in read access, for at most `timeout` seconds, and return at most `limit` rows."""
        query = neo4j.Query(statement, timeout=timeout)
        with (
            _plain_errors(self.endpoint),
            self._session(read=True) as session,
            session.begin_transaction(timeout=timeout) as tx,
        ):
            return [dict(record) for record in tx.run(query.text, dict(parameters or {})).fetch(limit)]

    def plan(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """Name the operators that the database would run a statement by, without running it."""
        with _plain_errors(self.endpoint), self._session(read=True) as session:
            top = session.run("EXPLAIN " + statement, dict(parameters or {})).consume().plan
        waiting, operators = [top], []
        while waiting:
            one = waiting.pop()
            if one:
                operators.append(str(one["operatorType"]).partition("@")[0])
                waiting += one.get("children", ())
        return operators

    def stream(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Run one statement in read access and yield its rows one by one, without limit of time or number."""
        with _plain_errors(self.endpoint), self._session(read=True) as session:
            for record in session.run(statement, dict(parameters or {})):
                yield dict(record)

    def _session(self, *, read: bool) -> neo4j.Session:
        access = neo4j.READ_ACCESS if read else neo4j.WRITE_ACCESS
        return self._driver.session(database=self.endpoint.database, default_access_mode=access)


def set_first_password(uri: str, password: str) -> bool:
    """Change the password a new server starts with; False where it was changed before. Raises as Graph does."""
    fresh = Endpoint(uri, "neo4j", "neo4j", "system")
    with _plain_errors(fresh):
        driver = neo4j.GraphDatabase.driver(
            uri, auth=("neo4j", "neo4j"), connection_timeout=CONNECT_TIMEOUT_SECONDS, telemetry_disabled=True
        )
        try:
            with driver, driver.session(database="system") as session:
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=password).consume()
        except AuthError:
            return False
    return True


def iso(value: Any) -> Any:
    """Turn the driver's temporal values into ISO 8601 text, leaving all else as it is."""
    return value.iso_format() if hasattr(value, "iso_format") else value


@contextmanager
def _plain_errors(endpoint: Endpoint) -> Iterator[None]:
    """Turn the driver's exceptions into the project's, in one line that says what to do."""
    try:
        yield
    except KgError:
        raise
    except AuthError as error:
        raise DatabaseRefused(
            endpoint.uri, "the database refuses this user and password", "check NEO4J_USERNAME and NEO4J_PASSWORD"
        ) from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise DatabaseDown(
            endpoint.uri, "no Neo4j answers there", "start it with `kg server start`, or check NEO4J_URI"
        ) from error
    except TransientError as error:
        raise DatabaseDown(endpoint.uri, f"the database is busy ({error.code})", "run the command again") from error
    except ClientError as error:
        raise _refused(endpoint, error) from error
    except DatabaseError as error:
        raise _broken(endpoint, error) from error
    except (Neo4jError, ConfigurationError, DriverError, ValueError) as error:
        raise DatabaseRefused(
            endpoint.uri, f"{type(error).__name__}: {error}", "check NEO4J_URI and the server's log"
        ) from error


def _broken(endpoint: Endpoint, error: DatabaseError) -> KgError:
    """A server that cannot write goes on answering and refuses every transaction until it is started anew."""
    code = error.code or ""
    if "TransactionStartFailed" in code or "TransactionCommitFailed" in code or "TransactionLogError" in code:
        return DatabaseBroken(
            endpoint.uri,
            f"the database cannot write any more ({code.rpartition('.')[2]}), most often because its disk is full",
            "make room there, start the server anew and run the command again",
        )
    return DatabaseRefused(endpoint.uri, f"{code}: {_first_line(error)}", "check the server's log")


def _refused(endpoint: Endpoint, error: ClientError) -> KgError:
    code = error.code or ""
    if "Security" in code:
        return DatabaseRefused(
            endpoint.uri, "the database refuses this user and password", "check NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if "AccessMode" in code:
        return QueryRefused(
            "the query", "writes to the graph, and questions only read", "use the ingest commands to write"
        )
    if "TimedOut" in code or "Terminated" in code:
        return QueryRefused("the query", "ran past its time limit and was stopped", "narrow it, or lower its limit")
    if "DatabaseNotFound" in code:
        return DatabaseRefused(endpoint.database, "no such database on this server", "check NEO4J_DATABASE")
    return QueryRefused("the query", _first_line(error), "check it in Neo4j Browser")


def _first_line(error: Neo4jError) -> str:
    return (error.message or error.code or "").splitlines()[0]
