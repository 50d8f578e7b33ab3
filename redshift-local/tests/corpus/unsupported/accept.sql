-- page: c_unsupported-postgresql-functions

-- what: LISTAGG in place of STRING_AGG
-- rows: l=x
SELECT LISTAGG(b, ',') AS l FROM t;

-- what: BOOL_AND in place of EVERY
-- rows: e=t
SELECT BOOL_AND(c) AS e FROM t;

-- what: A recursive query in place of GENERATE_SERIES
-- rows: n=1 | n=2 | n=3
WITH RECURSIVE w (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE n < 3) SELECT n FROM w;

-- page: r_Boolean_type

-- what: IS TRUE as a condition
-- rows: a=1
SELECT a FROM t WHERE c IS TRUE;

-- what: IS NOT UNKNOWN as a condition
-- rows: a=1
SELECT a FROM t WHERE c IS NOT UNKNOWN;

-- page: r_names

-- what: Names are folded even in quotes
-- rows: a=1
SELECT "A" FROM "T";

-- page: c_redshift-sql-implementated-differently

-- what: Blanks at the end of a text do not count
-- rows: e=t
SELECT 'x' = 'x  ' AS e;

-- what: LIKE counts the blanks at the end
-- rows: e=f
SELECT 'x  ' LIKE 'x' AS e;

-- page: c_SQL_functions_leader_node_only

-- what: A leader-node function without a table
SELECT NOW();

-- what: CURRENT_SCHEMA without a table
-- rows: s=redshift_local_probe
SELECT CURRENT_SCHEMA() AS s;
