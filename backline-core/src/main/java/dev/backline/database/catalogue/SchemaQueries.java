package dev.backline.database.catalogue;

import java.util.List;

/**
 * The catalogue queries behind a fingerprint (PostgreSQL manual, chapter 53). Each gives one text
 * column: a line an object. They are read after {@link #COMMON}, which holds the relations in scope
 * as {@code rel}; {@code %s} in it is the array of excluded names.
 */
final class SchemaQueries {

  static final String COMMON =
      """
      WITH gone AS (
        SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname || '.' || c.relname = ANY (%s)),
      member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
      space AS (
        SELECT oid, nspname FROM pg_namespace
        WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)'),
      rel AS (
        SELECT c.*, format('%%I.%%I', n.nspname, c.relname) AS name
        FROM pg_class c JOIN space n ON n.oid = c.relnamespace
        WHERE c.oid NOT IN (SELECT oid FROM gone)
          AND NOT EXISTS (SELECT FROM pg_index i
            WHERE i.indexrelid = c.oid AND i.indrelid IN (SELECT oid FROM gone))
          AND NOT EXISTS (SELECT FROM pg_depend d
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
              AND d.refclassid = 'pg_class'::regclass AND d.refobjid IN (SELECT oid FROM gone))
          AND NOT EXISTS (SELECT FROM member m
            WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid))
      """;

  private SchemaQueries() {}

  static final List<String> STRUCTURE =
      List.of(
          "SELECT 'schema ' || quote_ident(nspname) FROM space",
          """
          SELECT format('extension %I version %s in %I', extname, extversion, nspname)
          FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
          """,
          """
          SELECT format('relation %s kind %s persistence %s options %s row security %s/%s identity %s',
              name, relkind, relpersistence, (SELECT array_agg(o ORDER BY o) FROM unnest(reloptions) o),
              relrowsecurity, relforcerowsecurity, relreplident)
            || coalesce(' partitioned ' || pg_get_partkeydef(oid), '')
            || coalesce(' bound ' || pg_get_expr(relpartbound, oid), '')
            || coalesce(' inherits ' || (SELECT string_agg(inhparent::regclass::text, ', '
                 ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = rel.oid), '')
            || coalesce(' of type ' || nullif(reloftype, 0)::regtype, '')
            || coalesce(' tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace), '')
          FROM rel WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
          """,
          // pg_attver is PostgreSQL's own (seen in 15.20): a number that differs in a restored
          // copy.
          """
          SELECT format('column %s.%I %s', name, attname, format_type(atttypid, atttypmod))
            || CASE WHEN attnotnull THEN ' not null' ELSE '' END
            || CASE attidentity WHEN '' THEN '' ELSE ' identity ' || attidentity::text END
            || CASE attgenerated WHEN '' THEN ' default ' ELSE ' generated ' || attgenerated::text || ' ' END
            || coalesce(pg_get_expr(adbin, adrelid), 'none')
            || coalesce(' collate ' || (SELECT format('%I.%I', n.nspname, collname)
                 FROM pg_collation l JOIN pg_namespace n ON n.oid = collnamespace
                 WHERE l.oid = attcollation AND attcollation <> typcollation), '')
            || coalesce(' options ' || (SELECT array_agg(o) FROM unnest(attoptions) o
              WHERE NOT starts_with(o, 'pg_attver='))::text, '')
            || coalesce(' fdw ' || attfdwoptions::text, '')
            || CASE WHEN attstorage <> typstorage THEN ' storage ' || attstorage::text ELSE '' END
            || CASE attcompression WHEN '' THEN '' ELSE ' compression ' || attcompression::text END
          FROM rel JOIN pg_attribute a ON attrelid = rel.oid JOIN pg_type t ON t.oid = atttypid
            LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
          WHERE relkind IN ('r', 'p', 'f', 'm', 'v', 'c') AND attnum > 0 AND NOT attisdropped
          """,
          """
          SELECT format('constraint %s.%I %s', name, conname, pg_get_constraintdef(k.oid))
            || CASE WHEN convalidated THEN '' ELSE ' (not validated)' END
          FROM pg_constraint k JOIN rel ON rel.oid = conrelid
          """,
          """
          SELECT format('index %s.%s', name, pg_get_indexdef(indexrelid))
            || CASE WHEN indisvalid AND indisready AND indislive THEN '' ELSE ' INVALID' END
            || CASE WHEN indisreplident THEN ' replica identity' ELSE '' END
            || CASE WHEN indisclustered THEN ' clustered' ELSE '' END
          FROM pg_index JOIN rel ON rel.oid = indrelid
          """,
          "SELECT format('view %s %s', name, pg_get_viewdef(oid)) FROM rel WHERE relkind IN ('v',"
              + " 'm')",
          """
          SELECT format('sequence %s %s start %s step %s from %s to %s cache %s cycle %s', name,
              seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle)
            || coalesce(' owned by ' || (SELECT format('%s.%I', refobjid::regclass, attname)
                 FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
                 WHERE classid = 'pg_class'::regclass AND objid = rel.oid AND deptype IN ('a', 'i')
                   AND refclassid = 'pg_class'::regclass), '')
          FROM rel JOIN pg_sequence ON seqrelid = rel.oid
          """,
          """
          SELECT format('trigger %s enabled %s', pg_get_triggerdef(t.oid), tgenabled)
          FROM pg_trigger t JOIN rel ON rel.oid = tgrelid WHERE NOT tgisinternal
          """,
          """
          SELECT format('rule %s enabled %s', pg_get_ruledef(r.oid), ev_enabled)
          FROM pg_rewrite r JOIN rel ON rel.oid = ev_class WHERE rulename <> '_RETURN'
          """,
          """
          SELECT format('policy %s.%I %s permissive %s to %s using %s check %s', name, polname, polcmd,
            polpermissive, (SELECT array_agg(coalesce(rolname, 'public') ORDER BY rolname)
              FROM unnest(polroles) r LEFT JOIN pg_roles ON pg_roles.oid = r),
            pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
          FROM pg_policy JOIN rel ON rel.oid = polrelid
          """,
          """
          SELECT 'statistics ' || pg_get_statisticsobjdef(s.oid)
          FROM pg_statistic_ext s JOIN rel ON rel.oid = stxrelid
          """,
          """
          SELECT 'function ' || CASE prokind
            WHEN 'a' THEN format('%s(%s) aggregate %s', oid::regproc, pg_get_function_arguments(oid),
              (SELECT format('%s %s %s %s %s', aggtransfn, aggfinalfn, aggtranstype::regtype,
                 aggsortop::regoperator, agginitval) FROM pg_aggregate WHERE aggfnoid = p.oid))
            ELSE pg_get_functiondef(oid) END
          FROM pg_proc p WHERE pronamespace IN (SELECT oid FROM space)
            AND NOT EXISTS (SELECT FROM member WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
          """,
          """
          SELECT CASE typtype
            WHEN 'e' THEN format('enum %s %s', t.oid::regtype, (SELECT string_agg(
                quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
            WHEN 'd' THEN format('domain %s %s not null %s default %s %s', t.oid::regtype,
                format_type(typbasetype, typtypmod), typnotnull, typdefault,
                (SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ' ORDER BY conname)
                 FROM pg_constraint WHERE contypid = t.oid))
            WHEN 'r' THEN format('range %s of %s', t.oid::regtype,
                (SELECT rngsubtype::regtype FROM pg_range WHERE rngtypid = t.oid))
            ELSE format('type %s', t.oid::regtype) END
          FROM pg_type t LEFT JOIN pg_class c ON c.oid = typrelid
          WHERE typnamespace IN (SELECT oid FROM space)
            AND (typtype IN ('e', 'd', 'r') OR (typtype = 'c' AND c.relkind = 'c')
              OR (typtype = 'b' AND typcategory <> 'A'))
            AND NOT EXISTS (SELECT FROM member WHERE classid = 'pg_type'::regclass AND objid = t.oid)
          """,
          """
          SELECT format('event trigger %I on %s enabled %s tags %s calls %s', evtname, evtevent,
            evtenabled, evttags, evtfoid::regproc) FROM pg_event_trigger e
          WHERE NOT EXISTS (SELECT FROM member
            WHERE classid = 'pg_event_trigger'::regclass AND objid = e.oid)
          """,
          """
          SELECT 'comment on ' || pg_describe_object(classoid, objoid, objsubid) || ': ' || description
          FROM pg_description WHERE objoid >= 16384 AND classoid <> 'pg_largeobject'::regclass
            AND NOT (classoid = 'pg_class'::regclass AND objoid IN (SELECT oid FROM gone))
          """,
          // Objects that few apps make: their being there counts, their inside does not.
          """
          SELECT 'object ' || pg_describe_object(classid, oid, 0) FROM (
            SELECT 'pg_operator'::regclass AS classid, oid FROM pg_operator
            UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass
            UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily
            UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast
            UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation
            UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion
            UNION ALL SELECT 'pg_language'::regclass, oid FROM pg_language
            UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config
            UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict
            UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
            UNION ALL SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
            UNION ALL SELECT 'pg_publication'::regclass, oid FROM pg_publication) o
          WHERE oid >= 16384
            AND NOT EXISTS (SELECT FROM member m WHERE m.classid = o.classid AND m.objid = o.oid)
          """);

  static final List<String> PRIVILEGES =
      List.of(
          privileges(
              "'relation ' || name",
              "relowner",
              "relacl",
              "CASE relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r'::\"char\" END",
              "rel WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')"),
          privileges(
              "'schema ' || quote_ident(n.nspname)",
              "nspowner",
              "nspacl",
              "'n'::\"char\"",
              "pg_namespace n JOIN space USING (oid)"),
          privileges(
              "'function ' || oid::regprocedure",
              "proowner",
              "proacl",
              "'f'::\"char\"",
              "pg_proc p WHERE pronamespace IN (SELECT oid FROM space)"),
          """
          SELECT format('privilege on column %s.%I %s', name, attname, attacl)
          FROM rel JOIN pg_attribute ON attrelid = rel.oid WHERE attacl IS NOT NULL
          """,
          """
          SELECT format('default privilege of %s in %s on %s: %s', defaclrole::regrole,
            coalesce((SELECT nspname FROM pg_namespace WHERE oid = defaclnamespace), 'any schema'),
            defaclobjtype, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(defaclacl) a))
          FROM pg_default_acl
          """);

  private static String privileges(
      String object, String owner, String list, String kind, String source) {
    return "SELECT line FROM (SELECT "
        + object
        + " AS object, "
        + owner
        + " AS owner, coalesce("
        + list
        + ", acldefault("
        + kind
        + ", "
        + owner
        + ")) AS list FROM "
        + source
        + """
        ) o, LATERAL (
          SELECT format('owner of %s %s', object, owner::regrole) AS line
          UNION ALL
          SELECT format('privilege on %s %s to %s%s', object, privilege_type,
            CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END,
            CASE WHEN is_grantable THEN ' grantable' ELSE '' END)
          FROM aclexplode(list)) l
        """;
  }
}
