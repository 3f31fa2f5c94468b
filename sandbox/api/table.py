"""Every method the sandbox knows, by name."""

from sandbox.api import auth, chat, conversations, people, views
from sandbox.api.call import Method

METHODS: dict[str, Method] = {
    method.name: method for module in (auth, chat, conversations, people, views) for method in module.METHODS
}
