"""Every method the sandbox knows, by name."""

from sandbox.api import assistant, auth, chat, conversations, files, marks, oauth, people, views
from sandbox.api.call import Method

_MODULES = (assistant, auth, chat, conversations, files, marks, oauth, people, views)

METHODS: dict[str, Method] = {method.name: method for module in _MODULES for method in module.METHODS}
