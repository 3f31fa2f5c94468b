"""`tickertone manifest`: what to paste at api.slack.com when making the app."""

import click
import yaml

from bot.manifest import make_manifest
from bot.output import print_json
from config.settings import read_settings


@click.command("manifest")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of YAML.")
def command(*, as_json: bool) -> None:
    """Print the Slack app manifest for this configuration."""
    settings = read_settings()
    manifest = make_manifest(public_url=settings.public_url, uses_socket_mode=settings.uses_socket_mode)
    if as_json:
        print_json(manifest)
    else:
        click.echo(yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True), nl=False)
