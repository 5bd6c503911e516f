"""A small mail server on this machine that accepts, refuses or asks to come again."""

import socketserver
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Received:
    """One accepted message: the envelope, and the bytes as they came."""

    sender: str
    recipients: list[str] = field(default_factory=list)
    data: bytes = b""


class SmtpServer(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP for smtplib; `replies` overrides the answer to a command, such as `{"RCPT": "450 later"}`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.replies: dict[str, str] = {}
        self.received: list[Received] = []

    def __enter__(self) -> "SmtpServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.shutdown()
        self.server_close()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self._say("220 here")
        message = Received("")
        for line in iter(self.rfile.readline, b""):
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "MAIL":
                message = Received(_address(words))
            elif verb == "RCPT" and "RCPT" not in self.server.replies:
                message.recipients.append(_address(words))
            self._say(self.server.replies.get(verb, {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 fine")))
            if verb == "DATA" and "DATA" not in self.server.replies:
                message.data = self._data()
                self.server.received.append(message)
                self._say(self.server.replies.get("END", "250 accepted"))
            if verb == "QUIT":
                return

    def _data(self) -> bytes:
        lines = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


def _address(words: str) -> str:
    return words[words.index("<") + 1 : words.index(">")]
