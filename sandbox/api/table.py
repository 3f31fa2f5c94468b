"""Every method the sandbox knows, by name."""

from sandbox.api import auth, chat, people
from sandbox.api.call import Method

METHODS: dict[str, Method] = {
    method.name: method for module in (auth, chat, people) for method in module.METHODS
}
