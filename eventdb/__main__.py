"""``python -m eventdb``: the command line, where no script of that name is on the path."""

from eventdb.cli import app

if __name__ == "__main__":
    app()
