-- Materialized views: what Redshift tells of them and PostgreSQL does not ("CREATE MATERIALIZED VIEW", SVV_MV_INFO).
--
-- A materialized view is stale when what it reads is not what it read last: that is seen by the versions of the rows, not by counting
-- changes, so that a transaction that is rolled back leaves no trace.

CREATE TABLE redshift_local.materialized_views (
    relation oid NOT NULL,
    auto_refresh boolean NOT NULL,
    -- What it read last.
    contents text NOT NULL
);

CREATE UNIQUE INDEX ON redshift_local.materialized_views (relation);

GRANT SELECT, INSERT, UPDATE, DELETE ON redshift_local.materialized_views TO PUBLIC;

-- The relations that a view reads.
CREATE FUNCTION redshift_local.sources_of(t oid) RETURNS TABLE (source oid)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT d.refobjid FROM pg_catalog.pg_rewrite r
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
    WHERE r.ev_class = t AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> t
$$;

-- The versions of all rows that a view reads, as one text.
CREATE FUNCTION redshift_local.source_contents(t oid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    next oid;
    versions text;
    contents text := '';
BEGIN
    FOR next IN SELECT s.source FROM redshift_local.sources_of(t) s ORDER BY s.source LOOP
        EXECUTE format('SELECT concat(count(*), '':'', sum(hashtextextended(concat(ctid, xmin), 0)::numeric)) FROM ONLY %s',
            next::regclass) INTO versions;
        contents := concat(contents, next, '=', versions, ' ');
    END LOOP;
    RETURN contents;
END
$$;

-- Whether the query calls functions that give another result for the same arguments: 't' for those that the manual names, 'u' for what
-- depends on settings, of which nobody knows.
CREATE FUNCTION redshift_local.is_mutable(t oid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE
        WHEN r.query LIKE '%{SQLVALUEFUNCTION%' OR bool_or(p.proname IN
            ('getdate', 'sysdate', 'now', 'random', 'timeofday', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'))
            THEN 't'
        WHEN bool_or(p.provolatile <> 'i') THEN 'u'
        ELSE 'f'
    END
    FROM (SELECT w.ev_action::text AS query FROM pg_rewrite w WHERE w.ev_class = t) r
    LEFT JOIN LATERAL regexp_matches(r.query, ':(?:funcid|opfuncid) ([0-9]+)', 'g') AS called ON true
    LEFT JOIN pg_proc p ON p.oid = called[1]::oid
    GROUP BY r.query
$$;

CREATE FUNCTION redshift_local.is_stale(t oid) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN m.contents <> redshift_local.source_contents(t) THEN 't'
        ELSE redshift_local.is_mutable(t)
    END
    FROM redshift_local.materialized_views m WHERE m.relation = t
$$;

-- Redshift's words are not known.
CREATE FUNCTION redshift_local.refuse_unknown(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'redshift-local: the answer to %, which is refused, is not simulated', what USING ERRCODE = '0A000';
END
$$;

CREATE FUNCTION redshift_local.check_auto_refresh(t oid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM redshift_local.sources_of(t) s JOIN pg_catalog.pg_class c ON c.oid = s.source WHERE c.relkind = 'm'
    ) THEN
        PERFORM redshift_local.refuse_unknown('AUTO REFRESH YES of a materialized view that reads another');
    END IF;
    CASE redshift_local.is_mutable(t)
        WHEN 't' THEN PERFORM redshift_local.refuse_unknown('AUTO REFRESH YES of a query with mutable functions');
        WHEN 'u' THEN
            RAISE EXCEPTION 'redshift-local: AUTO REFRESH YES of a query with functions that may be mutable is not simulated'
                USING ERRCODE = '0A000';
        ELSE
    END CASE;
END
$$;

-- Records a materialized view that was just made. It reads tables, and other materialized views.
CREATE FUNCTION redshift_local.record_materialized_view(t oid, automatic boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM redshift_local.sources_of(t)) THEN
        PERFORM redshift_local.refuse_unknown('a materialized view that reads no table');
    END IF;
    IF EXISTS (
        SELECT FROM redshift_local.sources_of(t) s JOIN pg_catalog.pg_class c ON c.oid = s.source
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'v' OR NOT redshift_local.is_user_schema(n.nspname)
    ) THEN
        PERFORM redshift_local.refuse_unknown('a materialized view that reads a view or a system relation');
    END IF;
    IF automatic THEN
        PERFORM redshift_local.check_auto_refresh(t);
    END IF;
    INSERT INTO redshift_local.materialized_views (relation, auto_refresh, contents)
    VALUES (t, automatic, redshift_local.source_contents(t));
END
$$;

CREATE FUNCTION redshift_local.record_refresh(t oid) RETURNS void LANGUAGE sql VOLATILE AS $$
    UPDATE redshift_local.materialized_views SET contents = redshift_local.source_contents(t) WHERE relation = t
$$;

-- REFRESH .. CASCADE: the materialized views that read one, directly or not, each after those that it reads.
CREATE FUNCTION redshift_local.refresh_dependents(t oid) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    next oid;
BEGIN
    FOR next IN
        WITH RECURSIVE dependent (relation, depth) AS (
            SELECT t, 0
            UNION ALL
            SELECT m.relation, d.depth + 1 FROM dependent d
            JOIN redshift_local.materialized_views m ON d.relation IN (SELECT s.source FROM redshift_local.sources_of(m.relation) s)
        )
        SELECT relation FROM dependent WHERE depth > 0 GROUP BY relation ORDER BY max(depth), relation
    LOOP
        EXECUTE format('REFRESH MATERIALIZED VIEW %s', next::regclass);
        PERFORM redshift_local.record_refresh(next);
    END LOOP;
END
$$;

CREATE FUNCTION redshift_local.must_be_materialized(t oid, view_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM redshift_local.must_exist(t, view_name);
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = t AND relkind = 'm') THEN
        RAISE EXCEPTION '"%" is not a materialized view', view_name USING ERRCODE = '42809';
    END IF;
END
$$;

CREATE FUNCTION redshift_local.alter_auto_refresh(t oid, automatic boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF automatic THEN
        PERFORM redshift_local.check_auto_refresh(t);
    END IF;
    UPDATE redshift_local.materialized_views SET auto_refresh = automatic WHERE relation = t;
END
$$;

-- A table whose columns or name changed leaves its materialized views as they are, never to be refreshed again; the engine's go on.
CREATE FUNCTION redshift_local.check_unread(t oid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_class c WHERE c.relkind = 'm' AND t IN (SELECT s.source FROM redshift_local.sources_of(c.oid) s)
    ) THEN
        RAISE EXCEPTION 'redshift-local: this change of a table that a materialized view reads is not simulated'
            USING ERRCODE = '0A000';
    END IF;
END
$$;

CREATE FUNCTION redshift_local.check_schema_unread(schema_name text) RETURNS void LANGUAGE sql AS $$
    SELECT redshift_local.check_unread(c.oid) FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = schema_name AND c.relkind IN ('r', 'm')
$$;
