"""Answers the questions of examples/analysis a second time, in SQLite from the same files, and compares.

    python tests/recompute/check.py ANSWERS [DATA]

ANSWERS is what `cargo run --example analysis` wrote; DATA the directory of the .csv.gz files, by default the repository's.
"""

import csv
import gzip
import math
import pathlib
import sqlite3
import statistics
import sys

JANUARY = pathlib.Path(__file__).resolve().parent.parent.parent / "examples" / "data"


class Aggregate:
    """An aggregate that SQLite lacks: what `compute` makes of a group's values."""

    def __init__(self):
        self.values = []

    def step(self, value):
        if value is not None:
            self.values.append(value)

    def finalize(self):
        return self.compute(self.values) if self.values else None


class Median(Aggregate):
    compute = staticmethod(statistics.median)


class Ninth(Aggregate):
    """PERCENTILE_CONT(0.9): what lies nine tenths of the way from the smallest to the largest, interpolated."""

    @staticmethod
    def compute(values):
        place = (len(values) - 1) * 0.9
        low, high = sorted(values)[math.floor(place) :][:2] if len(values) > 1 else values * 2
        return low + (high - low) * (place - math.floor(place))


class Deviation(Aggregate):
    @staticmethod
    def compute(values):
        return statistics.stdev(values) if len(values) > 1 else None


def load(directory):
    """A table per file; a column is a number where every value is one."""
    database = sqlite3.connect(":memory:")
    for name, aggregate in (("median", Median), ("ninth", Ninth), ("deviation", Deviation)):
        database.create_aggregate(name, 1, aggregate)
    for path in sorted(directory.glob("*.csv.gz")):
        with gzip.open(path, "rt", newline="") as file:
            header, *rows = csv.reader(file)
        columns = [column(values) for values in zip(*rows)]
        table = path.name.removesuffix(".csv.gz")
        names = ", ".join(f'"{name}"' for name in header)
        database.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {names})")
        places = ", ".join("?" * len(header))
        database.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", zip(*columns))
    return database


def column(values):
    values = [None if value in ("", "NA") else value for value in values]
    for kind in (int, float):
        try:
            return [None if value is None else kind(value) for value in values]
        except ValueError:
            continue
    return values


QUESTIONS = {
    "running_total": """
        SELECT month, day, sum(count(*)) OVER (ORDER BY month, day)
        FROM flights WHERE origin = 'JFK' GROUP BY month, day""",
    "moving_average": """
        SELECT month, day, avg(dep_delay) OVER (ORDER BY month, day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)
        FROM flights WHERE carrier = 'HA' AND dep_delay IS NOT NULL""",
    "rank_of_carriers": """
        WITH counted AS (SELECT origin, carrier, count(*) AS n FROM flights GROUP BY origin, carrier)
        SELECT origin, carrier, 1 + (SELECT count(*) FROM counted AS o WHERE o.origin = c.origin AND o.n > c.n), n
        FROM counted AS c""",
    "longest_rests": """
        SELECT tailnum, max(hours) AS hours FROM (
            SELECT tailnum, (strftime('%s', time_hour)
                - strftime('%s', lag(time_hour) OVER (PARTITION BY tailnum ORDER BY time_hour, id))) / 3600 AS hours
            FROM flights WHERE tailnum IS NOT NULL)
        WHERE hours IS NOT NULL GROUP BY tailnum ORDER BY hours DESC, tailnum LIMIT 20""",
    "delay_quartiles_by_wind": """
        WITH hours AS (
            SELECT origin, time_hour, ntile(4) OVER (PARTITION BY origin ORDER BY wind_speed, time_hour) AS quartile
            FROM weather WHERE wind_speed IS NOT NULL)
        SELECT quartile, count(*), avg(dep_delay) FROM flights JOIN hours USING (origin, time_hour) GROUP BY quartile""",
    "punctuality": """
        SELECT hour, count(*), sum(coalesce(dep_delay, 0) > 0), sum(coalesce(dep_delay, 0) > 15),
            sum(coalesce(dep_delay, 0) > 60)
        FROM flights GROUP BY hour""",
    "shared_planes": """
        SELECT tailnum, name, sum(distance) FROM flights JOIN airlines USING (carrier)
        WHERE tailnum IN (SELECT tailnum FROM flights GROUP BY tailnum HAVING count(DISTINCT origin) = 3)
        GROUP BY tailnum, name""",
    "days_without": """
        WITH RECURSIVE days (day) AS (VALUES (1) UNION ALL SELECT day + 1 FROM days WHERE day < 31)
        SELECT day FROM days
        WHERE day NOT IN (SELECT day FROM flights WHERE carrier = 'OO' AND month = 1)""",
    "destinations_of_one_airport": """
        SELECT dest FROM flights GROUP BY dest
        HAVING sum(origin = 'EWR') > 0 AND sum(origin = 'LGA') > 0 AND sum(origin = 'JFK') = 0""",
    "unserved_airports": """
        SELECT tz, count(*), max(alt) FROM airports LEFT JOIN (SELECT DISTINCT dest FROM flights) ON dest = faa
        WHERE dest IS NULL GROUP BY tz""",
    "older_planes": """
        SELECT DISTINCT planes.tailnum, manufacturer, seats FROM planes JOIN flights ON flights.tailnum = planes.tailnum
        WHERE dest = 'ATL' AND planes.year < (SELECT cast(avg(year) AS INTEGER) FROM planes)""",
    "top_destinations": """
        WITH counted AS (
            SELECT origin, dest, count(*) AS n, row_number() OVER (PARTITION BY origin ORDER BY count(*) DESC, dest) AS place
            FROM flights GROUP BY origin, dest)
        SELECT origin, dest, n FROM counted WHERE place <= 2""",
    "subtotals": """
        SELECT 0, origin, carrier, count(*), sum(distance) FROM flights GROUP BY origin, carrier
        UNION ALL SELECT 1, origin, NULL, count(*), sum(distance) FROM flights GROUP BY origin
        UNION ALL SELECT 3, NULL, NULL, count(*), sum(distance) FROM flights""",
    "spread_of_delays": """
        SELECT carrier, median(dep_delay), ninth(dep_delay), deviation(dep_delay) FROM flights GROUP BY carrier""",
    "carriers_of_destinations": """
        SELECT dest, group_concat(carrier, '+') FROM (SELECT DISTINCT dest, carrier FROM flights ORDER BY dest, carrier)
        GROUP BY dest HAVING count(*) <= 3""",
    "both_ends": """
        SELECT dest, nullif(sum(hour < 7), 0), nullif(sum(hour > 20), 0) FROM flights
        WHERE hour < 7 OR hour > 20 GROUP BY dest""",
    "sizes": """
        SELECT iif(seats < 60, 'small', iif(seats < 200, 'medium', 'large')) AS size, count(*),
            count(DISTINCT flights.tailnum), max(distance), min(distance)
        FROM flights JOIN planes ON planes.tailnum = flights.tailnum GROUP BY size""",
    "miles_side_by_side": """
        SELECT name, sum(iif(origin = 'EWR', distance, NULL)), sum(iif(origin = 'JFK', distance, NULL)),
            sum(iif(origin = 'LGA', distance, NULL))
        FROM flights JOIN airlines USING (carrier) GROUP BY name""",
    "delays_at_both_ends": """
        SELECT carrier, 'dep_delay', count(dep_delay), sum(dep_delay) FROM flights
        WHERE dep_delay IS NOT NULL GROUP BY carrier
        UNION ALL SELECT carrier, 'arrival', count(arr_delay), sum(arr_delay) FROM flights
        WHERE arr_delay IS NOT NULL GROUP BY carrier""",
}


def typed(value):
    """A value as it is compared: a number where it reads as one, and NULL as nothing."""
    try:
        return "" if value is None else float(value)
    except ValueError:
        return value


def in_order(rows):
    return sorted((tuple(typed(value) for value in row) for row in rows), key=lambda row: [str(value) for value in row])


def equal(left, right):
    """Whether two values agree, numbers but for the last of Redshift's six decimals."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, abs_tol=1e-5)
    return left == right


def main(answers, directory):
    given = {}
    with open(answers, newline="") as file:
        for question, *values in csv.reader(file):
            given.setdefault(question, []).append(values)
    database, wrong = load(directory), []
    for question, sql in QUESTIONS.items():
        expected = in_order(database.execute(sql))
        found = in_order(given.pop(question, []))
        different = [(ours, theirs) for ours, theirs in zip(found, expected) if not all(map(equal, ours, theirs))]
        if len(found) != len(expected):
            wrong.append(f"{question}: {len(found)} rows, and {len(expected)} in SQLite")
        elif different:
            wrong.append("{}: {} where SQLite has {}".format(question, *different[0]))
        elif not expected:
            wrong.append(f"{question}: nothing was compared")
    wrong += [f"{question}: not asked a second time" for question in given]
    print("\n".join(wrong))
    print(f"recompute: {len(QUESTIONS) - len(wrong)} passed, {len(wrong)} failed")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else JANUARY)
