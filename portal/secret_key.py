"""A secret key for a demo, made on the first run and kept."""

import os
import secrets
from pathlib import Path


def kept_secret_key(file: Path) -> str:
    """The key in the file, which is made when it is missing. Two processes at once get the same one."""
    try:
        return file.read_text()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.write(secrets.token_urlsafe(50))
    try:
        os.link(unfinished, file)  # fails when another process was first
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    return file.read_text()
