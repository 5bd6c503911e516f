"""Facts about processes and ports of this machine, for clear messages and for cleaning up after an interrupted demo."""

import os
import socket
import subprocess
from contextlib import suppress
from pathlib import Path


def command_line(pid: int) -> str:
    """The command that a process runs; empty when there is no such process, or it has ended already."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    ps = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return ps.stdout.strip()


def is_port_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: ignore closing connections
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def who_listens(port: int) -> str:
    """The process that listens on a port, as "command (process 1234)"; empty when the system does not tell."""
    sockets = _listening_sockets(port)
    for process in Path("/proc").glob("[0-9]*"):
        if _opened_sockets(process) & sockets:
            return f"{command_line(int(process.name))[:120]} (process {process.name})"
    return ""


def _opened_sockets(process: Path) -> set[str]:
    """Linux' names of a process's open files; empty for somebody else's process."""
    found = set()
    with suppress(OSError):
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):  # closed meanwhile
                found.add(os.readlink(descriptor))
    return found


def _listening_sockets(port: int) -> set[str]:
    """Linux' names of the sockets that listen on a port, as they appear among a process's open files."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            _, local, _, state, *rest = row.split()
            if state == "0A" and int(local.rpartition(":")[2], 16) == port:
                found.add(f"socket:[{rest[5]}]")
    return found
