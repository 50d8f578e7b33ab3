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

-- What takes the place of a stand-in in a text that is put together. What is more than it seems is refused: the rewriter has not seen it.
CREATE FUNCTION redshift_local.dynamic_refusal(what text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RAISE feature_not_supported USING MESSAGE = format('redshift-local: EXECUTE with %s is not simulated', what);
END
$$;

-- A part of a name or a literal.
CREATE FUNCTION redshift_local.dynamic_part(what text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN what IS NULL THEN redshift_local.dynamic_refusal('a NULL')
        WHEN what ~ E'[\'"\\\\]' THEN redshift_local.dynamic_refusal('a value that has quotes in it')
        ELSE what
    END
$$;

CREATE FUNCTION redshift_local.dynamic_number(what text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN what ~ '^[0-9]+$' THEN what ELSE redshift_local.dynamic_refusal('a number that is NULL or negative')
    END
$$;

-- A name that means nothing else, of no relation of the catalog.
CREATE FUNCTION redshift_local.dynamic_name(what text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN lower(what) ~ '^[a-z_][a-z0-9_]*$' AND octet_length(what) <= 63
            AND lower(what) !~ '^(pg_|stl_|stv_|svl_|svv_|svcs_|sys_|information_schema$|redshift_local)'
            AND NOT EXISTS (SELECT FROM pg_get_keywords() k WHERE k.word = lower(what) AND k.catcode <> 'U')
            AND lower(what) <> ALL (ARRAY[
            'abort', 'add', 'aes128', 'aes256', 'after', 'all', 'allowoverwrite', 'alter', 'analyse', 'analyze', 'and', 'any',
            'append', 'approximate', 'array', 'as', 'asc', 'at', 'authorization', 'auto', 'az64', 'backup', 'begin', 'bernoulli',
            'between', 'binary', 'binding', 'blanksasnull', 'boost', 'both', 'by', 'bytedict', 'bzip2', 'call', 'cancel',
            'cascade', 'case', 'cast', 'character', 'check', 'close', 'cluster', 'cmax', 'cmin', 'collate', 'column', 'columns',
            'comment', 'commit', 'committed', 'compound', 'compression', 'concurrently', 'conflict', 'connect', 'constraint',
            'constraints', 'convert', 'copy', 'create', 'credentials', 'cross', 'ctid', 'cube', 'current_date', 'current_time',
            'current_timestamp', 'current_user', 'current_user_id', 'cursor', 'data', 'database', 'datashare', 'day', 'deallocate',
            'declare', 'default', 'deferrable', 'deferred', 'deflate', 'defrag', 'delete', 'delta', 'delta32k', 'desc',
            'diagnostics', 'disable', 'discard', 'distinct', 'distkey', 'diststyle', 'do', 'domain', 'drop', 'duplicates', 'else',
            'emptyasnull', 'enable', 'encode', 'encrypt', 'encryption', 'end', 'escape', 'even', 'except', 'exclude', 'excluding',
            'execute', 'exists', 'explain', 'explicit', 'extension', 'external', 'extract', 'false', 'fetch', 'filltarget',
            'filter', 'first', 'following', 'for', 'foreign', 'forward', 'freeze', 'from', 'full', 'function', 'generated',
            'globaldict256', 'globaldict64k', 'grant', 'group', 'grouping', 'groups', 'gzip', 'having', 'hold', 'hour', 'identity',
            'if', 'ignore', 'ignoreextra', 'ilike', 'immediate', 'in', 'including', 'index', 'inherits', 'initially', 'inner',
            'insensitive', 'insert', 'interleaved', 'intersect', 'interval', 'into', 'is', 'isnull', 'isolation', 'join', 'key',
            'language', 'last', 'lateral', 'leading', 'left', 'level', 'library', 'like', 'limit', 'listen', 'load', 'local',
            'localtime', 'localtimestamp', 'lock', 'lun', 'luns', 'lzo', 'lzop', 'matched', 'materialized', 'merge', 'minus',
            'minute', 'mode', 'model', 'month', 'mostly16', 'mostly32', 'mostly8', 'move', 'national', 'natural', 'new', 'next',
            'no', 'not', 'nothing', 'notify', 'notnull', 'nowait', 'null', 'nulls', 'of', 'off', 'offline', 'offset', 'oid', 'old',
            'on', 'only', 'open', 'option', 'or', 'order', 'outer', 'over', 'overlaps', 'overriding', 'owner', 'parallel',
            'partition', 'percent', 'permissions', 'pivot', 'placing', 'policy', 'position', 'preceding', 'precision', 'predicate',
            'prepare', 'primary', 'prior', 'privileges', 'procedure', 'qualify', 'quota', 'range', 'raw', 'read', 'readratio',
            'rebuild', 'recluster', 'recover', 'recursive', 'references', 'refresh', 'reindex', 'rejectlog', 'release', 'remove',
            'rename', 'repeatable', 'replace', 'reset', 'resort', 'respect', 'restart', 'restore', 'restrict', 'returning',
            'revoke', 'right', 'role', 'rollback', 'rollup', 'row', 'rows', 'rule', 'savepoint', 'schema', 'scroll', 'second',
            'security', 'select', 'sequence', 'serializable', 'session', 'session_user', 'set', 'sets', 'share', 'show', 'similar',
            'snapshot', 'some', 'sort', 'sortkey', 'start', 'statistics', 'stored', 'style', 'substring', 'sysdate', 'system',
            'table', 'tableoid', 'tables', 'tablesample', 'tablespace', 'tag', 'tdes', 'temp', 'temporary', 'text255', 'text32k',
            'then', 'timestamp', 'to', 'top', 'trailing', 'transaction', 'trigger', 'trim', 'true', 'truncate', 'truncatecolumns',
            'type', 'unbounded', 'uncommitted', 'union', 'unique', 'unknown', 'unlimited', 'unlisten', 'unload', 'unlogged',
            'unnest', 'unpivot', 'update', 'usage', 'use', 'user', 'using', 'vacuum', 'values', 'variadic', 'varying', 'verbose',
            'view', 'wallet', 'when', 'where', 'window', 'with', 'within', 'without', 'work', 'write', 'xmax', 'xmin', 'year',
            'yes', 'zone'
            ])
        THEN lower(what)
        ELSE redshift_local.dynamic_refusal(format('"%s" in the place of a name', what))
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
