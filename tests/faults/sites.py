"""The servers of apps: one thread serves many of them, each at a port of its own, well or badly."""

import asyncio
import socket
import threading
import time
from collections import defaultdict


def response(status, body=b"", headers=""):
    return f"HTTP/1.1 {status} X\r\ncontent-length: {len(body)}\r\nconnection: close\r\n{headers}\r\n".encode() + body


class Sites:
    def __init__(self):
        self.loop, self.servers, self.holes = asyncio.new_event_loop(), [], []
        # By port, when each connection came.
        self.calls = defaultdict(list)
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def _call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def serve(self, answer, tls=None):
        """A site; its port. `answer` gets the path, the body and the stream to write to, and may take its time."""
        async def one(reader, writer):
            self.calls[writer.get_extra_info("sockname")[1]].append(time.monotonic())
            try:
                if tls:
                    await writer.start_tls(tls)
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                lengths = [line.partition(":")[2] for line in head.split("\r\n") if line.lower().startswith("content-length:")]
                body = await reader.readexactly(int(lengths[0])) if lengths else b""
                await answer(head.split(" ")[1], body.decode(), writer)
                await writer.drain()
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                writer.close()

        server = self._call(asyncio.start_server(one, "127.0.0.1", 0, backlog=1024))
        self.servers.append(server)
        return server.sockets[0].getsockname()[1]

    def refuse(self):
        """A port at which connections are refused, and nobody else will be."""
        closed = socket.socket()
        closed.bind(("127.0.0.1", 0))
        self.holes.append(closed)
        return closed.getsockname()[1]

    def swallow(self):
        """A port that never answers: its queue is full, and the kernel drops whoever knocks."""
        full = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.holes.append(full)
        for _ in range(4):
            stream = socket.socket()
            stream.setblocking(False)
            stream.connect_ex(full.getsockname())
            self.holes.append(stream)
        return full.getsockname()[1]

    def close(self):
        async def end():
            for server in self.servers:
                server.close()
            waiting = asyncio.all_tasks() - {asyncio.current_task()}
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

        for hole in self.holes:
            hole.close()
        self._call(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
