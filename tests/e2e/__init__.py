"""The whole product, from a feed to a channel."""
