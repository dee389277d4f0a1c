"""Start-up: hands over to the commands, and imports nothing heavy on the way."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from workbench.cli import run  # noqa: PLC0415 - a PDF worker starts here too and needs no click

    run()


if __name__ == "__main__":
    main()
