"""What is seen from the place of one company in a sentence, each by the names that its weights go by."""

Sight = tuple[str, str, str]  # what is seen, and two things about it


def sight_names(sight: Sight) -> tuple[str, ...]:
    """The features that one sight counts for."""
    what, first, second = sight
    match what:
        case "L" | "R":
            names = (f"t:{what} {first}" if first else "", f"t:{what}k {second}" if second else "")
            return tuple(filter(None, names))
        case "L12" | "R12":
            return f"t:{what[0]}1 {first}", f"t:{what[0]}2 {first} {second}"
        case "fL" | "fR" | "near":
            return f"t:{what} {second}", f"t:{what} {first}{second}"
        case _:
            return (f"{what} {first}" if first else what,)
