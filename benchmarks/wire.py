"""Be many people at once without their browsers: speak to the page's server as those do.

`python -m benchmarks.wire PORT SESSIONS SECONDS` opens so many sessions, prints a
line, moves a slider of each every two seconds, and prints the seconds of each move
as JSON: from the message that says it to the one that says that all is shown.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from time import monotonic, perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.serving import HOST

PERIOD = 2.0
OPENED = "all are there"
_STEPS_ONE_WAY = 4
_SHOWN = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Session:
    """Hold one session, with the first slider of its page in hand."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._slider = Slider()
        self._fragment = ""
        self._page = ""
        self._moves = 0

    async def open(self) -> None:
        """Ask for the page, and wait until it is shown."""
        await self._send(BackMsg(rerun_script={}))
        while not self._slider.id:
            await self._shown()

    async def move(self) -> float:
        """Move the slider a step, and give the seconds until all that follows is there."""
        start = perf_counter()
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.fragment_id = self._fragment
        state = asked.rerun_script.widget_states.widgets.add(id=self._slider.id)
        state.string_array_value.data.append(self._next())
        await self._send(asked)
        await self._shown()
        return perf_counter() - start

    def _next(self) -> str:
        """Give the stop that is next: some to the right, and as many back."""
        self._moves += 1
        away = self._moves % (2 * _STEPS_ONE_WAY)
        at = int(self._slider.default[0]) + min(away, 2 * _STEPS_ONE_WAY - away)
        return str(self._slider.options[at])

    async def _send(self, message: BackMsg) -> None:
        await self._connection.send(message.SerializeToString())

    async def _shown(self) -> None:
        while True:
            message = ForwardMsg.FromString(await self._connection.recv(decode=False))
            match message.WhichOneof("type"):
                case "new_session":
                    self._page = message.new_session.page_script_hash
                case "delta":
                    self._take(message.delta)
                case "script_finished" if message.script_finished in _SHOWN:
                    return

    def _take(self, delta: Delta) -> None:
        kind = delta.new_element.WhichOneof("type")
        assert kind != "exception", delta.new_element.exception
        if kind == "slider" and not self._slider.id:
            self._slider.CopyFrom(delta.new_element.slider)
            self._fragment = delta.fragment_id


async def opened(port: int) -> Session:
    """Open a session of the first page."""
    address = f"ws://{HOST}:{port}/_stcore/stream"
    session = Session(await connect(address, subprotocols=["streamlit"], max_size=None))
    await session.open()
    return session


async def _move_about(session: Session, until: float, chance: random.Random) -> list[float]:
    """Move a slider once a period, each time at another moment of it."""
    taken = []
    start = monotonic()
    while start + PERIOD < until:
        await asyncio.sleep(max(0.0, start + chance.uniform(0, PERIOD) - monotonic()))
        taken.append(await session.move())
        start += PERIOD
    return taken


async def _many(port: int, sessions: int, seconds: float) -> list[float]:
    there = [await opened(port) for _ in range(sessions)]
    print(OPENED, flush=True)
    end = monotonic() + seconds
    moving = (
        _move_about(session, end, random.Random(at))  # noqa: S311 - moments, and no secret
        for at, session in enumerate(there)
    )
    return [each for taken in await asyncio.gather(*moving) for each in taken]


if __name__ == "__main__":
    _port, _sessions, _seconds = sys.argv[1:]
    print(json.dumps(asyncio.run(_many(int(_port), int(_sessions), float(_seconds)))))
