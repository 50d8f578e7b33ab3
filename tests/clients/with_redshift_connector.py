"""redshift_connector, AWS's own driver: its parameter styles, its types, transactions, and the methods that read metadata."""

import datetime
import decimal
import tempfile

import redshift_connector
from redshift_connector.utils.oids import RedshiftOID
from redshift_connector.utils.type_utils import numeric_in_binary

from claims import DATABASE, HOST, PORT, TLS_HOST, USER, done, equal, refused

connection = redshift_connector.connect(host=HOST, port=PORT, database=DATABASE, user=USER, password="any", ssl=False)
cursor = connection.cursor()

cursor.execute("CREATE SCHEMA shop")
cursor.execute("CREATE TABLE shop.customers (id BIGINT IDENTITY(1, 1) PRIMARY KEY, name VARCHAR(100) NOT NULL) DISTSTYLE ALL")
cursor.execute(
    "CREATE TABLE shop.orders (id BIGINT IDENTITY(1, 1) PRIMARY KEY, customer_id BIGINT NOT NULL DISTKEY, note VARCHAR(40) DEFAULT '-', "
    "price DECIMAL(12, 2) ENCODE zstd, share DOUBLE PRECISION, ratio REAL, small SMALLINT, is_paid BOOLEAN, day DATE, at TIMESTAMP, "
    "at_zone TIMESTAMPTZ, opens TIME, kind CHAR(3), details SUPER, code VARBYTE(8), "
    "CONSTRAINT of_customer FOREIGN KEY (customer_id) REFERENCES shop.customers (id)) SORTKEY (at)"
)
cursor.execute("COMMENT ON TABLE shop.orders IS 'what was bought'")
cursor.execute("CREATE VIEW shop.notes AS SELECT note FROM shop.orders")
connection.commit()

# Values there and back.
zone = datetime.timezone.utc
row = [
    7, "it's a \\ backslash, and é", decimal.Decimal("12.30"), 0.25, 1.5, 3, True, datetime.date(2024, 2, 29),
    datetime.datetime(2024, 2, 29, 12, 30, 1, 500000), datetime.datetime(2024, 2, 29, 12, 30, 1, tzinfo=zone), datetime.time(8, 15),
]
columns = "customer_id, note, price, share, ratio, small, is_paid, day, at, at_zone, opens"
places = ", ".join(["%s"] * len(row))
cursor.execute(
    f"INSERT INTO shop.orders ({columns}, kind, details, code) VALUES ({places}, %s, JSON_PARSE(%s), TO_VARBYTE(%s, 'utf8'))",
    row + ["ab", '{"tags": ["a"]}', "code"],
)
equal(cursor.rowcount, 1)
cursor.execute(f"SELECT {columns} FROM shop.orders")
equal(cursor.fetchone(), row)
cursor.execute("SELECT kind, details, details.tags[0], code, NULL::INT FROM shop.orders")
equal(cursor.fetchall(), (["ab ", '{"tags":["a"]}', '"a"', "code", None],))
equal([(name, oid) for name, oid, *_ in cursor.description][:4], [("kind", 1042), ("details", 4000), ("tags", 4000), ("code", 6551)])

for style, condition, arguments in [
    ("qmark", "customer_id = ? AND note LIKE ?", (7, "it%")),
    ("numeric", "customer_id = :1 AND note LIKE :2", (7, "it%")),
    ("named", "customer_id = :customer AND note LIKE :note", {"customer": 7, "note": "it%"}),
    ("format", "customer_id = %s AND note LIKE %s", (7, "it%")),
    ("pyformat", "customer_id = %(customer)s AND note LIKE %(note)s", {"customer": 7, "note": "it%"}),
]:
    cursor.paramstyle = style
    cursor.execute(f"SELECT price FROM shop.orders WHERE {condition}", arguments)
    equal(cursor.fetchall(), ([decimal.Decimal("12.30")],))
cursor.paramstyle = "format"
connection.commit()

# Transactions.
cursor.executemany("INSERT INTO shop.customers (name) VALUES (%s)", [("Ada",), ("Bob",), ("Cy",)])
equal(cursor.rowcount, 3)
cursor.execute("SELECT name FROM shop.customers ORDER BY name")
equal(cursor.fetchmany(2), (["Ada"], ["Bob"]))
equal(cursor.fetchall(), (["Cy"],))
connection.rollback()
cursor.execute("SELECT COUNT(*) FROM shop.customers")
equal(cursor.fetchone(), [0])
connection.rollback()
refused(
    lambda: cursor.execute("INSERT INTO shop.customers (name) VALUES ('x') RETURNING id"),
    "42601",
    'syntax error at or near "RETURNING" in context "(\'x\') RETURNING", at line 1, column 48',
)
refused(lambda: cursor.execute("SELECT 1"), "25P02", "current transaction is aborted, commands ignored until end of transaction block")
connection.rollback()
with tempfile.NamedTemporaryFile("w", suffix=".csv") as rows:
    rows.write("name\nDora\nIda\n")
    rows.flush()
    # It looks the table and its columns up in SVV_ALL_TABLES and SVV_ALL_COLUMNS.
    cursor.insert_data_bulk(rows.name, "shop.customers", [0], ["name"], ",", batch_size=2)
cursor.execute("SELECT name FROM shop.customers ORDER BY name")
equal(cursor.fetchall(), (["Dora"], ["Ida"]))
connection.rollback()
connection.autocommit = True
cursor.execute("TRUNCATE shop.orders")
cursor.execute("VACUUM shop.orders")
connection.autocommit = False

# Metadata, which it asks for by SHOW.
equal(cursor.get_catalogs(), (["dev"],))
equal(cursor.get_schemas(schema_pattern="s%"), (["shop", "dev"],))
table = [DATABASE, "shop", "orders", "TABLE", "what was bought", "", "", "", "", "", USER, None, None, "KEY (customer_id)", "REGULAR TABLE"]
equal(cursor.get_tables(catalog=DATABASE, schema_pattern="shop", table_name_pattern="ord%"), (table,))
equal(sorted(found[2:4] for found in cursor.get_tables(schema_pattern="shop", types=["TABLE", "VIEW"])), [
    ["customers", "TABLE"], ["notes", "VIEW"], ["orders", "TABLE"],
])
found = cursor.get_columns(schema_pattern="shop", tablename_pattern="orders")
equal([(name, type_name, size) for _, _, _, name, _, type_name, size, *_ in found], [
    ("id", "int8", 19), ("customer_id", "int8", 19), ("note", "varchar", 40), ("price", "numeric", 12), ("share", "float8", 17),
    ("ratio", "float4", 8), ("small", "int2", 5), ("is_paid", "bool", 1), ("day", "date", 13), ("at", "timestamp", 29),
    ("at_zone", "timestamptz", 35), ("opens", "time", 15), ("kind", "char", 3), ("details", "super", None), ("code", "varbyte", None),
])
# Nullable, the default, auto-increment, and what Redshift adds: the sort key, the distribution key, the encoding.
equal([column[10:13:2] + column[22:23] + column[24:28] for column in found[1:4]], [
    [0, None, "NO", None, 0, 1, "az64"],
    [1, "'-'::character varying", "NO", None, 0, None, "lzo"],
    [1, None, "NO", None, 0, None, "zstd"],
])
equal((found[0][22], found[9][24:26]), ("YES", ["COMPOUND", 1]))
equal(cursor.get_columns(schema_pattern="shop", tablename_pattern="orders", columnname_pattern="pri%")[0][3], "price")
equal(cursor.get_primary_keys(schema="shop", table="orders"), ([DATABASE, "shop", "orders", "id", 1, "orders_pkey"],))
key = [DATABASE, "shop", "customers", "id", DATABASE, "shop", "orders", "customer_id", 1]
equal([found[:9] + found[11:13] for found in cursor.get_imported_keys(DATABASE, "shop", "orders")], [key + ["of_customer", "customers_pkey"]])
equal([found[:9] for found in cursor.get_exported_keys(DATABASE, "shop", "customers")], [key])
equal(cursor.get_best_row_identifier(DATABASE, "shop", "orders", 1, True)[0][1], "id")
equal(cursor.get_procedures(DATABASE, "shop"), ())
equal(cursor.get_functions(DATABASE, "shop"), ())

# The same from the catalog, which it asks older servers for; AWS's JDBC driver does so too.
equal(cursor.get_schemas_legacy_hardcoded_query(schema_pattern="s%"), (["shop", "dev"],))
for schema in ("shop", None):
    (found,) = cursor.get_tables_legacy_hardcoded_query(schema_pattern=schema, table_name_pattern="orders")
    equal(found[:4], table[:4])
    found = cursor.get_columns_legacy_hardcoded_query(schema_pattern=schema, tablename_pattern="orders", columnname_pattern="%d%")
    equal([(name, type_name) for _, _, _, name, _, type_name, *_ in found], [
        ("id", "int8"), ("customer_id", "int8"), ("is_paid", "bool"), ("day", "date"), ("kind", "bpchar" if schema else "character"),
        ("details", "super"), ("code", "varbyte"),
    ])
equal(cursor.get_primary_keys_legacy_hardcoded_query(schema="shop", table="orders"), (["dev", "shop", "orders", "id", 1, "orders_pkey"],))
connection.close()

# DECIMAL in the binary form of AWS's private protocol (format 1), read by the driver's own function. It takes the scale from the type
# modifier as here, where it speaks that protocol.
scaled = redshift_connector.connect(host=HOST, port=PORT, database=DATABASE, user=USER, password="any", ssl=False)
scaled.redshift_types[RedshiftOID.NUMERIC] = (1, lambda data, at, length: numeric_in_binary(data, at, length, 2))
cursor = scaled.cursor()
cursor.execute("SET redshift_local.numeric = scaled")
cursor.execute("SELECT CAST(12.3 AS DECIMAL(12, 2)), CAST(-12300 AS DECIMAL(38, 2))")
equal(cursor.fetchone(), [decimal.Decimal("12.30"), decimal.Decimal("-12300.00")])
equal([(column["type_modifier"] - 4) & 0xFFFF for column in cursor.ps["row_desc"]], [2, 2])
refused(
    lambda: cursor.execute("SELECT price * 2 AS twice FROM shop.orders"), "0A000",
    'redshift-local: the scale of "twice" is not known, so that its values cannot be scaled integers: select '
    "CAST(.. AS DECIMAL(p, s)), or SET redshift_local.numeric = groups",
)
scaled.close()

# As it connects to a cluster: it checks the certificate and its name.
encrypted = redshift_connector.connect(host=TLS_HOST, port=PORT, database=DATABASE, user=USER, password="any", sslmode="verify-full")
cursor = encrypted.cursor()
cursor.execute("SELECT CURRENT_USER")
equal(cursor.fetchone(), [USER])
encrypted.close()
done()
