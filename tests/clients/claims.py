"""What the programs here share: where the server is, and how something is claimed about it."""

import os

HOST = "127.0.0.1"
# The name that the server's certificate is for, and the file of who has signed it.
TLS_HOST = "localhost"
CERTIFICATE = os.environ["SSL_CERT_FILE"]
PORT = int(os.environ["REDSHIFT_LOCAL_PORT"])
USER = "awsuser"
DATABASE = "dev"

_count = 0


def equal(found, expected):
    """Claims that a value is the expected one."""
    global _count
    if found != expected:
        raise AssertionError(f"\n  found    {found!r}\n  expected {expected!r}")
    _count += 1


def refused(action, sqlstate, message):
    """Claims that the server answers an action with this error."""
    try:
        action()
    except Exception as error:
        equal(_said(error), (sqlstate, message))
        return
    raise AssertionError(f"not refused, where {sqlstate} {message!r} is expected")


def _said(error):
    """SQLSTATE and message, as psycopg2 or redshift_connector tell them, perhaps below another library."""
    error = getattr(error, "orig", None) or error
    if not hasattr(error, "pgcode") and error.__cause__ is not None:
        error = error.__cause__
    if hasattr(error, "pgcode"):
        return error.pgcode, error.diag.message_primary
    return error.args[0]["C"], error.args[0]["M"]


def done():
    """Tells how many claims were made; a program without any has not run."""
    if _count == 0:
        raise AssertionError("nothing was claimed")
    print(f"{_count} claims hold")
