"""Runs programs of clients that nobody here wrote, each against a redshift-local of its own.

    python tests/clients/run.py REDSHIFT_LOCAL [CLIENT ..]

REDSHIFT_LOCAL is the built program, CLIENT the name of a `with_*.py` beside this file; by default all of them run.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
LONGEST_RUN = 300


def programs(names):
    """[(name, path)] of the programs of these names."""
    found = {path.stem.removeprefix("with_"): path for path in sorted(HERE.glob("with_*.py"))}
    unknown = [name for name in names if name not in found]
    if unknown:
        sys.exit(f"no program {', '.join(unknown)}; there are {', '.join(found)}")
    return [(name, path) for name, path in found.items() if not names or name in names]


def run(server_program, path):
    """Exit code and output of one program."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as said:
        certificate = str(pathlib.Path(folder) / "certificate.pem")
        command = [server_program, "--quiet", "--port", "0", "--tls", "--certificate", certificate]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True)
        try:
            url = server.stdout.readline()
            if not url:
                server.wait()
                said.seek(0)
                return 1, f"{server_program} did not start: {said.read()}"
            environment = {
                **os.environ,
                "REDSHIFT_LOCAL_PORT": re.search(r":([0-9]+)/", url)[1],
                # Where Python's ssl, and so AWS's driver, finds whom to trust.
                "SSL_CERT_FILE": certificate,
                "PYTHONWARNINGS": "ignore",
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            program = subprocess.run(
                [sys.executable, str(path)],
                env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=LONGEST_RUN,
            )
            return program.returncode, program.stdout
        except subprocess.TimeoutExpired as error:
            return 1, f"{error.output or ''}\nnot done after {LONGEST_RUN} seconds"
        finally:
            server.terminate()
            server.wait()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    failed = []
    chosen = programs(sys.argv[2:])
    for name, path in chosen:
        begin = time.monotonic()
        code, output = run(sys.argv[1], path)
        if code == 0:
            print(f"{name}: {output.strip().splitlines()[-1]} ({time.monotonic() - begin:.1f} s)", flush=True)
        else:
            failed.append(name)
            print(f"{name}: FAILED\n{output}", flush=True)
    print(f"clients: {len(chosen) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
