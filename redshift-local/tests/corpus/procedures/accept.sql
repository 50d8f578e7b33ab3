-- page: r_CREATE_PROCEDURE

-- what: CREATE PROCEDURE with arguments that come in and out
-- tag: CREATE PROCEDURE
CREATE PROCEDURE sp_new (f1 IN INT, f2 INOUT VARCHAR(256), out_var OUT VARCHAR(256)) AS $$ BEGIN out_var := f2; END; $$ LANGUAGE plpgsql;

-- what: CREATE OR REPLACE PROCEDURE
-- first: CREATE OR REPLACE PROCEDURE sp_double (INOUT value INT) LANGUAGE plpgsql AS $$ BEGIN value := value + 1; END $$
-- rows: value=6
CALL redshift_local_probe.sp_double(5);

-- what: Procedures of one name with other arguments
-- first: CREATE PROCEDURE sp_double (INOUT value VARCHAR(10)) AS $$ BEGIN value := value || value; END $$ LANGUAGE plpgsql
-- rows: value=abab
CALL redshift_local_probe.sp_double('ab'::VARCHAR);

-- what: SECURITY DEFINER
CREATE PROCEDURE sp_definer () AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql SECURITY DEFINER;

-- page: r_CALL_procedure

-- what: CALL
-- then: SELECT id, price FROM sales WHERE id > 2
-- rows: id=7 price=70.00
-- tag: CALL
CALL redshift_local_probe.sp_add(7, 70);

-- what: What comes out of a CALL is one row
-- rows: value=10
CALL redshift_local_probe.sp_double(5);

-- what: A procedure calls another with a variable
-- first: CREATE PROCEDURE sp_outer (INOUT n INT) AS $$ BEGIN CALL redshift_local_probe.sp_double(n); CALL redshift_local_probe.sp_add(n, 1); END $$ LANGUAGE plpgsql
-- rows: n=6
CALL redshift_local_probe.sp_outer(3);

-- page: c_PLpgSQL-statements

-- what: Conditions, loops and SELECT INTO
-- first: CREATE PROCEDURE sp_sum (OUT total DECIMAL(8, 2)) AS $$ DECLARE r RECORD; n INT; BEGIN total := 0; FOR r IN SELECT price FROM sales LOOP total := total + r.price; END LOOP; FOR i IN 1..3 LOOP IF i = 2 THEN CONTINUE; END IF; total := total + i; END LOOP; SELECT COUNT(*) INTO n FROM sales; WHILE n > 0 LOOP total := total + 100; n := n - 1; END LOOP; END $$ LANGUAGE plpgsql
-- rows: total=234.00
CALL redshift_local_probe.sp_sum();

-- what: A cursor that is read row by row
-- first: CREATE PROCEDURE sp_last (OUT last INT) AS $$ DECLARE c CURSOR (low INT) FOR SELECT id FROM sales WHERE id >= low ORDER BY id; found_id INT; BEGIN OPEN c(2); LOOP FETCH c INTO found_id; EXIT WHEN NOT FOUND; last := found_id; END LOOP; CLOSE c; END $$ LANGUAGE plpgsql
-- rows: last=2
CALL redshift_local_probe.sp_last();

-- what: EXECUTE of a literal
-- first: CREATE PROCEDURE sp_execute () AS $$ BEGIN EXECUTE 'DELETE FROM sales WHERE id = 1'; END $$ LANGUAGE plpgsql
-- then: SELECT id FROM sales
-- rows: id=2
CALL redshift_local_probe.sp_execute();

-- what: EXECUTE of a text that is put together
-- first: CREATE PROCEDURE sp_execute (name VARCHAR, n INT, v VARCHAR) AS $$ BEGIN EXECUTE 'DELETE FROM ' || quote_ident(name) || ' WHERE id < ' || n || ' OR price = ' || quote_literal(v); END $$ LANGUAGE plpgsql
-- then: SELECT id FROM sales
-- rows: id=2
CALL redshift_local_probe.sp_execute('sales', 2, '30');

-- page: c_PLpgSQL-structure

-- what: GET DIAGNOSTICS and FOUND
-- first: CREATE PROCEDURE sp_count (OUT n INT, OUT found_any BOOLEAN) AS $$ BEGIN UPDATE sales SET price = price + 1; GET DIAGNOSTICS n := ROW_COUNT; found_any := FOUND; END $$ LANGUAGE plpgsql
-- rows: n=2 found_any=t
CALL redshift_local_probe.sp_count();

-- page: stored-procedure-transaction-management

-- what: COMMIT and ROLLBACK in a procedure
-- outside a transaction
-- then: SELECT id FROM sales ORDER BY id
-- rows: id=1 | id=2 | id=3
CALL redshift_local_probe.sp_commit();

-- what: TRUNCATE in a procedure
-- outside a transaction
-- then: SELECT id FROM sales
-- rows:
CALL redshift_local_probe.sp_truncate();

-- page: stored-procedure-result-set

-- what: A cursor that a procedure returns
-- first: CALL redshift_local_probe.sp_cursor('mycursor')
-- rows: id=1 | id=2
FETCH ALL FROM mycursor;

-- page: r_DROP_PROCEDURE

-- what: DROP PROCEDURE
-- tag: DROP PROCEDURE
DROP PROCEDURE sp_add(number IN INT, DECIMAL);

-- page: r_GRANT

-- what: GRANT EXECUTE ON PROCEDURE
-- tag: GRANT
GRANT EXECUTE ON PROCEDURE sp_double(INT) TO PUBLIC;

-- page: r_PG_PROC_INFO

-- what: PG_PROC_INFO of a procedure
-- rows: proname=sp_double prokind=p proargmodes={b} source=BEGIN value := value * 2; END
SELECT proname, prokind, proargmodes, TRIM(prosrc) AS source FROM pg_proc_info WHERE proname = 'sp_double';
