-- Intervals with a qualifier ("Interval data types and literals"), over the engine's: INTERVAL YEAR TO MONTH holds months,
-- INTERVAL DAY TO SECOND holds days of 24 hours and the rest of one. The page prints a selected interval in two ways that
-- contradict one another, so it has no text but that of a cast. What the page does not say is an error.
--+ otherwise
-- Nobody else may make a type with operators of its own.
CREATE DOMAIN redshift_local.intervaly2m AS interval;
CREATE DOMAIN redshift_local.intervald2s AS interval;
--+ superuser
DO $do$
DECLARE
    kind text;
    moment text;
    sum text;
    sign text;
    comparison record;
BEGIN
    FOREACH kind IN ARRAY ARRAY['intervaly2m', 'intervald2s'] LOOP
        EXECUTE format($f$
            CREATE TYPE redshift_local.%1$s;
            CREATE FUNCTION redshift_local.%1$s_in(cstring) RETURNS redshift_local.%1$s LANGUAGE internal IMMUTABLE STRICT AS 'trigger_in';
            CREATE FUNCTION redshift_local.%1$s_out(redshift_local.%1$s) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'trigger_out';
            CREATE TYPE redshift_local.%1$s (
                INPUT = redshift_local.%1$s_in, OUTPUT = redshift_local.%1$s_out, LIKE = interval, CATEGORY = 'T'
            );
            CREATE CAST (redshift_local.%1$s AS interval) WITHOUT FUNCTION;
            CREATE CAST (interval AS redshift_local.%1$s) WITHOUT FUNCTION;
            CREATE FUNCTION redshift_local.interval_text(redshift_local.%1$s) RETURNS text LANGUAGE sql STABLE STRICT AS
                'SELECT $1::interval::text';
            CREATE FUNCTION redshift_local.interval_varchar(redshift_local.%1$s) RETURNS varchar LANGUAGE sql STABLE STRICT AS
                'SELECT $1::interval::varchar';
            CREATE CAST (redshift_local.%1$s AS text) WITH FUNCTION redshift_local.interval_text(redshift_local.%1$s);
            CREATE CAST (redshift_local.%1$s AS varchar) WITH FUNCTION redshift_local.interval_varchar(redshift_local.%1$s);
            $f$, kind);
        FOR comparison IN
            SELECT * FROM (VALUES
                ('<', 'lt', '>', '>='), ('<=', 'le', '>=', '>'), ('=', 'eq', '=', '<>'), ('<>', 'ne', '<>', '='),
                ('>=', 'ge', '<=', '<'), ('>', 'gt', '<', '<=')
            ) AS o (symbol, name, commutator, negator)
        LOOP
            EXECUTE format($f$
                CREATE FUNCTION redshift_local.interval_%1$s(redshift_local.%2$s, redshift_local.%2$s) RETURNS boolean
                LANGUAGE internal IMMUTABLE STRICT AS 'interval_%1$s';
                CREATE OPERATOR redshift_local.%3$s (
                    LEFTARG = redshift_local.%2$s, RIGHTARG = redshift_local.%2$s, FUNCTION = redshift_local.interval_%1$s,
                    COMMUTATOR = OPERATOR(redshift_local.%4$s), NEGATOR = OPERATOR(redshift_local.%5$s)
                );
                $f$, comparison.name, kind, comparison.symbol, comparison.commutator, comparison.negator);
        END LOOP;
        EXECUTE format($f$
            CREATE FUNCTION redshift_local.interval_order(redshift_local.%1$s, redshift_local.%1$s) RETURNS integer
            LANGUAGE internal IMMUTABLE STRICT AS 'interval_cmp';
            CREATE OPERATOR CLASS redshift_local.%1$s_ops DEFAULT FOR TYPE redshift_local.%1$s USING btree AS
                OPERATOR 1 redshift_local.<, OPERATOR 2 redshift_local.<=, OPERATOR 3 redshift_local.=,
                OPERATOR 4 redshift_local.>=, OPERATOR 5 redshift_local.>,
                FUNCTION 1 redshift_local.interval_order(redshift_local.%1$s, redshift_local.%1$s);
            $f$, kind);
    END LOOP;

    EXECUTE $f$
        CREATE FUNCTION redshift_local.intervaly2m(value interval) RETURNS redshift_local.intervaly2m LANGUAGE sql IMMUTABLE STRICT AS
            'SELECT $1::redshift_local.intervaly2m';
        CREATE FUNCTION redshift_local.intervald2s(value interval) RETURNS redshift_local.intervald2s LANGUAGE plpgsql IMMUTABLE STRICT AS $$
        BEGIN
            IF extract(year FROM value) <> 0 OR extract(month FROM value) <> 0 THEN
                RAISE EXCEPTION 'redshift-local: years and months in an INTERVAL DAY TO SECOND are not simulated' USING ERRCODE = '0A000';
            END IF;
            RETURN justify_hours(value)::redshift_local.intervald2s;
        END
        $$;
        $f$;

    -- "Interval arithmetic": a date stays one beside years and months.
    FOREACH kind IN ARRAY ARRAY['intervaly2m', 'intervald2s'] LOOP
        FOREACH sign IN ARRAY ARRAY['+', '-'] LOOP
            FOREACH moment IN ARRAY ARRAY['date', 'timestamp', 'timestamptz'] LOOP
                sum := CASE WHEN moment <> 'date' THEN moment WHEN kind = 'intervaly2m' THEN 'date' ELSE 'timestamp' END;
                EXECUTE format($f$
                    CREATE FUNCTION redshift_local.interval_%5$s(a %1$s, b redshift_local.%2$s) RETURNS %3$s LANGUAGE sql STABLE STRICT AS
                        'SELECT ($1 %4$s $2::interval)::%3$s';
                    CREATE OPERATOR redshift_local.%4$s (
                        LEFTARG = %1$s, RIGHTARG = redshift_local.%2$s, FUNCTION = redshift_local.interval_%5$s
                    );
                    $f$, moment, kind, sum, sign, CASE sign WHEN '+' THEN 'plus' ELSE 'minus' END);
                CONTINUE WHEN sign = '-';
                EXECUTE format($f$
                    CREATE FUNCTION redshift_local.interval_plus(a redshift_local.%2$s, b %1$s) RETURNS %3$s LANGUAGE sql STABLE STRICT AS
                        'SELECT ($2 + $1::interval)::%3$s';
                    CREATE OPERATOR redshift_local.+ (
                        LEFTARG = redshift_local.%2$s, RIGHTARG = %1$s, FUNCTION = redshift_local.interval_plus
                    );
                    $f$, moment, kind, sum);
            END LOOP;
            EXECUTE format($f$
                CREATE FUNCTION redshift_local.interval_%3$s(a redshift_local.%1$s, b redshift_local.%1$s) RETURNS redshift_local.%1$s
                LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.%1$s($1::interval %2$s $2::interval)';
                CREATE OPERATOR redshift_local.%2$s (
                    LEFTARG = redshift_local.%1$s, RIGHTARG = redshift_local.%1$s, FUNCTION = redshift_local.interval_%3$s
                );
                $f$, kind, sign, CASE sign WHEN '+' THEN 'plus' ELSE 'minus' END);
        END LOOP;
    END LOOP;
END
$do$;

-- The months of an interval, and the seconds beside them.
CREATE FUNCTION redshift_local.interval_months(value interval) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (extract(year FROM $1) * 12 + extract(month FROM $1))::bigint
$$;
CREATE FUNCTION redshift_local.interval_seconds(value interval) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT extract(epoch FROM $1 - make_interval(months => redshift_local.interval_months($1)::integer))
$$;
CREATE FUNCTION redshift_local.interval_of(months numeric, seconds numeric) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF trunc(months) <> months OR trunc(seconds, 6) <> seconds THEN
        RAISE EXCEPTION 'redshift-local: a quotient of an INTERVAL that is not whole is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN format('%s months %s seconds', trunc(months), trunc(seconds, 6))::interval;
END
$$;

CREATE FUNCTION redshift_local.interval_times(a redshift_local.intervaly2m, b bigint) RETURNS redshift_local.intervaly2m
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.intervaly2m(redshift_local.interval_of(redshift_local.interval_months($1::interval) * $2::numeric, 0))
$$;
CREATE FUNCTION redshift_local.interval_times(a redshift_local.intervald2s, b bigint) RETURNS redshift_local.intervald2s
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.intervald2s(redshift_local.interval_of(0, redshift_local.interval_seconds($1::interval) * $2::numeric))
$$;
CREATE FUNCTION redshift_local.interval_quotient(a redshift_local.intervaly2m, b bigint) RETURNS redshift_local.intervaly2m
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.intervaly2m(redshift_local.interval_of(redshift_local.interval_months($1::interval)::numeric / $2::numeric, 0))
$$;
CREATE FUNCTION redshift_local.interval_quotient(a redshift_local.intervald2s, b bigint) RETURNS redshift_local.intervald2s
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.intervald2s(redshift_local.interval_of(0, redshift_local.interval_seconds($1::interval) / $2::numeric))
$$;
CREATE OPERATOR redshift_local.* (LEFTARG = redshift_local.intervaly2m, RIGHTARG = bigint, FUNCTION = redshift_local.interval_times);
CREATE OPERATOR redshift_local.* (LEFTARG = redshift_local.intervald2s, RIGHTARG = bigint, FUNCTION = redshift_local.interval_times);
CREATE OPERATOR redshift_local./ (LEFTARG = redshift_local.intervaly2m, RIGHTARG = bigint, FUNCTION = redshift_local.interval_quotient);
CREATE OPERATOR redshift_local./ (LEFTARG = redshift_local.intervald2s, RIGHTARG = bigint, FUNCTION = redshift_local.interval_quotient);

-- "INTERVAL_CMP function". How many days it counts for a month, nobody says.
CREATE FUNCTION redshift_local.interval_cmp(a interval, b interval) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    months bigint := redshift_local.interval_months(a) - redshift_local.interval_months(b);
    seconds numeric := redshift_local.interval_seconds(a) - redshift_local.interval_seconds(b);
    fewest integer := sign(months * 28 * 86400 + seconds);
    most integer := sign(months * 31 * 86400 + seconds);
BEGIN
    IF fewest <> most THEN
        RAISE EXCEPTION 'redshift-local: INTERVAL_CMP of intervals whose order depends on the days of a month is not simulated'
            USING ERRCODE = '0A000';
    END IF;
    RETURN fewest;
END
$$;

-- "EXTRACT function". A second with a fraction is one there, where the result is said to be an INTEGER.
CREATE FUNCTION redshift_local.date_part(part text, value redshift_local.intervaly2m) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF part NOT IN ('year', 'month') THEN
        RAISE EXCEPTION 'redshift-local: the date part % of an INTERVAL YEAR TO MONTH is not simulated', part USING ERRCODE = '0A000';
    END IF;
    RETURN pg_catalog.date_part(part, value::interval);
END
$$;
CREATE FUNCTION redshift_local.date_part(part text, value redshift_local.intervald2s) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    number double precision := pg_catalog.date_part(part, value::interval);
BEGIN
    IF part NOT IN ('day', 'hour', 'minute', 'second') OR trunc(number) <> number THEN
        RAISE EXCEPTION 'redshift-local: the date part % of this INTERVAL DAY TO SECOND is not simulated', part USING ERRCODE = '0A000';
    END IF;
    RETURN number;
END
$$;

DO $do$
DECLARE
    kind text;
    other text;
BEGIN
    FOREACH kind IN ARRAY ARRAY['interval', 'redshift_local.intervaly2m', 'redshift_local.intervald2s'] LOOP
        FOREACH other IN ARRAY ARRAY['interval', 'redshift_local.intervaly2m', 'redshift_local.intervald2s'] LOOP
            CONTINUE WHEN kind = 'interval' AND other = 'interval';
            EXECUTE format('CREATE FUNCTION redshift_local.interval_cmp(a %s, b %s) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS %L',
                kind, other, 'SELECT redshift_local.interval_cmp($1::interval, $2::interval)');
        END LOOP;
    END LOOP;
END
$do$;
