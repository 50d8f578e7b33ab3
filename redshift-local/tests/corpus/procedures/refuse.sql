-- page: r_CREATE_PROCEDURE

-- what: CREATE PROCEDURE of one that is there
-- error: 42723 function "sp_double" already exists with same argument types
CREATE PROCEDURE sp_double (value INT) AS $$ BEGIN END $$ LANGUAGE plpgsql;

-- what: A NONATOMIC procedure
-- error: 0A000 redshift-local: a NONATOMIC procedure is not simulated
CREATE PROCEDURE sp_new () NONATOMIC AS $$ BEGIN END $$ LANGUAGE plpgsql;

-- what: SET in CREATE PROCEDURE
-- error: 0A000 redshift-local: SET in CREATE PROCEDURE is not simulated
CREATE PROCEDURE sp_new () AS $$ BEGIN END $$ LANGUAGE plpgsql SET search_path = redshift_local_probe;

-- what: An OUT argument in front of others
-- error: 0A000 redshift-local: an OUT argument in front of others is not simulated
CREATE PROCEDURE sp_new (OUT a INT, b INT) AS $$ BEGIN END $$ LANGUAGE plpgsql;

-- what: CREATE PROCEDURE without dollar quotes
-- error: 0A000 redshift-local: the answer to a procedure that does not stand in dollar quotes, which is refused, is not simulated
CREATE PROCEDURE sp_new () AS 'BEGIN END' LANGUAGE plpgsql;

-- what: A syntax error in a procedure
-- error: 42601 syntax error at or near ">"
CREATE PROCEDURE sp_new (a INT) AS $$ BEGIN IF a > > 1 THEN NULL; END IF; END $$ LANGUAGE plpgsql;

-- page: c_PLpgSQL-statements

-- what: EXECUTE of a text that is computed
-- error: 0A000 redshift-local: EXECUTE of anything but literals that are put together with names, numbers and quoted values is not simulated
CREATE PROCEDURE sp_new (a VARCHAR) AS $$ BEGIN EXECUTE a; END $$ LANGUAGE plpgsql;

-- what: A SELECT without INTO in a procedure
-- error: 0A000 redshift-local: a SELECT without INTO in a procedure is not simulated
CREATE PROCEDURE sp_new () AS $$ BEGIN SELECT 1 a; END; $$ LANGUAGE plpgsql;

-- what: An expression as an argument of RAISE
-- error: 0A000 redshift-local: the answer to an argument of RAISE that is no variable, which is refused, is not simulated
CREATE PROCEDURE sp_new (a INT) AS $$ BEGIN RAISE INFO '%', a + 1; END $$ LANGUAGE plpgsql;

-- what: START TRANSACTION in a procedure that is not NONATOMIC
-- error: 0A000 redshift-local: the answer to START TRANSACTION outside of a NONATOMIC procedure, which is refused, is not simulated
CREATE PROCEDURE sp_new () AS $$ BEGIN START TRANSACTION; END $$ LANGUAGE plpgsql;

-- page: stored-procedure-constraints

-- what: PREPARE in a procedure
-- error: 0A000 redshift-local: the answer to PREPARE in a procedure, which is refused, is not simulated
CREATE PROCEDURE sp_new () AS $$ BEGIN PREPARE p AS SELECT 1; END $$ LANGUAGE plpgsql;

-- what: VACUUM in a procedure
-- error: 0A000 redshift-local: the answer to VACUUM in a procedure, which is refused, is not simulated
CREATE PROCEDURE sp_new () AS $$ BEGIN VACUUM sales; END $$ LANGUAGE plpgsql;

-- page: stored-procedure-trapping-errors

-- what: A condition of EXCEPTION other than OTHERS
-- error: 0A000 redshift-local: the answer to a condition of EXCEPTION other than OTHERS, which is refused, is not simulated
CREATE PROCEDURE sp_new () AS $$ BEGIN NULL; EXCEPTION WHEN division_by_zero THEN NULL; END $$ LANGUAGE plpgsql;

-- page: stored-procedure-transaction-management

-- what: COMMIT in a procedure that is called in a transaction block
-- error: 2D000 COMMIT cannot be invoked from a procedure that is executing in an atomic context.
CALL redshift_local_probe.sp_commit();

-- what: TRUNCATE in a procedure that is called in a transaction block
-- error: 2D000 TRUNCATE cannot be invoked from a procedure that is executing in an atomic context.
CALL redshift_local_probe.sp_truncate();

-- page: r_CALL_procedure

-- what: CALL of no procedure
-- error: 42883 procedure redshift_local_probe.sp_new(integer) does not exist
CALL redshift_local_probe.sp_new(1);

-- what: A query as an argument of CALL
-- error: 0A000 redshift-local: the answer to a query as an argument of CALL, which is refused, is not simulated
CALL redshift_local_probe.sp_double((SELECT 1));

-- page: r_DROP_PROCEDURE

-- what: DROP PROCEDURE of none
-- error: 42883 procedure sp_new(integer) does not exist
DROP PROCEDURE sp_new(INT);
