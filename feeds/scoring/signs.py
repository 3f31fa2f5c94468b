"""Which kinds of words are good or bad, before anything is learned."""

DIRECTIONS = {"up": 1.0, "up2": 1.4, "down": -1.0, "down2": -1.4}

# what a direction can move, and whether more of it is good
METRICS = {
    "profit": 1.0,
    "sales": 1.0,
    "mgood": 0.9,
    "mbad": -1.0,
    "mflat": 0.0,
    "fear": -0.9,
    "target": 1.0,
    "guide": 1.1,
}

PLAIN = {
    "plus": 0.9,
    "minus": -0.9,
    "beat": 1.2,
    "upg": 1.2,
    "raised": 1.3,
    "swing": 1.3,
    "strong": 1.0,
    "win": 1.0,
    "approve": 1.0,
    "bullslang": 1.0,
    "payout": 0.8,
    "buy": 0.8,
    "deal": 0.5,
    "launch": 0.4,
    "quit": -0.5,
    "fear": -0.7,
    "dilute": -0.7,
    "halt": -0.8,
    "sell": -0.8,
    "weak": -1.0,
    "legal": -1.0,
    "layoff": -1.0,
    "bearslang": -1.0,
    "miss": -1.2,
    "downg": -1.2,
    "distress": -1.2,
    "cutpay": -1.2,
    "cutg": -1.3,
    "toloss": -1.3,
}
