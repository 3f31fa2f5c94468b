"""What a benchmark is told on its command line."""

from argparse import ArgumentParser, Namespace


def read_flags(purpose: str | None, **flags: str) -> Namespace:
    """Read switches, given as name and help; shows the help or exits with 2 where the words are wrong.

    `purpose` is a module's docstring, of which the first line is shown.
    """
    parser = ArgumentParser(description=(purpose or "").partition("\n")[0])
    for name, told in flags.items():
        parser.add_argument(f"--{name}", action="store_true", help=told)
    return parser.parse_args()
