-- page: r_CREATE_FUNCTION

-- what: CREATE FUNCTION without a volatility
-- error: 42P13 create function must specify volatility attribute (IMMUTABLE|STABLE|VOLATILE)
CREATE FUNCTION f_one () RETURNS INT AS $$ SELECT 1 $$ LANGUAGE sql;

-- what: A function in SQL that reads a table
-- error: 0A000 redshift-local: the answer to FROM in a function in SQL, which is refused, is not simulated
CREATE FUNCTION f_all () RETURNS BIGINT STABLE AS $$ SELECT COUNT(*) FROM sales $$ LANGUAGE sql;

-- what: A function in SQL with a subquery
-- error: 0A000 redshift-local: the answer to a subquery in a function in SQL, which is refused, is not simulated
CREATE FUNCTION f_all () RETURNS BIGINT STABLE AS $$ SELECT (SELECT COUNT(*) FROM sales) $$ LANGUAGE sql;

-- what: A function in SQL that changes a table
-- error: 0A000 redshift-local: the answer to anything but a SELECT in a function in SQL, which is refused, is not simulated
CREATE FUNCTION f_all () RETURNS BIGINT STABLE AS $$ DELETE FROM sales $$ LANGUAGE sql;

-- what: The name of an argument of a function in SQL
-- error: 0A000 redshift-local: the answer to the name of an argument of a function in SQL, which is refused, is not simulated
CREATE FUNCTION f (a INT) RETURNS INT STABLE AS $$ SELECT $1 $$ LANGUAGE sql;

-- what: A function in Python
-- error: 0A000 redshift-local: a function in the language plpythonu is not simulated
CREATE FUNCTION f_py_greater (a FLOAT, b FLOAT) RETURNS FLOAT STABLE AS $$ return a $$ LANGUAGE plpythonu;

-- what: A syntax error in a function
-- error: 42601 syntax error at or near ">"
CREATE FUNCTION f_one () RETURNS INT STABLE AS $$ SELECT 1 > > 2 $$ LANGUAGE sql;

-- page: r_CREATE_EXTERNAL_FUNCTION

-- what: A Lambda function
-- error: 0A000 redshift-local: CREATE EXTERNAL is not simulated
CREATE EXTERNAL FUNCTION f_lambda (INT) RETURNS INT STABLE LAMBDA 'f' IAM_ROLE default;

-- page: r_CREATE_TABLE_NEW

-- what: A user's function in a DEFAULT
-- error: 0A000 redshift-local: the answer to a function of a user in a DEFAULT or a materialized view, which is refused
CREATE TABLE t (a FLOAT DEFAULT f_sql_greater(1, 2));

-- page: r_DROP_FUNCTION

-- what: DROP FUNCTION of none
-- error: 42883 function f_sql_greater(integer) does not exist
DROP FUNCTION f_sql_greater (INT);
