-- Stored procedures. The engine knows them by names like those of functions. Arguments that only come out stand behind one of this type,
-- which nobody gives.

CREATE TYPE redshift_local.absent AS ENUM ('redshift-local: nobody gives this');

-- The types of the arguments that come in.
CREATE FUNCTION redshift_local.procedure_inputs(arguments oidvector) RETURNS oid[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(a.argument ORDER BY a.place), '{}')
    FROM unnest(arguments::oid[]) WITH ORDINALITY AS a (argument, place)
    WHERE a.place <= ALL (
        SELECT b.place - 1 FROM unnest(arguments::oid[]) WITH ORDINALITY AS b (argument, place)
        WHERE b.argument = 'redshift_local.absent'::regtype
    )
$$;

-- Types as clients are told them.
CREATE FUNCTION redshift_local.type_list(types oid[]) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_agg(replace(format_type(argument, NULL), 'redshift_local.', ''), ', ' ORDER BY place), '')
    FROM unnest(types) WITH ORDINALITY AS a (argument, place)
$$;

-- A procedure by its name and the types that come in; without a schema the first on the path.
CREATE FUNCTION redshift_local.find_procedure(of_schema text, name text, inputs text[]) RETURNS oid LANGUAGE sql STABLE AS $$
    SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE p.proname = 'redshift_local.' || name AND p.prokind = 'p'
        AND (n.nspname = of_schema OR of_schema IS NULL AND n.nspname = ANY (current_schemas(true)))
        AND redshift_local.procedure_inputs(p.proargtypes) = inputs::regtype[]::oid[]
    ORDER BY array_position(current_schemas(true), n.nspname) LIMIT 1
$$;

CREATE FUNCTION redshift_local.procedure_signature(of_schema text, name text, inputs text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    procedure oid := redshift_local.find_procedure(of_schema, name, inputs);
BEGIN
    IF procedure IS NULL THEN
        RAISE undefined_function USING MESSAGE = format('procedure %s(%s) does not exist',
            concat_ws('.', of_schema, name), redshift_local.type_list(inputs::regtype[]::oid[]));
    END IF;
    RETURN procedure::regprocedure;
END
$$;

-- By default only the owner and superusers may call one. One that is replaced keeps its privileges.
CREATE FUNCTION redshift_local.create_procedure(
    of_schema text, name text, inputs text[], outputs integer, replaces boolean, definition text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    existing oid := redshift_local.find_procedure(coalesce(of_schema, current_schema()), name, inputs);
    has_outputs integer;
BEGIN
    IF existing IS NOT NULL THEN
        IF NOT replaces THEN
            RAISE duplicate_function USING MESSAGE = format('function "%s" already exists with same argument types', name);
        END IF;
        SELECT greatest(p.pronargs - cardinality(inputs) - 1, 0) INTO has_outputs FROM pg_catalog.pg_proc p WHERE p.oid = existing;
        IF has_outputs <> outputs THEN
            RAISE feature_not_supported USING MESSAGE =
                'redshift-local: the answer to a procedure that is replaced by one of other OUT arguments, which is refused, is not simulated';
        END IF;
    END IF;
    EXECUTE definition;
    IF existing IS NULL THEN
        EXECUTE format('REVOKE ALL ON PROCEDURE %s FROM PUBLIC',
            redshift_local.procedure_signature(coalesce(of_schema, current_schema()), name, inputs));
    END IF;
END
$$;

-- "The maximum number of levels for nested calls is 16."
CREATE PROCEDURE redshift_local.enter_procedure() LANGUAGE plpgsql AS $$
DECLARE
    stack text;
BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF cardinality(string_to_array(stack, E'\nPL/pgSQL function ')) > 17 THEN
        RAISE feature_not_supported USING MESSAGE =
            'redshift-local: the answer to procedures that call one another over more than 16 levels, which is refused, is not simulated';
    END IF;
END
$$;

-- The engine would take a NULL.
CREATE PROCEDURE redshift_local.check_absent(argument redshift_local.absent) LANGUAGE plpgsql AS $$
BEGIN
    IF argument IS NULL THEN
        RAISE feature_not_supported USING MESSAGE =
            'redshift-local: the answer to a CALL with more arguments than come in, which is refused, is not simulated';
    END IF;
END
$$;

-- "The maximum number of explicit and implicit cursors that you can open concurrently in a user session is one."
CREATE PROCEDURE redshift_local.check_cursor() LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_cursors c WHERE NOT starts_with(c.statement, 'CALL ')) THEN
        RAISE feature_not_supported USING MESSAGE =
            'redshift-local: the answer to a second open cursor, which is refused, is not simulated';
    END IF;
END
$$;

-- The cursor of a loop is closed, and the loop goes wrong. The engine would keep it.
CREATE PROCEDURE redshift_local.check_no_loop() LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_cursors c WHERE c.name LIKE '<unnamed portal %' AND NOT starts_with(c.statement, 'CALL ')) THEN
        RAISE feature_not_supported USING MESSAGE =
            'redshift-local: the answer to the end of a transaction in a loop over a query is not simulated';
    END IF;
END
$$;

CREATE PROCEDURE redshift_local.commit() LANGUAGE plpgsql AS $$
BEGIN
    CALL redshift_local.check_no_loop();
    COMMIT;
END
$$;

CREATE PROCEDURE redshift_local.rollback() LANGUAGE plpgsql AS $$
BEGIN
    CALL redshift_local.check_no_loop();
    ROLLBACK;
END
$$;

CREATE PROCEDURE redshift_local.truncate(relation text) LANGUAGE plpgsql AS $$
BEGIN
    CALL redshift_local.check_no_loop();
    EXECUTE 'LOCK TABLE ' || relation || ' IN ACCESS EXCLUSIVE MODE';
    EXECUTE 'DELETE FROM ONLY ' || relation;
    COMMIT;
END
$$;

-- "When entering the exception-handling block, the current transaction is rolled back and a new transaction is created."
CREATE PROCEDURE redshift_local.begin_handler() LANGUAGE plpgsql AS $$
BEGIN
    ROLLBACK;
END
$$;

-- What SQLERRM and SQLSTATE say, where the engine's words are Redshift's.
CREATE FUNCTION redshift_local.said(what text, of_state text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF of_state IN ('P0001', '42703') THEN
        RETURN what;
    END IF;
    RAISE feature_not_supported USING MESSAGE = format(
        'redshift-local: SQLERRM and SQLSTATE of this error (%s) are not simulated', what
    );
END
$$;

-- Writers of a table wait for one another, as the gate has it for statements that are sent alone.
CREATE PROCEDURE redshift_local.lock_changed(relation text, inserts boolean) LANGUAGE plpgsql AS $$
BEGIN
    IF inserts AND current_setting('transaction_isolation') <> 'serializable' THEN
        EXECUTE 'LOCK TABLE ' || relation || ' IN ROW EXCLUSIVE MODE';
        EXECUTE 'LOCK TABLE ' || relation || ' IN SHARE UPDATE EXCLUSIVE MODE';
    ELSE
        EXECUTE 'LOCK TABLE ' || relation || ' IN SHARE ROW EXCLUSIVE MODE';
    END IF;
END
$$;

-- The source as it was sent, which stands in front of the engine's in hexadecimal digits.
CREATE FUNCTION redshift_local.procedure_source(source text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT convert_from(decode(split_part(source, ' ', 2), 'hex'), 'UTF8')
$$;

-- A list about all arguments, without the one that nobody gives.
CREATE FUNCTION redshift_local.shown_arguments(list anyarray, all_types oid[]) RETURNS anyarray LANGUAGE sql STABLE AS $$
    SELECT list[:place - 1] || list[place + 1:]
    FROM (SELECT coalesce(array_position(all_types, 'redshift_local.absent'::regtype::oid), cardinality(all_types) + 1)) a (place)
$$;

CREATE VIEW redshift_local.procedures AS
SELECT p.oid, n.nspname, redshift_local.routine_name(p.proname) AS proname, redshift_local.procedure_inputs(p.proargtypes) AS inputs,
    (
        SELECT coalesce(array_agg(argument ORDER BY place), '{}')
        FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY AS a (argument, mode, place) WHERE mode = 'b'
    ) AS outputs
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind = 'p' AND starts_with(p.proname, 'redshift_local.') AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE');

GRANT SELECT ON redshift_local.procedures TO PUBLIC;

CREATE FUNCTION redshift_local.show_procedures(of_database text, of_schema text, pattern text) RETURNS TABLE (
    database_name varchar, schema_name varchar, procedure_name varchar, number_of_arguments integer, argument_list varchar,
    return_type varchar, remarks varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW PROCEDURES', of_database, of_schema);
    SELECT current_database()::varchar, p.nspname::varchar, p.proname::varchar, cardinality(p.inputs),
        redshift_local.type_list(p.inputs)::varchar, redshift_local.type_list(p.outputs)::varchar, NULL::varchar
    FROM redshift_local.procedures p
    WHERE p.nspname = of_schema AND p.proname LIKE pattern ORDER BY p.proname, redshift_local.type_list(p.inputs)
$$;
