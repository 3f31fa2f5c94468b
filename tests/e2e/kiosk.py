"""A feed on loopback whose content a test puts up."""

from aiohttp import web

from bot.server import WebServer
from tests.feeds.publisher import Article, rss


class Kiosk:
    """Serves one feed; `show` adds articles to it."""

    def __init__(self) -> None:
        self._articles: list[Article] = []
        app = web.Application()
        app.add_routes([web.get("/feed.xml", self._serve)])
        self._server = WebServer(app, host="127.0.0.1", port=0)
        self.url = ""

    async def __aenter__(self) -> "Kiosk":
        self.url = f"http://127.0.0.1:{await self._server.start()}/feed.xml"
        return self

    async def __aexit__(self, *_failure: object) -> None:
        await self._server.close()

    def show(self, *articles: Article) -> None:
        """Put articles up, newest first."""
        self._articles[:0] = articles

    async def _serve(self, _request: web.Request) -> web.Response:
        return web.Response(body=rss(*self._articles, title="Test News"), content_type="application/rss+xml")
