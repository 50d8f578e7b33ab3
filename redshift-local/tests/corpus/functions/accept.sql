-- page: r_CREATE_FUNCTION

-- what: CREATE FUNCTION in SQL
-- then: SELECT f_sql_commission(1, 2) AS c
-- rows: c=2
CREATE FUNCTION f_sql_commission (FLOAT, FLOAT) RETURNS FLOAT STABLE AS $$ SELECT f_sql_greater($1, $2) $$ LANGUAGE sql;

-- what: CREATE OR REPLACE FUNCTION
-- then: SELECT f_sql_greater(1, 2) AS c
-- rows: c=3
CREATE OR REPLACE FUNCTION f_sql_greater (FLOAT, FLOAT) RETURNS FLOAT STABLE AS $$ SELECT $1 + $2 $$ LANGUAGE sql;

-- what: A user's function over a table
-- rows: f_sql_greater=20 | f_sql_greater=30
SELECT f_sql_greater(commission, pricepaid * 0.20) FROM sales ORDER BY 1;

-- page: udf-naming-udfs

-- what: Functions of one name with other arguments
-- then: SELECT f_sql_greater('a') AS c, redshift_local_probe.f_sql_greater(1, 2) AS n
-- rows: c=a n=2
CREATE FUNCTION f_sql_greater (VARCHAR) RETURNS VARCHAR IMMUTABLE AS $$ SELECT $1 $$ LANGUAGE sql;

-- page: r_SVV_REDSHIFT_FUNCTIONS

-- what: SVV_REDSHIFT_FUNCTIONS
-- rows: function_name=f_sql_greater argument_type=double precision, double precision result_type=double precision
SELECT function_name, argument_type, result_type FROM svv_redshift_functions WHERE schema_name = 'redshift_local_probe';

-- page: r_CREATE_FUNCTION

-- what: Nobody may call a function
-- tag: REVOKE
REVOKE EXECUTE ON FUNCTION f_sql_greater(a FLOAT, b FLOAT) FROM PUBLIC;

-- what: Everybody may call a function
-- tag: GRANT
GRANT EXECUTE ON FUNCTION f_sql_greater(FLOAT, FLOAT) TO PUBLIC;

-- page: r_DROP_FUNCTION

-- what: DROP FUNCTION
DROP FUNCTION f_sql_greater (FLOAT, FLOAT);

-- what: DROP FUNCTION with the names of arguments
DROP FUNCTION f_sql_greater (a FLOAT, b FLOAT) CASCADE;

-- page: r_COUNT

-- what: APPROXIMATE COUNT
-- rows: count=1
-- strict: an APPROXIMATE result is exact
SELECT APPROXIMATE COUNT(DISTINCT pricepaid) AS count FROM sales;

-- page: r_HLL_function

-- what: HLL
-- rows: hll=2
-- strict: the cardinality of a sketch is exact
SELECT HLL(commission) AS hll FROM sales;
