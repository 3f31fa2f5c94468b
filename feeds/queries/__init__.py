"""The read side: answers worked out from what is stored.

In each module a pure maker works on values, and a reader beside it fetches those values inside one
transaction; so every number can be recomputed from the items by hand.
"""
