-- EXPLAIN in Redshift's shape ("EXPLAIN", "Creating and interpreting a query plan"): the engine's plan with Redshift's names of
-- operators, and the labels of redistribution that the manual's sentences give.

-- What a part of a plan prints, and where its rows are.
CREATE TYPE redshift_local.plan_part AS (
    lines text[],
    -- Whether every node has all rows: DISTSTYLE ALL.
    is_everywhere boolean,
    -- The columns by which the rows are distributed, as conditions name them.
    dist_columns text[]
);

CREATE FUNCTION redshift_local.plan_join_kind(node jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE node ->> 'Join Type' WHEN 'Inner' THEN '' ELSE (node ->> 'Join Type') || ' ' END
$$;

-- Redshift's name of an operator; the engine's where the manual has none.
CREATE FUNCTION redshift_local.plan_operator(node jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE node ->> 'Node Type'
        WHEN 'Aggregate' THEN CASE node ->> 'Strategy'
            WHEN 'Plain' THEN 'Aggregate' WHEN 'Sorted' THEN 'GroupAggregate' ELSE 'HashAggregate' END
        WHEN 'Hash Join' THEN 'Hash ' || redshift_local.plan_join_kind(node) || 'Join'
        WHEN 'Merge Join' THEN 'Merge ' || redshift_local.plan_join_kind(node) || 'Join'
        WHEN 'Nested Loop' THEN CASE node ->> 'Join Type'
            WHEN 'Inner' THEN 'Nested Loop' ELSE 'Nested Loop ' || redshift_local.plan_join_kind(node) || 'Join' END
        WHEN 'SetOp' THEN CASE node ->> 'Command' WHEN 'Intersect' THEN 'Hash Intersect Distinct' ELSE 'SetOp Except' END
        WHEN 'WindowAgg' THEN 'Window'
        ELSE node ->> 'Node Type'
    END
$$;

CREATE FUNCTION redshift_local.plan_estimate(node jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_catalog.format('  (cost=%s..%s rows=%s width=%s)',
        pg_catalog.to_char((node ->> 'Startup Cost')::numeric, 'FM9999999999999999990.00'),
        pg_catalog.to_char((node ->> 'Total Cost')::numeric, 'FM9999999999999999990.00'),
        node ->> 'Plan Rows', node ->> 'Plan Width')
$$;

-- The equal columns of a join, the outer one first, when its condition is nothing else.
CREATE FUNCTION redshift_local.plan_equal_columns(condition text) RETURNS TABLE (outer_column text, inner_column text)
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    -- Without backslashes, which sessions read as escapes.
    name constant text := '(?:[a-z_][a-z0-9_]*|"[^"]+")';
    side constant text := format('[(]?(%s[.]%s)[)]?(?:::[a-z ]+)?', name, name);
    equality constant text := format('[(]%s = %s[)]', side, side);
BEGIN
    IF condition ~ format('^%s$', equality) OR condition ~ format('^[(]%s( AND %s)+[)]$', equality, equality) THEN
        RETURN QUERY SELECT m[1], m[2] FROM pg_catalog.regexp_matches(condition, equality, 'g') AS m;
    END IF;
END
$$;

-- The label of a join, and where its rows are ("Evaluating the query plan", "Data redistribution"). Where the manual lets sizes
-- decide, rows go to the distribution key that is joined; without one the inner table is broadcast, or, where its rows without a
-- match are kept, both are distributed.
CREATE FUNCTION redshift_local.plan_join(
    node jsonb, outer_part redshift_local.plan_part, inner_part redshift_local.plan_part,
    OUT label text, OUT is_everywhere boolean, OUT dist_columns text[]
) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    kind constant text := node ->> 'Join Type';
    keeps_outer constant boolean := kind IN ('Inner', 'Left', 'Semi', 'Anti');
    keeps_inner constant boolean := kind IN ('Inner', 'Right');
    is_collocated boolean;
    outer_match text[];
    inner_match text[];
BEGIN
    is_everywhere := false;
    dist_columns := '{}';
    IF inner_part.is_everywhere THEN
        label := 'DS_DIST_ALL_NONE';
        is_everywhere := outer_part.is_everywhere;
        dist_columns := CASE WHEN keeps_outer THEN outer_part.dist_columns ELSE '{}' END;
        RETURN;
    ELSIF outer_part.is_everywhere THEN
        label := 'DS_DIST_ALL_INNER';
        RETURN;
    END IF;
    SELECT pg_catalog.bool_or(e.outer_column = ANY (outer_part.dist_columns) AND e.inner_column = ANY (inner_part.dist_columns)),
        pg_catalog.array_agg(e.inner_column) FILTER (WHERE e.outer_column = ANY (outer_part.dist_columns)),
        pg_catalog.array_agg(e.outer_column) FILTER (WHERE e.inner_column = ANY (inner_part.dist_columns))
    INTO is_collocated, inner_match, outer_match
    FROM redshift_local.plan_equal_columns(node ->> 'Hash Cond') AS e;
    IF is_collocated THEN
        label := 'DS_DIST_NONE';
        outer_match := outer_part.dist_columns;
        inner_match := inner_part.dist_columns;
    ELSIF inner_match IS NOT NULL THEN
        label := 'DS_DIST_INNER';
        outer_match := outer_part.dist_columns;
    ELSIF outer_match IS NOT NULL THEN
        label := 'DS_DIST_OUTER';
        inner_match := inner_part.dist_columns;
    ELSIF kind IN ('Right', 'Full') THEN
        label := 'DS_DIST_BOTH';
        RETURN;
    ELSE
        label := 'DS_BCAST_INNER';
        outer_match := outer_part.dist_columns;
    END IF;
    dist_columns := CASE WHEN keeps_outer THEN outer_match ELSE '{}' END
        || CASE WHEN keeps_inner THEN coalesce(inner_match, '{}') ELSE '{}' END;
END
$$;

-- Redshift's sort keys do not say their direction.
CREATE FUNCTION redshift_local.plan_sort_key(node jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(k.key, '( DESC)?( NULLS (FIRST|LAST))?$', ''), ', ' ORDER BY k.position)
    FROM pg_catalog.jsonb_array_elements_text(node -> 'Sort Key') WITH ORDINALITY AS k (key, position)
$$;

-- The details of an operator that Redshift prints too.
CREATE FUNCTION redshift_local.plan_details(node jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(pg_catalog.array_agg(d.line ORDER BY d.position), '{}') FROM (
        SELECT c.position, '  ' || c.name || ': ' || (node ->> c.name) AS line
        FROM (VALUES (2, 'Hash Cond'), (3, 'Join Filter'), (4, 'Filter'), (5, 'One-Time Filter')) AS c (position, name)
        WHERE node ? c.name
        UNION ALL
        SELECT 1, '  Sort Key: ' || redshift_local.plan_sort_key(node) WHERE node ? 'Sort Key'
    ) AS d
$$;

-- Whether an alias is the table's name, or the one that the engine makes of it for a second mention.
CREATE FUNCTION redshift_local.plan_is_numbered(alias text, table_name text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT alias = table_name OR pg_catalog.starts_with(alias, table_name || '_')
        AND pg_catalog.substr(alias, pg_catalog.length(table_name) + 2) ~ '^[0-9]+$'
$$;

-- The lines of an operator as they stand below another.
CREATE FUNCTION redshift_local.plan_indented(lines text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_catalog.array_agg(CASE l.position WHEN 1 THEN '  ->  ' ELSE '      ' END || l.line ORDER BY l.position)
    FROM pg_catalog.unnest(lines) WITH ORDINALITY AS l (line, position)
$$;

-- One operator and those below it. `prefix` is `XN ` on the compute nodes; `is_final` says that nothing but a LIMIT stands above.
CREATE FUNCTION redshift_local.plan_part(node jsonb, prefix text, is_final boolean) RETURNS redshift_local.plan_part
LANGUAGE plpgsql STABLE AS $$
DECLARE
    kind constant text := node ->> 'Node Type';
    operator text := redshift_local.plan_operator(node);
    estimate constant text := redshift_local.plan_estimate(node);
    part redshift_local.plan_part := ROW('{}', false, '{}');
    below redshift_local.plan_part;
    outer_part redshift_local.plan_part;
    indented text[] := '{}';
    joined record;
    child jsonb;
BEGIN
    IF kind = 'ModifyTable' THEN
        RETURN redshift_local.plan_part(node #> '{Plans,0}', prefix, false);
    ELSIF kind IN ('Function Scan', 'Table Function Scan', 'ProjectSet') AND prefix <> '' THEN
        RAISE EXCEPTION 'redshift-local: EXPLAIN of a query that unnests or unpivots is not simulated'
            USING ERRCODE = '0A000';
    END IF;
    FOR child IN SELECT value FROM pg_catalog.jsonb_array_elements(node -> 'Plans') LOOP
        below := redshift_local.plan_part(child, prefix, is_final AND kind = 'Limit');
        IF child ? 'Subplan Name' THEN
            indented := indented || ('  ' || (child ->> 'Subplan Name'));
        END IF;
        indented := indented || redshift_local.plan_indented(below.lines);
        CASE child ->> 'Parent Relationship'
            WHEN 'Outer' THEN outer_part := below;
            WHEN 'Inner' THEN
                joined := redshift_local.plan_join(node, outer_part, below);
                IF prefix <> '' THEN
                    operator := operator || ' ' || joined.label;
                END IF;
                part.is_everywhere := joined.is_everywhere;
                part.dist_columns := joined.dist_columns;
            ELSE NULL;
        END CASE;
    END LOOP;
    IF kind = 'Seq Scan' THEN
        operator := pg_catalog.format('Seq Scan on %I%s', node ->> 'Relation Name',
            CASE WHEN NOT redshift_local.plan_is_numbered(node ->> 'Alias', node ->> 'Relation Name') THEN
                pg_catalog.format(' %I', node ->> 'Alias') END);
        SELECT r.dist_style IN ('all', 'auto'),
            CASE WHEN r.dist_style = 'key' THEN ARRAY[pg_catalog.format('%I.%I', node ->> 'Alias', r.dist_key)] ELSE '{}' END
        INTO part.is_everywhere, part.dist_columns
        FROM redshift_local.catalog_relations r
        WHERE r.schema_name = node ->> 'Schema' AND r.table_name = node ->> 'Relation Name';
    ELSIF kind IN ('Subquery Scan', 'CTE Scan') THEN
        operator := pg_catalog.format('%s %I', operator, node ->> 'Alias');
    ELSIF kind IN ('Hash', 'Materialize', 'Sort') THEN
        part.is_everywhere := outer_part.is_everywhere;
        part.dist_columns := outer_part.dist_columns;
    END IF;
    part.lines := (prefix || operator || estimate) || redshift_local.plan_details(node) || indented;
    IF kind = 'Sort' AND is_final AND prefix <> '' THEN
        -- The nodes sort, and the leader node merges.
        part.lines := ARRAY['XN Network' || estimate, '  Send to leader'] || redshift_local.plan_indented(part.lines);
        part.lines := ARRAY['XN Merge' || estimate, '  Merge Key: ' || redshift_local.plan_sort_key(node)]
            || redshift_local.plan_indented(part.lines);
    END IF;
    RETURN part;
END
$$;

-- The plan of a statement. As on Redshift, tables are read as a whole and joined by hash, and a nested loop is the last resort.
-- Statistics are left out: what ANALYZE has seen is not simulated, so no table is said to miss them. `is_returned` says that the rows go
-- to the client.
CREATE FUNCTION redshift_local.explain(statement text, on_compute_nodes boolean, is_returned boolean DEFAULT true) RETURNS TABLE ("QUERY PLAN" text)
LANGUAGE plpgsql VOLATILE
SET max_parallel_workers_per_gather = 0 SET enable_nestloop = off SET enable_mergejoin = off SET enable_incremental_sort = off
SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off SET enable_memoize = off
AS $$
DECLARE
    plan jsonb;
    part redshift_local.plan_part;
BEGIN
    EXECUTE 'EXPLAIN (VERBOSE, FORMAT JSON) ' || statement INTO plan;
    part := redshift_local.plan_part(plan #> '{0,Plan}', CASE WHEN on_compute_nodes THEN 'XN ' ELSE '' END, is_returned);
    RETURN QUERY SELECT pg_catalog.replace(l.line, 'redshift_local.', '') FROM pg_catalog.unnest(part.lines) AS l (line);
    IF EXISTS (SELECT FROM pg_catalog.unnest(part.lines) AS l (line) WHERE l.line ~ '^( *->  )?XN Nested Loop') THEN
        RETURN QUERY SELECT
            '----- Nested Loop Join in the query plan - review the join predicates to avoid Cartesian products -----';
    END IF;
END
$$;
