"""Serves an aiohttp application on one port."""

from aiohttp import web


class WebServer:
    """Serves an application on a port until closed; port 0 takes a free one."""

    def __init__(self, app: web.Application, *, host: str, port: int) -> None:
        self._runner = web.AppRunner(app, access_log=None)
        self._host = host
        self._wanted_port = port

    async def start(self) -> int:
        """Listen; returns the port. Raises OSError when it is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._wanted_port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """Finish the requests under way, then stop listening."""
        await self._runner.cleanup()
