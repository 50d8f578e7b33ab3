-- Functions of users. The engine knows them under names of their own, with `redshift_local.` in front.

CREATE FUNCTION redshift_local.routine_name(engine name) RETURNS name LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN starts_with(engine, 'redshift_local.') THEN substr(engine, 16) ELSE engine::text END::name
$$;

-- Neither a DEFAULT nor a materialized view may call one ("CREATE TABLE", "CREATE MATERIALIZED VIEW").
CREATE FUNCTION redshift_local.check_routine_use() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_proc p JOIN pg_depend d ON d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
        -- Between these names the index finds them.
        WHERE p.proname >= 'redshift_local.' AND p.proname < 'redshift_local/' AND (d.classid = 'pg_attrdef'::regclass
            OR d.classid = 'pg_rewrite'::regclass AND EXISTS (
                SELECT FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE r.oid = d.objid AND c.relkind = 'm'
            ))
    ) THEN
        RAISE EXCEPTION 'redshift-local: the answer to a function of a user in a DEFAULT or a materialized view, which is refused, is not simulated'
            USING ERRCODE = '0A000';
    END IF;
END
$$;

--+ superuser
CREATE FUNCTION redshift_local.after_routine_use() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM redshift_local.check_routine_use();
END
$$;

CREATE EVENT TRIGGER redshift_local_after_routine_use ON ddl_command_end
WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE', 'CREATE MATERIALIZED VIEW') EXECUTE FUNCTION redshift_local.after_routine_use();
ALTER EVENT TRIGGER redshift_local_after_routine_use ENABLE ALWAYS;
--+ always

-- Those of users, by the types of their arguments.
CREATE VIEW redshift_local.svv_redshift_functions AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    redshift_local.routine_name(p.proname)::varchar(128) AS function_name, 'REGULAR FUNCTION'::varchar(128) AS function_type,
    coalesce((
        SELECT string_agg(replace(format_type(argument, NULL), 'redshift_local.', ''), ', ' ORDER BY place)
        FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS a (argument, place)
    ), '')::varchar(512) AS argument_type,
    replace(format_type(p.prorettype, NULL), 'redshift_local.', '')::varchar(128) AS result_type
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind = 'f' AND starts_with(p.proname, 'redshift_local.') AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE');

GRANT SELECT ON redshift_local.svv_redshift_functions TO PUBLIC;

CREATE FUNCTION redshift_local.show_functions(of_database text, of_schema text, pattern text) RETURNS TABLE (
    database_name varchar, schema_name varchar, function_name varchar, number_of_arguments integer, argument_list varchar,
    return_type varchar, remarks varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW FUNCTIONS', of_database, of_schema);
    SELECT f.database_name, f.schema_name, f.function_name,
        coalesce(array_length(string_to_array(nullif(f.argument_type, ''), ', '), 1), 0), f.argument_type, f.result_type,
        NULL::varchar
    FROM redshift_local.svv_redshift_functions f
    WHERE f.schema_name = of_schema AND f.function_name LIKE pattern ORDER BY f.function_name, f.argument_type
$$;
