"""A bare client of the Web API: what a bot would send, and the answer as it is."""

import aiohttp

from sandbox import Sandbox

POST = {"channel": "C01", "text": "hello"}


class Client:
    """Calls methods with JSON arguments and the bot's token, or another."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def call(self, method, *, token=None, **args):
        headers = {"Authorization": f"Bearer {token or self.sandbox.bot_token}"}
        url = self.sandbox.api_url + method
        async with self.session.post(url, json=args, headers=headers) as response:
            return await response.json()
