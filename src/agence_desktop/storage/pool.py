"""The pool of connections: once it is closed, what comes back late is closed too."""

from __future__ import annotations

import logging

from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

# SQLAlchemy names the log of a pool after its class: ours, which would tell each time that it closes.
logging.getLogger(__name__).setLevel(logging.WARNING)


class ClosingPool(QueuePool):
    """A queue of connections that keeps none after ``dispose``.

    SQLAlchemy's own pool keeps a connection that was at work meanwhile, and nobody closes it: a reader on
    another thread, when the base is closed or the server is found lost, would leave one open.
    """

    _over = False

    def dispose(self) -> None:
        """Close what is in the pool; what is out is closed when it comes back."""
        self._over = True
        super().dispose()

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        super()._do_return_conn(record)
        if self._over:
            super().dispose()
