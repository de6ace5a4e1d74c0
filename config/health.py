"""Asks the server in this container whether it answers: the image's health check. Imports next to nothing."""

import socket
import sys

DOOR = ("127.0.0.1", 8000)
SECONDS = 2


def main(door: tuple[str, int] = DOOR) -> int:
    try:
        with socket.create_connection(door, timeout=SECONDS) as connection:
            connection.sendall(b"GET /healthz/live HTTP/1.0\r\nHost: localhost\r\n\r\n")
            answer = connection.recv(16)
    except OSError as problem:
        sys.stderr.write(f"The server does not answer: {problem}\n")
        return 1
    return 0 if answer.startswith((b"HTTP/1.0 200 ", b"HTTP/1.1 200 ")) else 1


if __name__ == "__main__":
    sys.exit(main())
