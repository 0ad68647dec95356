"""The local Neo4j: started from pip-installed parts, on loopback only, with data, password and logs under one home."""

from kg.server.launching import DEFAULT_BOLT_PORT, DEFAULT_HTTP_PORT
from kg.server.lifecycle import endpoint, require_answer, start, stop
from kg.server.state import Running, status

__all__ = ["DEFAULT_BOLT_PORT", "DEFAULT_HTTP_PORT", "Running", "endpoint", "require_answer", "start", "status", "stop"]
