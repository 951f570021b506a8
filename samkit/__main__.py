"""`python -m samkit` is `samkit`."""

from samkit.cli.app import main

main()
