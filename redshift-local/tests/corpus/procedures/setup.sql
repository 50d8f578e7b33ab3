CREATE TABLE sales (id INT, price DECIMAL(8, 2));
INSERT INTO sales VALUES (1, 10), (2, 20);
CREATE TABLE empty_log (message VARCHAR(100));
CREATE PROCEDURE sp_add (number INT, price DECIMAL(8, 2)) AS $$ BEGIN INSERT INTO sales VALUES (number, price); END $$ LANGUAGE plpgsql;
CREATE PROCEDURE sp_double (INOUT value INT) AS $$ BEGIN value := value * 2; END $$ LANGUAGE plpgsql;
CREATE PROCEDURE sp_commit () AS $$ BEGIN INSERT INTO sales VALUES (3, 30); COMMIT; INSERT INTO sales VALUES (4, 40); ROLLBACK; END $$ LANGUAGE plpgsql;
CREATE PROCEDURE sp_truncate () AS $$ BEGIN TRUNCATE sales; END $$ LANGUAGE plpgsql;
CREATE PROCEDURE sp_cursor (rs_out INOUT REFCURSOR) AS $$ BEGIN OPEN rs_out FOR SELECT id FROM sales ORDER BY id; END $$ LANGUAGE plpgsql;
