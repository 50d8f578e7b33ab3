-- page: r_CREATE_TABLE_NEW

-- what: A table that exists
-- error: 42P07 Relation "plain" already exists
CREATE TABLE plain (a INT);

-- what: A schema that does not exist
-- error: 3F000 schema "nothing" does not exist
CREATE TABLE nothing.t (a INT);

-- what: A column twice
-- error: 42701 column "a" duplicated
CREATE TABLE t (a INT, A INT);

-- what: The name of a system column
-- error: 42701 column name "ctid" conflicts with a system column name
CREATE TABLE t (ctid INT);

-- what: A reserved word as a name
-- error: 42601 syntax error at or near "user"
CREATE TABLE t (user INT);

-- what: DISTKEY with DISTSTYLE EVEN
-- error: 0A000 redshift-local: the answer to DISTKEY with DISTSTYLE EVEN, which is refused,
CREATE TABLE t (a INT DISTKEY) DISTSTYLE EVEN;

-- what: DISTKEY with DISTSTYLE AUTO
-- error: 0A000 redshift-local: the answer to DISTKEY with DISTSTYLE AUTO, which is refused,
CREATE TABLE t (a INT) DISTSTYLE AUTO DISTKEY (a);

-- what: DISTSTYLE KEY without a column
-- error: 0A000 redshift-local: the answer to DISTSTYLE KEY without a DISTKEY, which is refused,
CREATE TABLE t (a INT) DISTSTYLE KEY;

-- what: Two distribution keys
-- error: 0A000 redshift-local: the answer to more than one DISTKEY, which is refused,
CREATE TABLE t (a INT DISTKEY, b INT DISTKEY);

-- what: Two sort keys at columns
-- error: 0A000 redshift-local: the answer to more than one SORTKEY, which is refused,
CREATE TABLE t (a INT SORTKEY, b INT SORTKEY);

-- what: A distribution key that is no column
-- error: 0A000 column "x" specified as distkey/sortkey is not in the table "t"
CREATE TABLE t (a INT) DISTKEY (x);

-- what: A sort key that is no column
-- error: 0A000 column "x" specified as distkey/sortkey is not in the table "t"
CREATE TABLE t (a INT) SORTKEY (x);

-- what: A SUPER column as a distribution key
-- error: 0A000 redshift-local: the answer to a DISTKEY or SORTKEY of the type super, which is refused,
CREATE TABLE t (a SUPER) DISTKEY (a);

-- what: A VARBYTE column as a sort key
-- error: 0A000 redshift-local: the answer to a DISTKEY or SORTKEY of the type varbyte, which is refused,
CREATE TABLE t (a VARBYTE(4)) SORTKEY (a);

-- what: SORTKEY AUTO with columns
-- error: 42601 Invalid syntax: Create table sortkey auto with initial sortkeys
CREATE TABLE t (a INT SORTKEY) SORTKEY AUTO;

-- what: Nine columns of an interleaved key
-- error: 0A000 redshift-local: the answer to more than 8 columns in a SORTKEY (interleaved), which is refused,
CREATE TABLE t (a INT, b INT, c INT, d INT, e INT, f INT, g INT, h INT, i INT) INTERLEAVED SORTKEY (a, b, c, d, e, f, g, h, i);

-- what: LIKE with a distribution
-- error: 0A000 redshift-local: the answer to a distribution or sort key with LIKE, which is refused,
CREATE TABLE t (LIKE plain) DISTSTYLE ALL;

-- what: IDENTITY of a text
-- error: 0A000 redshift-local: the answer to an IDENTITY of another type than INT and BIGINT, which is refused,
CREATE TABLE t (a VARCHAR(8) IDENTITY(1, 1));

-- what: DEFAULT of another column
-- error: 0A000 cannot use column reference in DEFAULT expression
CREATE TABLE t (a INT, b INT DEFAULT a);

-- what: DEFAULT of a subquery
-- error: 0A000 cannot use subquery in default expression
CREATE TABLE t (a INT DEFAULT (SELECT MAX(id) FROM parent));

-- what: Two primary keys
-- error: 42P16 multiple primary keys for table "t" are not allowed
CREATE TABLE t (a INT PRIMARY KEY, b INT, PRIMARY KEY (b));

-- what: A foreign key to a table that does not exist
-- error: 42P01 relation "nothing" does not exist
CREATE TABLE t (a INT REFERENCES nothing (id));

-- what: CHECK of a column
-- error: 0A000 ALTER/CREATE TABLE column CHECK constraint is not supported
CREATE TABLE t (a INT CHECK (a > 0));

-- what: CHECK of the table
-- error: 0A000 CREATE TABLE CHECK constraint is not supported
CREATE TABLE t (a INT, CHECK (a > 0));

-- what: EXCLUDE
-- error: 42601 syntax error at or near
CREATE TABLE t (a INT, EXCLUDE USING gist (a WITH =));

-- what: ON DELETE CASCADE
-- error: 42601 syntax error at or near "ON"
CREATE TABLE t (a INT REFERENCES parent (id) ON DELETE CASCADE);

-- what: DEFERRABLE
-- error: 42601 syntax error at or near "DEFERRABLE"
CREATE TABLE t (a INT REFERENCES parent (id) DEFERRABLE);

-- what: INHERITS
-- error: 42601 syntax error at or near "INHERITS"
CREATE TABLE t (a INT) INHERITS (parent);

-- what: PARTITION BY
-- error: 42601 syntax error at or near "PARTITION"
CREATE TABLE t (a INT) PARTITION BY RANGE (a);

-- what: TABLESPACE
-- error: 42601 syntax error at or near "TABLESPACE"
CREATE TABLE t (a INT) TABLESPACE other;

-- what: WITH storage parameters
-- error: 42601 syntax error at or near "WITH"
CREATE TABLE t (a INT) WITH (fillfactor = 70);

-- what: ON COMMIT
-- error: 42601 syntax error at or near "ON"
CREATE TEMP TABLE t (a INT) ON COMMIT DROP;

-- what: UNLOGGED
-- error: 42601 syntax error at or near "UNLOGGED"
CREATE UNLOGGED TABLE t (a INT);

-- what: A generated column
-- error: 42601 syntax error at or near
CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a * 2) STORED);

-- what: A temporary table in a schema
-- error: 42601 temporary tables may not specify a schema name
CREATE TEMP TABLE redshift_local_probe.t (a INT);

-- what: A NULL in a column that is NOT NULL
-- first: CREATE TABLE t (a INT NOT NULL)
-- error: XX000 Cannot insert a NULL value into column a
INSERT INTO t VALUES (NULL);

-- what: An encoding that the type does not have
-- error: 0A000 invalid encoding type specified for column "a"
CREATE TABLE t (a BOOLEAN ENCODE LZO);

-- what: COLLATE CASE_INSENSITIVE
-- error: 0A000 redshift-local: COLLATE CASE_INSENSITIVE is not simulated
CREATE TABLE t (a VARCHAR(8) COLLATE CASE_INSENSITIVE);

-- page: c_unsupported-postgresql-datatypes

-- what: SERIAL
-- error: 0A000 Column "t.a" has unsupported type "serial".
CREATE TABLE t (a SERIAL);

-- what: BIGSERIAL
-- error: 0A000 Column "t.a" has unsupported type "bigserial".
CREATE TABLE t (a BIGSERIAL);

-- what: UUID
-- error: 42704 type "uuid" does not exist
CREATE TABLE t (a UUID);

-- what: An array
-- error: 0A000 redshift-local: the answer to a column of the type integer[], which is refused,
CREATE TABLE t (a INT[]);

-- what: JSONB
-- error: 42704 type "jsonb" does not exist
CREATE TABLE t (a JSONB);

-- what: JSON
-- error: 0A000 redshift-local: the answer to a column of the type json, which is refused,
CREATE TABLE t (a JSON);

-- what: BYTEA
-- error: 0A000 redshift-local: the answer to a column of the type bytea, which is refused,
CREATE TABLE t (a BYTEA);

-- what: MONEY
-- error: 0A000 redshift-local: the answer to a column of the type money, which is refused,
CREATE TABLE t (a MONEY);

-- what: XML
-- error: 42704 type "xml" does not exist
CREATE TABLE t (a XML);

-- what: INET
-- error: 0A000 redshift-local: the answer to a column of the type inet, which is refused,
CREATE TABLE t (a INET);

-- what: A type that nobody has
-- error: 42704 type "datetime2" does not exist
CREATE TABLE t (a DATETIME2);

-- what: An enumeration
-- error: 42601 syntax error at or near "ENUM" in context "TYPE mood AS ENUM"
CREATE TYPE mood AS ENUM ('ok');

-- page: r_interval_data_types

-- what: An interval column
-- error: 0A000 redshift-local:
CREATE TABLE t (a INTERVAL YEAR TO MONTH);

-- page: r_Character_types

-- what: A VARCHAR of too many bytes
-- error: 22023 length for type varchar cannot exceed 65535
CREATE TABLE t (a VARCHAR(65536));

-- what: A CHAR of too many bytes
-- error: 22023 length for type char cannot exceed 4096
CREATE TABLE t (a CHAR(4097));

-- what: A text of more bytes than its column
-- first: CREATE TABLE t (a VARCHAR(3))
-- error: 22001 value too long for type character varying(3)
INSERT INTO t VALUES ('éé');

-- page: r_Numeric_types201

-- what: A DECIMAL of 39 digits
-- error: 22023 
CREATE TABLE t (a DECIMAL(39, 0));

-- what: A number beyond its DECIMAL
-- first: CREATE TABLE t (a DECIMAL(4, 2))
-- error: 22003 numeric field overflow
INSERT INTO t VALUES (100);

-- page: r_CREATE_TABLE_AS

-- what: IF NOT EXISTS of a query
-- error: 42601 syntax error at or near "AS"
CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a;

-- what: SORTKEY AUTO of a query
-- error: 42601 syntax error at or near "AS"
CREATE TABLE t SORTKEY AUTO AS SELECT id FROM parent;

-- what: A distribution key that the query does not have
-- error: 0A000 column "x" specified as distkey/sortkey is not in the table "t"
CREATE TABLE t DISTKEY (x) AS SELECT id FROM parent;

-- what: A SUPER sort key of a query
-- error: 0A000 redshift-local: the answer to a DISTKEY or SORTKEY of the type super, which is refused,
CREATE TABLE t SORTKEY (a) AS SELECT JSON_PARSE('1') AS a;

-- what: WITH NO DATA
-- error: 42601 syntax error at or near
CREATE TABLE t AS SELECT id FROM parent WITH NO DATA;

-- page: r_DROP_TABLE

-- what: A table that is not there
-- error: 42P01 Table "nothing" does not exist
DROP TABLE nothing;

-- what: A table that a view reads
-- first: CREATE VIEW v AS SELECT a FROM plain
-- error: 2BP01 cannot drop table plain because other objects depend on it
DROP TABLE plain;

-- page: r_COMMENT

-- what: COMMENT ON SCHEMA
-- error: 42601 syntax error at or near "SCHEMA"
COMMENT ON SCHEMA redshift_local_probe IS 'a schema';

-- page: r_CREATE_SCHEMA

-- what: A schema that exists
-- error: 42P06 schema "redshift_local_probe" already exists
CREATE SCHEMA redshift_local_probe;

-- what: Elements of a schema
-- error: 0A000 redshift-local: a schema element in CREATE SCHEMA is not simulated
CREATE SCHEMA another CREATE TABLE t (a INT);

-- page: r_CREATE_EXTERNAL_SCHEMA

-- what: CREATE EXTERNAL SCHEMA
-- error: 0A000 redshift-local: CREATE EXTERNAL is not simulated
CREATE EXTERNAL SCHEMA lake FROM DATA CATALOG DATABASE 'lake' IAM_ROLE DEFAULT;

-- page: r_ALTER_SCHEMA

-- what: ALTER SCHEMA QUOTA
-- error: 0A000 redshift-local: ALTER SCHEMA .. QUOTA is not simulated
ALTER SCHEMA redshift_local_probe QUOTA 50 GB;

-- page: r_DROP_SCHEMA

-- what: A schema with tables
-- error: 2BP01 
DROP SCHEMA redshift_local_probe;

-- what: A schema that is not there
-- error: 3F000 schema "nothing" does not exist
DROP SCHEMA nothing;
