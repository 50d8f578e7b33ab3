"""psycopg2: parameters, types, transactions, server-side cursors, and what Redshift refuses."""

import datetime
import decimal
import io

import psycopg2
import psycopg2.extras

from claims import CERTIFICATE, DATABASE, HOST, PORT, TLS_HOST, USER, done, equal, refused

connection = psycopg2.connect(host=HOST, port=PORT, dbname=DATABASE, user=USER, password="any", sslmode="disable")
equal(connection.server_version, 80002)
# The server's name for UTF-8, where the client has not named one.
equal(connection.encoding, "UNICODE")
equal(connection.get_parameter_status("integer_datetimes"), "on")
cursor = connection.cursor()

cursor.execute("SELECT version()")
equal("Redshift" in cursor.fetchone()[0], True)

cursor.execute(
    "CREATE TABLE orders (id BIGINT IDENTITY(1, 1), customer INT NOT NULL DISTKEY, note VARCHAR(40), price DECIMAL(12, 2), "
    "share DOUBLE PRECISION, is_paid BOOLEAN, day DATE, at TIMESTAMP, at_zone TIMESTAMPTZ, opens TIME, details SUPER, code VARBYTE(8)) "
    "SORTKEY (at)"
)
connection.commit()

zone = datetime.timezone.utc
row = (
    7, "it's a \\ backslash, and é", decimal.Decimal("12.30"), 0.25, True, datetime.date(2024, 2, 29),
    datetime.datetime(2024, 2, 29, 12, 30, 1, 500000), datetime.datetime(2024, 2, 29, 12, 30, 1, tzinfo=zone), datetime.time(8, 15),
)
columns = "customer, note, price, share, is_paid, day, at, at_zone, opens"
insert = f"INSERT INTO orders ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
cursor.execute(insert, row)
equal(cursor.rowcount, 1)
cursor.execute(f"SELECT {columns} FROM orders")
equal(cursor.fetchone(), row)
cursor.execute("UPDATE orders SET details = JSON_PARSE(%s), code = FROM_HEX(%s)", ('{"tags": ["a", "b"]}', "c0ffee"))
cursor.execute("SELECT details, details.tags[1], code FROM orders")
equal(cursor.fetchone(), ('{"tags":["a","b"]}', '"b"', "c0ffee"))
equal([column.type_code for column in cursor.description], [4000, 4000, 6551])
cursor.execute("SELECT note FROM orders WHERE note = %(note)s AND customer IN %(customers)s", {"note": row[1], "customers": (7, 8)})
equal(cursor.fetchall(), [(row[1],)])
connection.commit()

# Transactions.
cursor.executemany("INSERT INTO orders (customer, note) VALUES (%s, %s)", [(8, "a"), (9, None)])
psycopg2.extras.execute_values(cursor, "INSERT INTO orders (customer) VALUES %s", [(10,), (11,)])
cursor.execute("SELECT COUNT(*) FROM orders")
equal(cursor.fetchone(), (5,))
connection.rollback()
cursor.execute("SELECT COUNT(*) FROM orders")
equal(cursor.fetchone(), (1,))
connection.commit()
connection.autocommit = True
cursor.execute("VACUUM orders")
connection.autocommit = False

# A cursor of the server's.
cursor.execute("INSERT INTO orders (customer) SELECT customer FROM orders UNION ALL SELECT customer + 1 FROM orders")
with connection.cursor(name="rows") as rows:
    rows.itersize = 2
    rows.execute("SELECT customer FROM orders ORDER BY customer")
    equal([customer for (customer,) in rows], [7, 7, 8])
connection.rollback()

with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as by_name:
    by_name.execute('SELECT "column", type, distkey, sortkey FROM pg_table_def WHERE tablename = %s AND "column" = %s', ("orders", "at"))
    equal([dict(found) for found in by_name], [
        {"column": "at", "type": "timestamp without time zone", "distkey": False, "sortkey": 1},
    ])

for sql, sqlstate, message in [
    ("SELECT 1 FROM orders FOR UPDATE", "0A000", "SELECT FOR UPDATE is not supported"),
    ("SAVEPOINT s", "0A000", "redshift-local: the answer to SAVEPOINT, which is refused, is not simulated"),
    ("SELECT * FROM missing", "42P01", 'relation "missing" does not exist'),
    ("VACUUM orders", "25001", "VACUUM cannot run inside a transaction block"),
]:
    # The driver has opened a transaction.
    connection.rollback()
    refused(lambda: cursor.execute("SELECT 1; " + sql if sql.startswith("VACUUM") else sql), sqlstate, message)
connection.rollback()
copy = 'syntax error at or near "{0}" in context "COPY orders {0}", at line 1, column {1}'
refused(lambda: cursor.copy_expert("COPY orders TO STDOUT", io.StringIO()), "42601", copy.format("TO", 13))
connection.close()

encrypted = psycopg2.connect(
    host=TLS_HOST, port=PORT, dbname=DATABASE, user=USER, password="any", sslmode="verify-full", sslrootcert=CERTIFICATE,
    client_encoding="utf8",
)
equal((encrypted.info.ssl_in_use, encrypted.encoding), (True, "UTF8"))
encrypted.close()
done()
