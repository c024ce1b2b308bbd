"""What the command line says: JSON Lines for programs, French tables for people, messages apart."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO


class Output:
    """Results on the standard output, messages on the other; ``as_json`` decides the form of results."""

    def __init__(self, as_json: bool, out: TextIO | None = None, messages: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._messages = messages or sys.stderr
        for stream in (self._out, self._messages):
            if isinstance(stream, io.TextIOWrapper):
                _prepare(stream, utf8=as_json and stream is self._out)

    def result(self, row: Mapping[str, Any]) -> None:
        """One result for programs, as one line of JSON; nothing in the readable form."""
        if self.as_json:
            self._print(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))

    def line(self, text: str = "") -> None:
        """One line for people; nothing in the JSON form."""
        if not self.as_json:
            self._print(text)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Aligned columns for people, the last one as long as it is; nothing in the JSON form."""
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        rule = ["-" * width for width in (*widths[:-1], len(header[-1]))]
        for row in (header, rule, *rows):
            padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.line("  ".join(padded).rstrip())

    def message(self, sentence: str) -> None:
        """One sentence for people in either form."""
        print(sentence, file=self._messages, flush=True)

    def _print(self, text: str) -> None:
        print(text, file=self._out, flush=True)


def _prepare(stream: io.TextIOWrapper, utf8: bool) -> None:
    """JSON is UTF-8 whatever the console; a console that lacks a character of a message shows another."""
    if utf8:
        stream.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    else:
        stream.reconfigure(errors="replace")
