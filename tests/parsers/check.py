"""Parses every golden SQL text with two independent parsers that know Redshift's dialect.

    python tests/parsers/check.py [FILE ..]

Golden texts are the statements in tests/golden/*.sql, one after another, each ended by a semicolon at the end of a line. FILE is
another of the same form: the random statements that the property tests leave in the target directory.
A text that one parser wrongly refuses stands in tests/parsers/exceptions.txt with the reason; an exception that is no
longer needed is an error too.
"""

import pathlib
import sys

import sqlfluff.core
import sqlglot

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARSERS = ("sqlglot", "sqlfluff")
# sqlglot has no grammar for these commands and keeps any as they are; sqlfluff alone judges them.
UNKNOWN_TO_SQLGLOT = ("LOCK", "REFRESH", "VACUUM")


def statements(path):
    """The statements of a golden file, without the comments between them."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith("--")]
    for text in "\n".join(lines).split(";\n"):
        text = text.strip().removesuffix(";")
        if text:
            yield text


def exceptions():
    """{(parser, statement)} from lines `parser: reason: statement`."""
    found = set()
    for line in (ROOT / "parsers" / "exceptions.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            parser, _reason, statement = (part.strip() for part in line.split(":", 2))
            assert parser in PARSERS, f"unknown parser in exceptions.txt: {line}"
            found.add((parser, statement))
    return found


def refused_by_sqlglot(statement):
    if statement.startswith(UNKNOWN_TO_SQLGLOT):
        return None
    try:
        tree = sqlglot.parse_one(statement, read="redshift")
    except sqlglot.errors.SqlglotError as error:
        return str(error).splitlines()[0]
    # What sqlglot does not know it keeps as an opaque command, which proves nothing.
    return "kept as an opaque command" if isinstance(tree, sqlglot.exp.Command) else None


def refused_by_sqlfluff(linter, statement):
    parsed = linter.parse_string(statement + ";\n")
    if parsed.violations:
        return str(parsed.violations[0])
    unparsable = next(iter(parsed.tree.recursive_crawl("unparsable")), None) if parsed.tree else "nothing"
    return f"unparsable: {getattr(unparsable, 'raw', unparsable)}" if unparsable else None


def main(further):
    linter = sqlfluff.core.Linter(dialect="redshift")
    known, used, wrong, count = exceptions(), set(), [], 0
    for path in [*sorted((ROOT / "golden").glob("**/*.sql")), *map(pathlib.Path, further)]:
        for statement in statements(path):
            count += 1
            one_line = " ".join(statement.split())
            refusals = {"sqlglot": refused_by_sqlglot(statement), "sqlfluff": refused_by_sqlfluff(linter, statement)}
            for parser, refusal in refusals.items():
                if refusal is None:
                    continue
                if (parser, one_line) in known:
                    used.add((parser, one_line))
                else:
                    wrong.append(f"{path.name}: {parser}: {refusal}\n    {one_line}")
    wrong += [f"exceptions.txt: {parser} accepts this now: {statement}" for parser, statement in sorted(known - used)]
    print("\n".join(wrong))
    print(f"parsers: {count - len(wrong)} passed, {len(wrong)} failed")
    if wrong or not count:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
