-- ALTER TABLE APPEND: the rows of one table go to another. In which words Redshift refuses tables that do not fit, nobody knows.

CREATE FUNCTION redshift_local.append_rows(target oid, source oid, ignore_extra boolean, fill_target boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    into_table redshift_local.catalog_relations;
    from_table redshift_local.catalog_relations;
    into_keys name[];
    from_keys name[];
    pair record;
    shared text;
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid IN (target, source)
            AND (c.relkind <> 'r' OR c.relpersistence = 't' OR NOT redshift_local.is_user_schema(n.nspname))
    ) THEN
        PERFORM redshift_local.refuse_unknown('ALTER TABLE APPEND of what is no permanent table');
    END IF;
    IF target = source THEN
        RAISE EXCEPTION 'redshift-local: ALTER TABLE APPEND of a table to itself is not simulated' USING ERRCODE = '0A000';
    END IF;

    SELECT * INTO into_table FROM redshift_local.catalog_relations r WHERE r.relation = target;
    SELECT * INTO from_table FROM redshift_local.catalog_relations r WHERE r.relation = source;
    SELECT array_agg(c.column_name ORDER BY abs(c.sort_key)) FILTER (WHERE c.relation = target),
        array_agg(c.column_name ORDER BY abs(c.sort_key)) FILTER (WHERE c.relation = source)
    INTO into_keys, from_keys
    FROM redshift_local.catalog_columns c WHERE c.relation IN (target, source) AND c.sort_key <> 0;
    -- What AUTO has chosen, and whether that may meet what is written, is not known.
    IF into_table.dist_style <> from_table.dist_style AND 'auto' IN (into_table.dist_style, from_table.dist_style)
        OR into_table.sort_style <> from_table.sort_style AND 'auto' IN (into_table.sort_style, from_table.sort_style)
    THEN
        RAISE EXCEPTION 'redshift-local: ALTER TABLE APPEND between DISTSTYLE AUTO or SORTKEY AUTO and another is not simulated'
            USING ERRCODE = '0A000';
    END IF;
    IF into_table.dist_style <> from_table.dist_style OR into_table.dist_key IS DISTINCT FROM from_table.dist_key THEN
        PERFORM redshift_local.refuse_unknown('ALTER TABLE APPEND of tables with different distributions');
    END IF;
    IF into_table.sort_style <> from_table.sort_style OR into_keys IS DISTINCT FROM from_keys THEN
        PERFORM redshift_local.refuse_unknown('ALTER TABLE APPEND of tables with different sort keys');
    END IF;

    FOR pair IN
        WITH described (relation, place, name, attributes, is_identity) AS (
            SELECT c.relation, c.ordinal_position, c.column_name,
                row(c.full_type, c.encoding, c.not_null, c.collation_name)::text, a.attidentity = 'a'
            FROM redshift_local.catalog_columns c
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.relation AND a.attnum = c.ordinal_position
        )
        SELECT name, t.relation IS NOT NULL AS is_in_target, s.relation IS NOT NULL AS is_in_source,
            t.attributes = s.attributes AS is_same, t.is_identity OR s.is_identity AS is_identity,
            bool_or(t.is_identity) OVER () AND bool_or(s.is_identity) OVER () AS are_both_identities
        FROM (SELECT * FROM described WHERE relation = target) AS t
        FULL JOIN (SELECT * FROM described WHERE relation = source) AS s USING (name)
        ORDER BY t.place, s.place
    LOOP
        IF pair.are_both_identities THEN
            PERFORM redshift_local.refuse_unknown('ALTER TABLE APPEND of two tables with identity columns');
        ELSIF NOT pair.is_in_target AND NOT ignore_extra THEN
            PERFORM redshift_local.refuse_unknown(format('ALTER TABLE APPEND without IGNOREEXTRA of a table with the further column "%s"',
                pair.name));
        ELSIF NOT pair.is_in_source AND NOT fill_target THEN
            PERFORM redshift_local.refuse_unknown(format('ALTER TABLE APPEND without FILLTARGET to a table with the further column "%s"',
                pair.name));
        ELSIF pair.is_in_target AND pair.is_in_source THEN
            IF pair.is_identity THEN
                RAISE EXCEPTION 'redshift-local: ALTER TABLE APPEND of tables of which one has "%" as IDENTITY is not simulated',
                    pair.name USING ERRCODE = '0A000';
            ELSIF NOT pair.is_same THEN
                PERFORM redshift_local.refuse_unknown(format('ALTER TABLE APPEND of tables whose columns "%s" are not alike', pair.name));
            END IF;
            shared := concat_ws(', ', shared, format('%I', pair.name));
        END IF;
    END LOOP;

    EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM ONLY %s', target::regclass, shared, shared, source::regclass);
    EXECUTE format('DELETE FROM ONLY %s', source::regclass);
END
$$;
