-- page: r_ALTER_TABLE

-- what: ADD COLUMN
-- tag: ALTER TABLE
-- then: SELECT id, x FROM t
-- rows: id=1 x=-
ALTER TABLE t ADD COLUMN x INT;

-- what: ADD without COLUMN
ALTER TABLE t ADD x INT;

-- what: ADD COLUMN with a default fills the rows
-- then: SELECT id, x FROM t
-- rows: id=1 x=new
ALTER TABLE t ADD COLUMN x VARCHAR(8) DEFAULT 'new' ENCODE ZSTD NOT NULL;

-- what: ADD COLUMN that may be NULL
ALTER TABLE t ADD COLUMN x INT NULL;

-- what: ADD COLUMN with COLLATE
ALTER TABLE t ADD COLUMN x VARCHAR(8) COLLATE CASE_SENSITIVE;

-- what: DROP COLUMN
-- then: SELECT * FROM plain
-- rows:
ALTER TABLE plain DROP COLUMN b;

-- what: DROP without COLUMN
ALTER TABLE plain DROP b RESTRICT;

-- what: DROP COLUMN of a view with CASCADE
ALTER TABLE plain DROP COLUMN a CASCADE;

-- what: RENAME COLUMN
-- then: SELECT id, x FROM t
-- rows: id=1 x=one
ALTER TABLE t RENAME COLUMN a TO x;

-- what: RENAME
-- then: SELECT id FROM renamed
-- rows: id=1
ALTER TABLE t RENAME TO renamed;

-- what: RENAME of a view
-- then: SELECT a FROM w
-- rows:
ALTER TABLE v RENAME TO w;

-- what: ADD PRIMARY KEY
ALTER TABLE t ADD PRIMARY KEY (id);

-- what: ADD CONSTRAINT with a name
ALTER TABLE t ADD CONSTRAINT t_unique UNIQUE (a, b);

-- what: ADD FOREIGN KEY
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (id) REFERENCES parent (id);

-- what: Keys are added where rows break them
-- first: INSERT INTO t (id) VALUES (1), (1)
ALTER TABLE t ADD PRIMARY KEY (id);

-- what: DROP CONSTRAINT
ALTER TABLE parent DROP CONSTRAINT parent_key;

-- what: DROP CONSTRAINT with CASCADE
ALTER TABLE parent DROP CONSTRAINT parent_key CASCADE;

-- what: A VARCHAR grows
-- outside a transaction
-- tag: ALTER TABLE
-- then: SELECT a FROM t
-- rows: a=one
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(20);

-- what: A VARCHAR shrinks to what it holds
-- outside a transaction
ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(3);

-- what: A VARCHAR with a default grows
-- outside a transaction
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20);

-- what: ALTER COLUMN ENCODE
ALTER TABLE t ALTER COLUMN n ENCODE AZ64;

-- what: ENCODE of several columns
ALTER TABLE t ALTER COLUMN n ENCODE AZ64, ALTER COLUMN b ENCODE ZSTD;

-- what: ALTER ENCODE AUTO
ALTER TABLE t ALTER ENCODE AUTO;

-- what: ALTER DISTKEY
ALTER TABLE t ALTER DISTKEY id;

-- what: ALTER DISTSTYLE KEY
ALTER TABLE t ALTER DISTSTYLE KEY DISTKEY id;

-- what: ALTER DISTSTYLE ALL
ALTER TABLE t ALTER DISTSTYLE ALL;

-- what: ALTER DISTSTYLE EVEN
ALTER TABLE t ALTER DISTSTYLE EVEN;

-- what: ALTER DISTSTYLE AUTO
ALTER TABLE t ALTER DISTSTYLE AUTO;

-- what: ALTER SORTKEY
ALTER TABLE t ALTER SORTKEY (id, a);

-- what: ALTER COMPOUND SORTKEY
ALTER TABLE t ALTER COMPOUND SORTKEY (id);

-- what: ALTER SORTKEY AUTO
ALTER TABLE t ALTER SORTKEY AUTO;

-- what: ALTER SORTKEY NONE
ALTER TABLE t ALTER SORTKEY NONE;

-- what: An interleaved key becomes a compound one
ALTER TABLE interleaved ALTER SORTKEY (a);

-- what: A sort key and a distribution key together
ALTER TABLE t ALTER SORTKEY (id), ALTER DISTKEY id;

-- what: DISTSTYLE ALL and a sort key together
ALTER TABLE t ALTER DISTSTYLE ALL, ALTER SORTKEY (id);

-- what: OWNER TO
-- first: CREATE SCHEMA another
-- first: CREATE TABLE another.t (a INT)
ALTER TABLE another.t OWNER TO awsuser;

-- page: r_ALTER_TABLE_APPEND

-- what: APPEND
-- outside a transaction
-- first: CREATE TABLE other (LIKE narrow)
-- tag: ALTER TABLE
-- then: SELECT a FROM other
-- rows: a=1
ALTER TABLE other APPEND FROM narrow;

-- what: The source of APPEND is empty afterwards
-- outside a transaction
-- first: CREATE TABLE other (LIKE narrow)
-- then: SELECT a FROM narrow
-- rows:
ALTER TABLE other APPEND FROM narrow;

-- what: FILLTARGET
-- outside a transaction
-- then: SELECT a, b FROM wide
-- rows: a=2 b=3 | a=1 b=7
ALTER TABLE wide APPEND FROM narrow FILLTARGET;

-- what: IGNOREEXTRA
-- outside a transaction
-- then: SELECT a FROM narrow
-- rows: a=1 | a=2
ALTER TABLE narrow APPEND FROM wide IGNOREEXTRA;
