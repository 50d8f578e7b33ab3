-- Late-binding views ("CREATE VIEW", WITH NO SCHEMA BINDING): their text is kept, and the engine's view is made anew whenever something
-- changes that it names. Nothing depends on what it reads.

-- Rows are added and never changed, the last of a view counts: so two transactions that change tables of one view do not conflict, where
-- Redshift's do not.
CREATE TABLE redshift_local.late_binding_versions (
    version bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    relation oid NOT NULL,
    -- The statement as it was sent; NULL where the view is bound.
    definition text,
    -- The list of column names, if there is one, and the query, as the engine takes them.
    columns text,
    query text,
    -- What the query names.
    reads text[],
    -- The relations that have these names; NULL where the query cannot be run.
    sources oid[]
);

CREATE INDEX ON redshift_local.late_binding_versions (relation, version);

CREATE VIEW redshift_local.late_binding_views AS
SELECT v.relation, v.definition, v.columns, v.query, v.reads, v.sources
FROM (
    SELECT DISTINCT ON (all_versions.relation) all_versions.* FROM redshift_local.late_binding_versions all_versions
    ORDER BY all_versions.relation, all_versions.version DESC
) AS v
JOIN pg_catalog.pg_class c ON c.oid = v.relation
WHERE v.definition IS NOT NULL;

-- What a view reads whose query cannot be run: two views that read one another are an error as soon as a statement names them.
CREATE VIEW redshift_local.unreadable_too AS SELECT 1 AS nothing;
CREATE VIEW redshift_local.unreadable AS SELECT nothing FROM redshift_local.unreadable_too;
CREATE OR REPLACE VIEW redshift_local.unreadable_too AS SELECT nothing FROM redshift_local.unreadable;

GRANT SELECT, INSERT ON redshift_local.late_binding_versions TO PUBLIC;
GRANT SELECT ON redshift_local.late_binding_views, redshift_local.unreadable TO PUBLIC;

CREATE FUNCTION redshift_local.full_name(t oid) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT format('%I.%I', n.nspname, c.relname)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = t
$$;

-- Makes the engine's view of what its text means now.
CREATE FUNCTION redshift_local.bind_late(t oid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = redshift_local, pg_catalog AS $$
DECLARE
    view_name text := redshift_local.full_name(t);
    made oid;
    relations oid[];
    named redshift_local.late_binding_views;
    kept record;
BEGIN
    -- Of two transactions the later one reads the catalog when the earlier one has ended.
    PERFORM pg_advisory_xact_lock(hashtextextended(view_name, 0));
    SELECT * INTO named FROM redshift_local.late_binding_views v WHERE v.relation = t;
    BEGIN
        BEGIN
            EXECUTE format('CREATE OR REPLACE VIEW %s%s AS %s', view_name, named.columns, named.query);
        EXCEPTION WHEN invalid_table_definition THEN
            -- It has other columns now. What was said of the view stays.
            SELECT c.relowner::regrole AS owner, c.relacl AS acl, obj_description(t, 'pg_class') AS remarks INTO kept
            FROM pg_class c WHERE c.oid = t;
            EXECUTE format('DROP VIEW %s', view_name);
            EXECUTE format('CREATE VIEW %s%s AS %s', view_name, named.columns, named.query);
            EXECUTE format('ALTER VIEW %s OWNER TO %s', view_name, kept.owner);
            EXECUTE format('COMMENT ON VIEW %s IS %L', view_name, kept.remarks);
            UPDATE pg_class SET relacl = kept.acl WHERE oid = view_name::regclass;
        END;
        made := view_name::regclass;
        relations := array(SELECT s.source FROM redshift_local.sources_of(made) s);
        IF EXISTS (
            SELECT FROM redshift_local.late_binding_views v WHERE v.relation = ANY (relations) AND v.sources IS NULL
        ) THEN
            RAISE undefined_table;
        END IF;
        DELETE FROM pg_depend d USING pg_rewrite r
        WHERE r.ev_class = made AND d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
            AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> made;
    EXCEPTION WHEN syntax_error_or_access_rule_violation OR invalid_schema_name THEN
        relations := NULL;
        EXECUTE format('CREATE OR REPLACE VIEW %s AS SELECT %s FROM redshift_local.unreadable', view_name, (
            SELECT string_agg(format('NULL::%s AS %I', format_type(a.atttypid, a.atttypmod), a.attname), ', ' ORDER BY a.attnum)
            FROM pg_attribute a WHERE a.attrelid = t AND a.attnum > 0
        ));
    END;
    INSERT INTO redshift_local.late_binding_versions (relation, definition, columns, query, reads, sources)
    VALUES (view_name::regclass, named.definition, named.columns, named.query, named.reads, relations);
END
$$;

-- Makes anew the views that read what has changed, and those that read them.
CREATE FUNCTION redshift_local.bind_late_again(changed oid[], names text[], is_any boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = redshift_local, pg_catalog AS $$
DECLARE
    view_name text;
BEGIN
    PERFORM set_config('redshift_local.binding', 'on', true);
    FOR view_name IN
        WITH RECURSIVE concerned (name, depth) AS (
            SELECT redshift_local.full_name(v.relation), 0 FROM redshift_local.late_binding_views v
            WHERE is_any OR v.sources && changed OR v.reads && names
            UNION
            SELECT redshift_local.full_name(v.relation), c.depth + 1
            FROM concerned c JOIN redshift_local.late_binding_views v ON c.name = ANY (v.reads)
            -- Views that read one another are no query at all.
            WHERE c.depth < 50
        )
        SELECT c.name FROM concerned c WHERE c.name IS NOT NULL GROUP BY c.name ORDER BY max(c.depth), c.name
    LOOP
        PERFORM redshift_local.bind_late(view_name::regclass);
    END LOOP;
    PERFORM set_config('redshift_local.binding', '', true);
END
$$;

CREATE FUNCTION redshift_local.after_change() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = redshift_local, pg_catalog AS $$
DECLARE
    changed oid[];
    names text[];
    is_any boolean := false;
BEGIN
    IF current_setting('redshift_local.binding', true) = 'on'
        OR NOT EXISTS (SELECT FROM redshift_local.late_binding_views)
    THEN
        RETURN;
    END IF;
    IF TG_EVENT = 'sql_drop' THEN
        -- A column has no name here.
        SELECT array_agg(d.objid), array_agg(format('%I.%I', d.schema_name, d.object_name)) FILTER (WHERE d.objsubid = 0)
        INTO changed, names
        FROM pg_event_trigger_dropped_objects() d WHERE d.classid = 'pg_class'::regclass;
    ELSE
        SELECT array_agg(d.objid), array_agg(redshift_local.full_name(d.objid)),
            coalesce(bool_or(d.classid = 'pg_namespace'::regclass), false)
        INTO changed, names, is_any
        FROM pg_event_trigger_ddl_commands() d;
    END IF;
    PERFORM redshift_local.bind_late_again(changed, names, is_any);
END
$$;

--+ superuser
CREATE EVENT TRIGGER redshift_local_after_change ON ddl_command_end
WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'CREATE VIEW', 'CREATE MATERIALIZED VIEW', 'CREATE SCHEMA',
    'ALTER TABLE', 'ALTER VIEW', 'ALTER MATERIALIZED VIEW', 'ALTER SCHEMA')
EXECUTE FUNCTION redshift_local.after_change();
ALTER EVENT TRIGGER redshift_local_after_change ENABLE ALWAYS;
--+ always

--+ superuser
CREATE EVENT TRIGGER redshift_local_after_drop ON sql_drop EXECUTE FUNCTION redshift_local.after_change();
ALTER EVENT TRIGGER redshift_local_after_drop ENABLE ALWAYS;
--+ always

CREATE FUNCTION redshift_local.create_late_binding_view(
    schema_name text, view_name text, is_replacing boolean, definition text, columns text, query text, relations text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    full_name text := CASE WHEN schema_name IS NULL THEN format('%I', view_name) ELSE format('%I.%I', schema_name, view_name) END;
    t oid := redshift_local.find_table(schema_name, view_name, false);
    missing text;
    is_readable boolean;
    names text[];
BEGIN
    -- A name may begin with the database.
    SELECT array_agg(format('%I.%I', p.parts[cardinality(p.parts) - 1], p.parts[cardinality(p.parts)])),
        min(p.parts[cardinality(p.parts) - 1]) FILTER (WHERE NOT EXISTS (
            SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = p.parts[cardinality(p.parts) - 1]
        ))
    INTO names, missing
    FROM (SELECT parse_ident(r) AS parts FROM unnest(relations) AS r) AS p;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" does not exist', missing USING ERRCODE = '3F000';
    END IF;
    PERFORM set_config('redshift_local.binding', 'on', true);
    SELECT v.sources IS NOT NULL INTO is_readable FROM redshift_local.late_binding_views v WHERE v.relation = t;
    IF t IS NULL OR NOT is_replacing THEN
        EXECUTE format('CREATE VIEW %s AS SELECT nothing FROM redshift_local.unreadable', full_name);
        t := redshift_local.find_table(schema_name, view_name, false);
    ELSIF coalesce(is_readable, true) THEN
        IF EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
            WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refobjid = t AND r.ev_class <> t)
        THEN
            RAISE EXCEPTION 'redshift-local: a view WITH NO SCHEMA BINDING instead of one that others read is not simulated'
                USING ERRCODE = '0A000';
        END IF;
        BEGIN
            EXECUTE format('CREATE OR REPLACE VIEW %s%s AS %s', full_name, columns, query);
        EXCEPTION WHEN undefined_table OR undefined_column THEN
            RAISE EXCEPTION 'redshift-local: a view WITH NO SCHEMA BINDING whose query cannot be run, instead of another, is not simulated'
                USING ERRCODE = '0A000';
        END;
    END IF;
    INSERT INTO redshift_local.late_binding_versions (relation, definition, columns, query, reads)
    VALUES (t, definition, columns, query, coalesce(names, '{}'));
    full_name := redshift_local.full_name(t);
    PERFORM redshift_local.bind_late(t);
    PERFORM redshift_local.bind_late_again(NULL, ARRAY[full_name], false);
END
$$;
