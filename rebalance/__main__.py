"""`python -m rebalance`: the command line."""

import sys

from rebalance.cli import main

if __name__ == "__main__":  # a worker process of a build imports this module, too
    sys.exit(main())
