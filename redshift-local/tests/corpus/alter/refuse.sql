-- page: r_ALTER_TABLE

-- what: A table that is not there
-- error: 42P01 relation "nothing" does not exist
ALTER TABLE nothing ADD COLUMN x INT;

-- what: ADD COLUMN of a name that is taken
-- error: 42701 column "a" of relation "t" already exists
ALTER TABLE t ADD COLUMN a INT;

-- what: Several columns
-- error: 42601 syntax error at or near ","
ALTER TABLE t ADD COLUMN x INT, ADD COLUMN y INT;

-- what: ADD COLUMN NOT NULL without a default
-- error: 42601 ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression
ALTER TABLE t ADD COLUMN x INT NOT NULL;

-- what: ADD COLUMN IDENTITY
-- error: 0A000 redshift-local: the answer to ALTER TABLE ADD COLUMN with IDENTITY, which is refused,
ALTER TABLE t ADD COLUMN x INT IDENTITY(1, 1);

-- what: ADD COLUMN UNIQUE
-- error: 0A000 redshift-local: the answer to ALTER TABLE ADD COLUMN with UNIQUE, which is refused,
ALTER TABLE t ADD COLUMN x INT UNIQUE;

-- what: ADD COLUMN PRIMARY KEY
-- error: 0A000 redshift-local: the answer to ALTER TABLE ADD COLUMN with PRIMARY KEY, which is refused,
ALTER TABLE t ADD COLUMN x INT PRIMARY KEY;

-- what: ADD COLUMN REFERENCES
-- error: 0A000 redshift-local: the answer to ALTER TABLE ADD COLUMN with REFERENCES, which is refused,
ALTER TABLE t ADD COLUMN x INT REFERENCES parent (id);

-- what: ADD COLUMN SORTKEY
-- error: 0A000 redshift-local: the answer to ALTER TABLE ADD COLUMN with SORTKEY, which is refused,
ALTER TABLE t ADD COLUMN x INT SORTKEY;

-- what: ADD COLUMN IF NOT EXISTS
-- error: 42601 syntax error at or near
ALTER TABLE t ADD COLUMN IF NOT EXISTS x INT;

-- what: DROP COLUMN of the distribution key
-- error: 42601 cannot drop distkey column "k"
ALTER TABLE t DROP COLUMN k;

-- what: DROP COLUMN of the sort key
-- error: 42601 cannot drop sortkey column "s"
ALTER TABLE t DROP COLUMN s;

-- what: DROP COLUMN of the last one
-- error: 0A000 redshift-local: the answer to DROP COLUMN of the last column, which is refused,
ALTER TABLE lone DROP COLUMN a;

-- what: DROP COLUMN that a view reads
-- error: 2BP01 cannot drop
ALTER TABLE plain DROP COLUMN a;

-- what: DROP COLUMN of a column that is not there
-- error: 42703 column "x" of relation "t" does not exist
ALTER TABLE t DROP COLUMN x;

-- what: DROP COLUMN IF EXISTS
-- error: 42601 syntax error at or near
ALTER TABLE t DROP COLUMN IF EXISTS a;

-- what: RENAME COLUMN to a name that is taken
-- error: 42701 column "b" of relation "t" already exists
ALTER TABLE t RENAME COLUMN a TO b;

-- what: RENAME to a temporary name
-- error: 42601 syntax error at or near "#"
ALTER TABLE t RENAME TO #t;

-- what: RENAME to a name that is taken
-- error: 42P07 Relation "plain" already exists
ALTER TABLE t RENAME TO plain;

-- what: RENAME CONSTRAINT
-- error: 42601 syntax error at or near "CONSTRAINT"
ALTER TABLE parent RENAME CONSTRAINT parent_key TO another;

-- what: ADD PRIMARY KEY of a column that may be NULL
-- error: 0A000 redshift-local: the answer to ADD PRIMARY KEY of a column that may be NULL, which is refused,
ALTER TABLE t ADD PRIMARY KEY (a);

-- what: ADD CHECK
-- error: 0A000 ALTER/CREATE TABLE column CHECK constraint is not supported
ALTER TABLE t ADD CHECK (id > 0);

-- what: DROP CONSTRAINT that is not there
-- error: 42704 constraint "nothing" of relation "t" does not exist
ALTER TABLE t DROP CONSTRAINT nothing;

-- what: ALTER COLUMN TYPE in a transaction
-- error: 25001 ALTER TABLE ALTER COLUMN cannot run inside a transaction block
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(20);

-- what: ALTER COLUMN TYPE to the size that it has
-- outside a transaction
-- error: 0A000 cannot alter column "a" of relation "t", target column size should be different
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(8);

-- what: ALTER COLUMN TYPE of a column whose encoding does not allow it
-- outside a transaction
-- error: 0A000 cannot alter column "b" of relation "t" with encode type "bytedict"
ALTER TABLE t ALTER COLUMN b TYPE VARCHAR(20);

-- what: ALTER COLUMN TYPE that shrinks a column with a default
-- outside a transaction
-- error: 0A000 cannot decrease a VARCHAR column size with default value
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(4);

-- what: ALTER COLUMN TYPE below what is stored
-- outside a transaction
-- error: 22001 
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(2);

-- what: ALTER COLUMN TYPE of a column with a constraint
-- outside a transaction
-- error: 0A000 redshift-local: the answer to ALTER COLUMN TYPE of a column with a constraint, which is refused,
ALTER TABLE plain ALTER COLUMN w TYPE VARCHAR(20);

-- what: ALTER COLUMN TYPE to another type
-- outside a transaction
-- error: 0A000 redshift-local: the answer to ALTER COLUMN TYPE BIGINT, which is refused,
ALTER TABLE t ALTER COLUMN n TYPE BIGINT;

-- what: ALTER COLUMN TYPE of a number to a VARCHAR
-- outside a transaction
-- error: 0A000 redshift-local: the answer to ALTER COLUMN TYPE of a column that is no VARCHAR, which is refused,
ALTER TABLE t ALTER COLUMN n TYPE VARCHAR(20);

-- what: ALTER COLUMN TYPE USING
-- outside a transaction
-- error: 0A000 ALTER TABLE ALTER COLUMN does not support USING expression
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(20) USING UPPER(a);

-- what: SET DEFAULT
-- error: 0A000 ALTER COLUMN SET/DROP DEFAULT is not supported
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x';

-- what: DROP DEFAULT
-- error: 0A000 ALTER COLUMN SET/DROP DEFAULT is not supported
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;

-- what: SET NOT NULL
-- error: 0A000 ALTER COLUMN SET NOT NULL is not supported
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- what: DROP NOT NULL
-- error: 0A000 redshift-local: the answer to ALTER COLUMN DROP NOT NULL, which is refused,
ALTER TABLE t ALTER COLUMN id DROP NOT NULL;

-- what: ENCODE to the encoding that the column has
-- error: 0A000 redshift-local: the answer to ALTER COLUMN ENCODE to the encoding that the column has, which is refused,
ALTER TABLE t ALTER COLUMN n ENCODE RAW;

-- what: ENCODE of a column twice
-- error: 0A000 redshift-local: the answer to ALTER TABLE with two encodings of a column, which is refused,
ALTER TABLE t ALTER COLUMN n ENCODE AZ64, ALTER COLUMN n ENCODE ZSTD;

-- what: ENCODE of an interleaved table
-- error: 0A000 redshift-local: the answer to ALTER COLUMN ENCODE of a table with an interleaved sort key, which is refused,
ALTER TABLE interleaved ALTER COLUMN a ENCODE ZSTD;

-- what: ALTER DISTKEY of an interleaved table
-- error: 0A000 redshift-local: the answer to ALTER DISTKEY of a table with an interleaved sort key, which is refused,
ALTER TABLE interleaved ALTER DISTKEY a;

-- what: ALTER DISTSTYLE of an interleaved table
-- error: 0A000 redshift-local: the answer to ALTER DISTSTYLE of a table with an interleaved sort key, which is refused,
ALTER TABLE interleaved ALTER DISTSTYLE ALL;

-- what: ALTER DISTSTYLE of a temporary table
-- first: CREATE TEMP TABLE temporary (a INT)
-- error: 0A000 redshift-local: the answer to ALTER DISTSTYLE of a temporary table, which is refused,
ALTER TABLE temporary ALTER DISTSTYLE ALL;

-- what: ALTER DISTKEY of a column that is not there
-- error: 0A000 column "x" specified as distkey/sortkey is not in the table "t"
ALTER TABLE t ALTER DISTKEY x;

-- what: ALTER INTERLEAVED SORTKEY
-- error: 42601 syntax error at or near "INTERLEAVED"
ALTER TABLE t ALTER INTERLEAVED SORTKEY (id, a);

-- what: Two distributions together
-- error: 0A000 redshift-local: the answer to ALTER TABLE with these two changes together, which is refused,
ALTER TABLE t ALTER DISTKEY id, ALTER DISTSTYLE ALL;

-- what: SET SCHEMA
-- error: 0A000 redshift-local: ALTER TABLE .. SET is not simulated
ALTER TABLE t SET SCHEMA public;

-- what: ROW LEVEL SECURITY
-- error: 0A000 redshift-local: row level security is not simulated
ALTER TABLE t ROW LEVEL SECURITY ON;

-- page: r_ALTER_TABLE_APPEND

-- what: APPEND in a transaction
-- error: 25001 ALTER TABLE APPEND cannot run inside a transaction block
ALTER TABLE plain APPEND FROM lone FILLTARGET;

-- what: Columns of the target that the source does not have
-- outside a transaction
-- error: 0A000 redshift-local:
ALTER TABLE wide APPEND FROM narrow;

-- what: IGNOREEXTRA with FILLTARGET
-- outside a transaction
-- error: 42601 syntax error at or near "FILLTARGET"
ALTER TABLE narrow APPEND FROM wide IGNOREEXTRA FILLTARGET;
