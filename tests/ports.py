"""Ports for servers that tests start."""

import socket


def held_port() -> socket.socket:
    """Return a socket that keeps a free port of 127.0.0.1 for one server until it is closed.

    `getsockname()[1]` is the port.

    A port that is found and let go can be given to somebody else before the server has it. Nobody is given this one,
    yet a server may listen on it: servers set SO_REUSEADDR, which lets them share a port with a socket that does so too
    and does not listen.
    """
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return held
