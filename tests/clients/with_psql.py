"""psql: a session of commands, with the answers that are expected of it in psql/session.expected.

Answers that are different now are written there when UPDATE_EXPECT is set, to be read.
"""

import difflib
import os
import pathlib
import re
import subprocess

from claims import DATABASE, HOST, PORT, USER, done, equal

SESSION = pathlib.Path(__file__).resolve().parent / "psql" / "session.sql"
EXPECTED = SESSION.with_suffix(".expected")

# What psql 15 and later send for these is for servers of PostgreSQL 9.2 and later, and asks for what an 8.0 catalog does not have.
BEYOND = [r"\l", r"\d customers", r"\du", r"\df"]


def psql(*arguments):
    url = f"postgres://{USER}@{HOST}:{PORT}/{DATABASE}"
    environment = {**os.environ, "PGSSLMODE": "disable", "LC_ALL": "C", "PSQLRC": os.devnull, "PAGER": ""}
    program = subprocess.run(
        ["psql", "-X", url, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )
    return program.returncode, program.stdout


def session():
    """What the session prints, every command in front of its answer, with what changes from run to run left out."""
    _, output = psql("-q", "-a", "-f", str(SESSION))
    output = output.replace(f"psql:{SESSION}:", "session.sql:")
    return re.sub(r"Time: [0-9.]+ ms", "Time: (some) ms", output)


answers = session()
if os.environ.get("UPDATE_EXPECT"):
    EXPECTED.write_text(answers)
difference = difflib.unified_diff(EXPECTED.read_text().splitlines(), answers.splitlines(), "expected", "found", lineterm="")
equal("\n".join(difference), "")

for command in BEYOND:
    code, output = psql("-c", command)
    equal((code, output.startswith("ERROR:"), "redshift-local:" in output), (1, True, False))

# Options of the command line, and variables of the environment.
equal(psql("-Atc", "SELECT name FROM customers WHERE id = 1"), (0, "Ada\n"))
equal(psql("--csv", "-c", "SELECT id, name FROM customers WHERE id < 3 ORDER BY id"), (0, "id,name\n1,Ada\n2,it's Bob\n"))
equal(psql("-1", "-qc", "INSERT INTO customers VALUES (9, 'Ida')", "-Atc", "SELECT COUNT(*) FROM customers"), (0, "4\n"))
equal(psql("-v", "ON_ERROR_STOP=1", "-qAt", "-c", "SELECT missing FROM customers", "-c", "SELECT 1")[0], 1)
done()
