"""Questions in, messages out: what each query comes to, with the services it takes.

Rule: an answer reads or changes through feeds, renders through blocks, and knows nothing of Bolt.
"""
