"""``onrecord serve``: the desk, pages and API over a record, on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    record: Annotated[
        Path, typer.Option("--record", "-r", help="The record to open; made where there is none.")
    ] = Path("onrecord.db"),
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0: any free one.")] = 8642,
    host: Annotated[str, typer.Option(help="Address to listen on; anything but this machine's own needs --token.")] = (
        "127.0.0.1"
    ),
    token: Annotated[
        str | None, typer.Option(help="What others must show to read or write, for another --host.")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the first page in the browser.")] = False,
) -> None:
    """Open a record in the browser: pages, and the API under them. Nothing leaves this machine."""
    from onrecord.errors import UsageError

    closed = host not in LOOPBACK
    if closed and not token:
        raise UsageError(f"--host {host} lets other machines in: give them a --token to show, or leave --host out.")
    if token is not None and len(token) < SHORTEST:
        raise UsageError(f"--token needs {SHORTEST} characters or more; for instance: {_suggestion()}")
    _run(record, host=host, port=port, token=token, closed=closed, open_page=open_page)


SHORTEST = 16


def _suggestion() -> str:
    import secrets

    return secrets.token_urlsafe(24)


def _run(record: Path, *, host: str, port: int, token: str | None, closed: bool, open_page: bool) -> None:
    import uvicorn

    from onrecord.serve.app import App
    from onrecord.serve.desk import usable

    usable(record)  # what is wrong with it is said before anything listens
    app = App(record, token=token, closed=closed, host=host)
    listening = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listening.getsockname()[1]}/"
    print(f"The desk of {record} is at {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
    if closed:
        print("Others open it once with ?token=… at the end of the address.", file=sys.stderr, flush=True)
    if open_page:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> Any:
    """A listening socket, so that the port is known, and a port in use is a sentence."""
    import socket

    from onrecord.errors import UsageError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UsageError(
            f"Nothing can listen on {host} port {port} ({error.strerror}); choose another --port."
        ) from error
    made.listen(128)
    return made
