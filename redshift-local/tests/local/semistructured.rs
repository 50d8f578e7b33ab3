//! SUPER: navigation, dynamic typing, unnesting, functions ("Querying semi-structured data").

use crate::{Fresh, fresh, rows, said};

async fn orders() -> Fresh {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE orders (id INT, payload SUPER)").await.unwrap();
    for (id, json) in [
        (
            1,
            r#"{"status": "shipped", "total": 12.50, "paid": true, "Note": "UPPER", "note": "lower",
               "items": [{"sku": "A", "n": 2, "tags": ["x", "y"]}, {"sku": "B", "n": 1, "tags": []}]}"#,
        ),
        (2, r#"{"status": 7, "total": "12", "paid": "yes", "at": "2024-02-29", "items": [{"sku": "C", "n": null}]}"#),
        (3, r#"{"items": []}"#),
    ] {
        db.batch_execute(&format!("INSERT INTO orders VALUES ({id}, JSON_PARSE('{json}'))")).await.unwrap();
    }
    db.batch_execute("INSERT INTO orders VALUES (4, NULL)").await.unwrap();
    db
}

#[tokio::test]
async fn navigation_is_lax_and_names_its_column() {
    let db = orders().await;
    for (expression, expected) in [
        ("o.payload.items[0].sku", "sku=\"A\""),
        ("payload.items[1].\"sku\"", "sku=\"B\""),
        ("orders.payload.status::varchar", "status=shipped"),
        ("public.orders.payload.status", "status=\"shipped\""),
        ("CAST(o.payload.items[0].n AS INTEGER)", "n=2"),
        ("o.payload.items[0]", "items={\"n\":2,\"sku\":\"A\",\"tags\":[\"x\",\"y\"]}"),
        ("o.payload.total x", "x=12.50"),
        ("o.payload.total AS y", "y=12.50"),
        ("o.payload.missing.deeper[3]", "deeper=-"),
        ("o.payload.items.sku", "sku=-"),
        ("o.payload[0]", "payload=-"),
        ("o.payload.items[9]", "items=-"),
        ("JSON_TYPEOF(o.payload.items)", "json_typeof=array"),
    ] {
        let from = if expression.contains("orders.") { "orders" } else { "orders o" };
        let sql = format!("SELECT {expression} FROM {from} WHERE id = 1");
        assert_eq!(rows(&db, &sql).await, [expected], "{sql}");
    }
    let error = db.simple_query("SELECT o.id.sku FROM orders o").await.unwrap_err();
    assert_eq!(said(&error), ("42804", "navigation into a value of the type integer, which is not SUPER"));
    let error = db.simple_query("SELECT payload.orders.items FROM orders").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: payload.orders, which may be"), "{error:?}");
    let error = db.simple_query("SELECT nothing.sku FROM orders o").await.unwrap_err();
    assert_eq!(said(&error).0, "42703");
}

#[tokio::test]
async fn arithmetic_is_by_dynamic_types() {
    let db = orders().await;
    for (expression, expected) in [
        ("o.payload.total + 5", "17.50"),
        ("o.payload.items[0].n * o.payload.total", "25.00"),
        ("10 - o.payload.items[0].n", "8"),
        ("(o.payload.items[0].n + 5) / o.payload.items[0].n", "3"),
        ("9 % o.payload.items[0].n", "1"),
        ("-o.payload.items[0].n", "-2"),
        ("o.payload.status + o.payload.note", "\"shippedlower\""),
        ("o.payload.status + 1", "-"),
        ("o.payload.status * o.payload.note", "-"),
        ("o.payload.items + 1", "-"),
        ("o.payload.missing + 1", "-"),
        ("CAST(o.payload.items[0].n + 1 AS INTEGER)", "3"),
    ] {
        let sql = format!("SELECT {expression} AS x FROM orders o WHERE id = 1");
        assert_eq!(rows(&db, &sql).await, [format!("x={expected}")], "{sql}");
    }
    for (expression, told) in [
        ("o.payload.total / 2", "a quotient of SUPER values that are no whole numbers is not simulated (cast them)"),
        (
            "o.payload.total + CAST(1 AS REAL)",
            "arithmetic of a SUPER value and a floating-point number is not simulated",
        ),
        ("o.payload.status || o.payload.note", "|| of SUPER values is not simulated (cast them)"),
        ("o.payload.items[0].n + 9223372036854775807", "a result of SUPER arithmetic over BIGINT is not simulated"),
    ] {
        let error = db.simple_query(&format!("SELECT {expression} FROM orders o WHERE id = 1")).await.unwrap_err();
        assert_eq!(said(&error).1, format!("redshift-local: {told}"), "{expression}");
    }
}

/// The example of "OBJECT_TRANSFORM function", and its usage notes.
#[tokio::test]
async fn objects_are_transformed() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE employees (col_person SUPER)").await.unwrap();
    let person = r#"{"name": {"first": "John", "last": "Doe"}, "age": 25, "ssn": "111", "company": "Company Inc.", "country": "U.S."}"#;
    db.batch_execute(&format!("INSERT INTO employees VALUES (JSON_PARSE('{person}'))")).await.unwrap();
    for (rest, expected) in [
        (
            r#" KEEP '"name"."first"', '"age"', '"company"', '"country"'
               SET '"name"."first"', UPPER(col_person.name.first::TEXT), '"age"', col_person.age + 5, '"company"', 'Amazon'"#,
            r#"{"age":30,"name":{"first":"JOHN"},"company":"Amazon","country":"U.S."}"#,
        ),
        (r#" KEEP '"age"', '"missing"'"#, r#"{"age":25}"#),
        (r#" SET '"a"."b"', 1, '"a"."c"', NULL"#, r#"{"a":{"b":1,"c":null}}"#),
        (
            "",
            r#"{"age":25,"ssn":"111","name":{"last":"Doe","first":"John"},"company":"Company Inc.","country":"U.S."}"#,
        ),
    ] {
        let sql = format!("SELECT OBJECT_TRANSFORM(col_person{rest}) AS o FROM employees");
        assert_eq!(rows(&db, &sql).await, [format!("o={expected}")], "{sql}");
    }
    let sql = r#"SELECT OBJECT_TRANSFORM(JSON_PARSE('[1]') KEEP '"a"') AS o"#;
    assert_eq!(rows(&db, sql).await, ["o=[1]"]);
    for (rest, code) in [
        ("KEEP '\"Age\"'", "0A000"),
        ("KEEP 'age'", "0A000"),
        ("KEEP col_person.age", "0A000"),
        ("SET '\"age\"'", "42601"),
        ("SET '\"age\"', 1 KEEP '\"age\"'", "42601"),
    ] {
        let error =
            db.simple_query(&format!("SELECT OBJECT_TRANSFORM(col_person {rest}) FROM employees")).await.unwrap_err();
        assert_eq!(said(&error).0, code, "{rest}: {error:?}");
    }
}

#[tokio::test]
async fn attribute_names_are_folded_unless_the_session_says_otherwise() {
    let db = orders().await;
    let sql = "SELECT o.payload.Note, o.payload.\"Note\", o.payload.note FROM orders o WHERE id = 1";
    assert_eq!(rows(&db, sql).await, ["note=\"lower\" note=\"lower\" note=\"lower\""]);
    db.batch_execute("SET enable_case_sensitive_super_attribute TO TRUE").await.unwrap();
    let sql = "SELECT o.payload.Note, o.payload.note, o.payload.\"note\" FROM orders o WHERE id = 1";
    assert_eq!(rows(&db, sql).await, ["note=\"UPPER\" note=\"lower\" note=\"lower\""]);
    // Nobody says what quotes mean with only this setting on.
    let error = db.simple_query("SELECT o.payload.\"Note\" FROM orders o").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "), "{error:?}");
    db.batch_execute("RESET enable_case_sensitive_super_attribute").await.unwrap();
    assert_eq!(rows(&db, "SELECT o.payload.Note FROM orders o WHERE id = 1").await, ["note=\"lower\""]);
}

#[tokio::test]
async fn casts_give_null_for_what_cannot_be_cast() {
    let db = fresh().await;
    for (expression, expected) in [
        ("JSON_PARSE('\"abc\"')::varchar", "abc"),
        ("JSON_PARSE('\"abcdef\"')::varchar(3)", "abc"),
        ("JSON_PARSE('[1,\"abc\",null]')::varchar", "-"),
        ("JSON_PARSE('\"Good\"')::integer", "-"),
        ("JSON_PARSE('\"12\"')::integer", "12"),
        ("JSON_PARSE('99999999999')::integer", "-"),
        ("JSON_PARSE('12.345')::decimal(4,1)", "12.3"),
        ("JSON_PARSE('12345.6')::decimal(4,1)", "-"),
        ("JSON_PARSE('\"x\"')::float8", "-"),
        ("JSON_PARSE('5')::bool", "t"),
        ("JSON_PARSE('5.0')::bool", "-"),
        ("JSON_PARSE('true')::bool", "t"),
        ("JSON_PARSE('\"2001-09-08\"')::date", "2001-09-08"),
        ("JSON_PARSE('\"2001-09-08 10:00:00\"')::timestamp", "2001-09-08 10:00:00"),
        ("JSON_PARSE('\"soon\"')::date", "-"),
    ] {
        let sql = format!("SELECT {expression} AS x");
        assert_eq!(rows(&db, &sql).await, [format!("x={expected}")], "{sql}");
    }
    let error = db.simple_query("SELECT CAST(CAST('2019-09-09' AS DATE) AS SUPER)").await.unwrap_err();
    assert_eq!(said(&error), ("42846", "cannot cast type date to super"));
}

#[tokio::test]
async fn values_of_different_types_are_not_equal_and_have_no_order() {
    let db = orders().await;
    for (condition, ids) in [
        ("o.payload.status = 'shipped'", vec!["1"]),
        ("'shipped' = o.payload.status", vec!["1"]),
        ("o.payload.status = 'shipped  '", vec!["1"]),
        ("o.payload.status = 7", vec!["2"]),
        ("o.payload.status <> 'shipped'", vec!["2"]),
        ("o.payload.status IN ('shipped', 'open')", vec!["1"]),
        ("o.payload.status NOT IN ('shipped', 'open')", vec!["2"]),
        ("o.payload.status <= 'z'", vec!["1"]),
        ("NOT o.payload.status <= 'a'", vec!["1"]),
        ("o.payload.total > 12", vec!["1"]),
        ("o.payload.total = 12.5", vec!["1"]),
        ("o.payload.paid = true", vec!["1"]),
        ("o.payload.items = JSON_PARSE('[{\"n\":null,\"sku\":\"C\"}]')", vec!["2"]),
        ("o.payload.items[0].n IS NULL", vec!["2", "3", "4"]),
        ("(SELECT COUNT(*) FROM o.payload.items i WHERE i.n = 1) = 1", vec!["1"]),
    ] {
        let sql = format!("SELECT id FROM orders o WHERE {condition} ORDER BY id");
        let expected: Vec<String> = ids.iter().map(|id| format!("id={id}")).collect();
        assert_eq!(rows(&db, &sql).await, expected, "{sql}");
    }
    let sql = "SELECT id FROM orders o ORDER BY o.payload.total DESC, id";
    assert_eq!(rows(&db, sql).await, ["id=3", "id=4", "id=2", "id=1"]);
    let sql = "SELECT o.payload.status, COUNT(*) FROM orders o GROUP BY o.payload.status ORDER BY 1";
    assert_eq!(rows(&db, sql).await, ["status=7 count=1", "status=\"shipped\" count=1", "status=- count=2"]);
    let sql = "SELECT a.id, b.id AS other FROM orders a JOIN orders b ON a.payload.items[0].sku = b.payload.items[0].sku ORDER BY 1";
    assert_eq!(rows(&db, sql).await, ["id=1 other=1", "id=2 other=2"]);
    for operation in ["/ 2", "|| 'x'::varchar", "|| o.payload"] {
        let sql = format!("SELECT o.payload.total {operation} FROM orders o");
        let error = db.simple_query(&sql).await.unwrap_err();
        assert!(said(&error).1.starts_with("redshift-local: "), "{sql}: {error:?}");
    }
}

#[tokio::test]
async fn arrays_are_unnested() {
    let db = orders().await;
    for (sql, expected) in [
        ("SELECT o.id, i.sku FROM orders o, o.payload.items AS i ORDER BY 1, 2", "1:\"A\" 1:\"B\" 2:\"C\""),
        ("SELECT o.id, i.sku FROM orders o, o.payload.items i WHERE i.n = 2", "1:\"A\""),
        (
            "SELECT i.sku::varchar, index FROM orders o, o.payload.items AS i AT index WHERE o.id = 1 ORDER BY index",
            "A:0 B:1",
        ),
        ("SELECT o.id, t FROM orders o, o.payload.items i, i.tags t ORDER BY o.id, t", "1:\"x\" 1:\"y\""),
        (
            "SELECT o.id, i.sku FROM orders o LEFT JOIN o.payload.items AS i ON TRUE WHERE o.id > 1 ORDER BY 1",
            "2:\"C\" 3:- 4:-",
        ),
        ("SELECT o.id, i.sku FROM orders o LEFT JOIN o.payload.items i WHERE o.id = 3", "3:-"),
        ("SELECT o.id, i.sku FROM orders o JOIN o.payload.items i ON i.n = 1", "1:\"B\""),
        ("SELECT o.id, u.item.sku FROM orders o, UNNEST(o.payload.items) AS u(item) WHERE o.id = 2", "2:\"C\""),
        (
            "SELECT u.item.sku, u.offset_col FROM orders o, UNNEST(o.payload.items) WITH OFFSET u(item) WHERE u.offset_col = 1",
            "\"B\":1",
        ),
        (
            "SELECT u.item.sku, u.place FROM orders o, UNNEST(o.payload.items) WITH OFFSET AS u(item, place) WHERE o.id = 2",
            "\"C\":0",
        ),
        (
            "SELECT i.sku, COUNT(*) FROM orders o, o.payload.items i GROUP BY i.sku HAVING COUNT(*) = 1 ORDER BY i.sku LIMIT 1",
            "\"A\":1",
        ),
        (
            "SELECT id, attr FROM orders o, UNPIVOT o.payload.items[0] AS val AT attr WHERE id = 2 ORDER BY attr",
            "2:n 2:sku",
        ),
        (
            "SELECT attr, val FROM orders o, o.payload.items AS i, UNPIVOT i AS val AT attr WHERE attr = 'sku' ORDER BY 2",
            "sku:\"A\" sku:\"B\" sku:\"C\"",
        ),
        (
            "SELECT id, (SELECT COUNT(*) FROM o.payload.items e WHERE e.sku = 'A') AS c FROM orders o WHERE id < 3 ORDER BY id",
            "1:1 2:0",
        ),
        (
            "WITH w AS (SELECT id, payload.items AS list FROM orders) SELECT w.id, e.sku FROM w, w.list e WHERE e.sku = 'B'",
            "1:\"B\"",
        ),
        ("SELECT id, payload.note FROM orders o QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1", "1:\"lower\""),
    ] {
        let found: Vec<String> = rows(&db, sql)
            .await
            .iter()
            .map(|row| {
                row.split(' ')
                    .filter_map(|cell| cell.split_once('='))
                    .map(|(_, value)| value)
                    .collect::<Vec<_>>()
                    .join(":")
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{sql}");
    }
    for (sql, message) in [
        (
            "SELECT * FROM orders o, o.payload.status s",
            "redshift-local: unnesting a SUPER value that is no array is not simulated",
        ),
        (
            "SELECT * FROM orders o, UNPIVOT o.payload.items AS v AT k",
            "redshift-local: unpivoting a SUPER value that is no object is not simulated",
        ),
        ("SELECT * FROM orders o, o.payload.items", "redshift-local: unnesting without an alias is not simulated"),
        (
            "SELECT * FROM orders o RIGHT JOIN o.payload.items i ON TRUE",
            "redshift-local: the answer to a SUPER value in a right or full outer join, which is refused, is not simulated",
        ),
    ] {
        let error = db.simple_query(sql).await.unwrap_err();
        assert_eq!(said(&error), ("0A000", message), "{sql}");
    }
}

#[tokio::test]
async fn statements_that_change_rows_navigate_too() {
    let db = orders().await;
    db.batch_execute("UPDATE orders SET id = payload.items[0].n::int WHERE payload.status = 'shipped'").await.unwrap();
    db.batch_execute("DELETE FROM orders WHERE orders.payload.status = 7").await.unwrap();
    assert_eq!(rows(&db, "SELECT id FROM orders ORDER BY id").await, ["id=2", "id=3", "id=4"]);
    db.batch_execute("CREATE VIEW v AS SELECT o.id, i.sku FROM orders o, o.payload.items i").await.unwrap();
    assert_eq!(rows(&db, "SELECT * FROM v ORDER BY sku LIMIT 1").await, ["id=2 sku=\"A\""]);
    db.batch_execute("CREATE TABLE arrivals (LIKE orders)").await.unwrap();
    let merge = "MERGE INTO orders USING arrivals s ON orders.id = s.payload.total WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN \
                 INSERT VALUES (1, NULL)";
    let error = db.simple_query(merge).await.unwrap_err();
    assert_eq!(said(&error), ("0A000", "Partial reference of SUPER column is not supported in MERGE statement."));
}

#[tokio::test]
async fn functions_give_what_the_manual_says() {
    let db = fresh().await;
    for (expression, expected) in [
        ("ARRAY(1,50,null,100)", "array=[1,50,null,100]"),
        ("ARRAY(1,'abc',true,3.14)", "array=[1,\"abc\",true,3.14]"),
        ("ARRAY()", "array=[]"),
        ("ARRAY_CONCAT(ARRAY(10001,10002),ARRAY('ab','cd'))", "array_concat=[10001,10002,\"ab\",\"cd\"]"),
        ("ARRAY_CONCAT(ARRAY(1), OBJECT())", "array_concat=-"),
        ("ARRAY_FLATTEN(ARRAY(1, ARRAY(2, ARRAY(3, ARRAY()))))", "array_flatten=[1,2,3]"),
        ("GET_ARRAY_LENGTH(ARRAY(1,2,3))", "get_array_length=3"),
        ("GET_ARRAY_LENGTH(OBJECT())", "get_array_length=-"),
        ("SPLIT_TO_ARRAY('12|345|6789', '|')", "split_to_array=[\"12\",\"345\",\"6789\"]"),
        ("SPLIT_TO_ARRAY('1,2')", "split_to_array=[\"1\",\"2\"]"),
        ("SUBARRAY(ARRAY('a', 'b', 'c', 'd', 'e', 'f'), 2, 3)", "subarray=[\"c\",\"d\",\"e\"]"),
        ("SUBARRAY(ARRAY(1, 2, 3), 1)", "subarray=[2,3]"),
        ("SUBARRAY(ARRAY(1, 2, 3), 7, 1)", "subarray=[]"),
        ("OBJECT()", "object={}"),
        (
            "OBJECT('a', OBJECT('aa', 1), 'b', ARRAY(2,3), 'c', JSON_PARSE('{}'))",
            "object={\"a\":{\"aa\":1},\"b\":[2,3],\"c\":{}}",
        ),
        ("JSON_SERIALIZE(JSON_PARSE('[10001, 10002, \"a, b\"]'))", "json_serialize=[10001,10002,\"a, b\"]"),
        ("JSON_SERIALIZE(CAST(NULL AS SUPER))", "json_serialize=null"),
        ("JSON_SIZE(JSON_PARSE('[10001,10002,\"⬤\"]'))", "json_size=19"),
        ("JSON_TYPEOF(ARRAY(1,2))", "json_typeof=array"),
        ("IS_ARRAY(JSON_PARSE('[1,2]'))", "is_array=t"),
        ("IS_ARRAY(CAST(NULL AS SUPER))", "is_array=f"),
        ("IS_INTEGER(JSON_PARSE('5.0'))", "is_integer=f"),
        ("IS_SCALAR(JSON_PARSE('[1]'))", "is_scalar=f"),
    ] {
        assert_eq!(rows(&db, &format!("SELECT {expression}")).await, [expected], "{expression}");
    }
    let error = db.simple_query("SELECT OBJECT('k', CAST('2008-12-31' AS DATE))").await.unwrap_err();
    assert_eq!(said(&error), ("42846", "cannot cast type date to super"));
}

#[tokio::test]
async fn array_functions_give_what_their_pages_say() {
    let db = fresh().await;
    for (expression, expected) in [
        ("ARRAY_CONTAINS(ARRAY('red', 'green'), 'red')", "t"),
        ("ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), NULL)", "t"),
        ("ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), 'blue', TRUE)", "f"),
        ("ARRAY_CONTAINS(ARRAY('red', 'green'), NULL, FALSE)", "-"),
        ("ARRAY_CONTAINS(ARRAY(1, 'a'), '1')", "f"),
        ("ARRAY_CONTAINS(CAST(NULL AS SUPER), 1)", "-"),
        ("ARRAY_POSITION(ARRAY('red', 'green'), 'red')", "0"),
        ("ARRAY_POSITION(ARRAY(1, 2, 3), 4)", "-1"),
        ("ARRAY_POSITION(ARRAY('red', NULL, 'green'), NULL)", "1"),
        ("ARRAY_POSITION(ARRAY('red', NULL, 'green'), 'blue', TRUE)", "-1"),
        ("ARRAY_POSITION(ARRAY('red', 'green'), NULL, FALSE)", "-"),
        ("ARRAY_POSITIONS(ARRAY('red', 'green', 'red'), 'red')", "[0,2]"),
        ("ARRAY_POSITIONS(ARRAY(1, 2, 3), 4)", "[]"),
        ("ARRAY_POSITIONS(ARRAY('red', NULL, 'green', NULL), NULL)", "[1,3]"),
        ("ARRAY_POSITIONS(ARRAY('red', NULL, 'green'), 'blue', TRUE)", "[]"),
        ("ARRAY_POSITIONS(ARRAY('red', 'green'), NULL, FALSE)", "-"),
        ("ARRAY_DISTINCT(ARRAY(1, 1, 'a', 'a', NULL, NULL))", "[1,\"a\",null]"),
        ("ARRAY_DISTINCT(ARRAY_CONCAT(ARRAY(1,2,3,3),ARRAY(2,3,4,4)))", "[1,2,3,4]"),
        ("ARRAY_EXCEPT(ARRAY('a','b','c'), ARRAY('b','c','d'))", "[\"a\"]"),
        ("ARRAY_EXCEPT(ARRAY('b','b','b','b'), ARRAY('b','b'))", "[\"b\",\"b\"]"),
        ("ARRAY_EXCEPT(ARRAY('a','b','b'), ARRAY('b'), TRUE)", "[\"a\"]"),
        ("ARRAY_EXCEPT(ARRAY('a',NULL), ARRAY(NULL))", "[\"a\"]"),
        ("ARRAY_INTERSECTION(ARRAY('a','b','c'), ARRAY('b','c','d'))", "[\"b\",\"c\"]"),
        ("ARRAY_INTERSECTION(ARRAY('a','b','b'), ARRAY('b','b','b'))", "[\"b\",\"b\"]"),
        ("ARRAY_INTERSECTION(ARRAY('a','b','b'), ARRAY('b','b','b'), TRUE)", "[\"b\"]"),
        ("ARRAY_INTERSECTION(ARRAY('a',NULL), ARRAY('b',NULL))", "[null]"),
        ("ARRAY_UNION(ARRAY('a','b','b'), ARRAY('b','c','c'))", "[\"a\",\"b\",\"c\"]"),
        ("ARRAY_UNION(ARRAY('b','a','b'), ARRAY(NULL,'b',NULL))", "[\"b\",\"a\",null]"),
        ("ARRAYS_OVERLAP(ARRAY('blue', 'green'), ARRAY('red', 'green'))", "t"),
        ("ARRAYS_OVERLAP(ARRAY('red', NULL, 'blue'), ARRAY('green', NULL))", "t"),
        ("ARRAYS_OVERLAP(ARRAY('red', NULL, 'blue'), ARRAY('green'))", "f"),
        ("ARRAYS_OVERLAP(JSON_PARSE('[null]'), ARRAY(NULL))", "t"),
        ("ARRAY_SORT(ARRAY('b', 'a', 0, NULL, 1, false))", "[false,0,1,\"a\",\"b\",null]"),
        ("ARRAY_SORT(ARRAY('b', 'a', 0, NULL, 1, false), False)", "[null,\"b\",\"a\",1,0,false]"),
        ("ARRAY_SORT(ARRAY('b', 'a', 0, NULL, 1, false), False, False)", "[\"b\",\"a\",1,0,false,null]"),
        ("ARRAY_SORT(ARRAY(OBJECT(), ARRAY(), 2, NULL, 10), TRUE, TRUE)", "[null,2,10,[],{}]"),
        ("GET_NUMBER_ATTRIBUTES(JSON_PARSE('{\"a\": 1, \"b\": {\"c\": 3}}'))", "2"),
        ("LOWER_ATTRIBUTE_NAMES(CAST('A' AS SUPER))", "\"A\""),
        ("LOWER_ATTRIBUTE_NAMES(CAST(NULL AS SUPER))", "-"),
        (
            "LOWER_ATTRIBUTE_NAMES(JSON_PARSE('[{\"Subobject\": {\"C\": \"C\"}, \"Subarray\": [{\"D\": \"D\"}, \"E\"]}]'))",
            "[{\"subarray\":[{\"d\":\"D\"},\"E\"],\"subobject\":{\"c\":\"C\"}}]",
        ),
        ("UPPER_ATTRIBUTE_NAMES(JSON_PARSE('{\"AttributeName\": \"b\"}'))", "{\"ATTRIBUTENAME\":\"b\"}"),
        (
            "TO_HEX(JSON_SERIALIZE_TO_VARBYTE(JSON_PARSE('[10001,10002,\"abc\"]')))",
            "5b31303030312c31303030322c22616263225d",
        ),
        ("IS_VALID_JSON('{\"a\":{\"b\":{\"c\":1}}}')", "t"),
        ("IS_VALID_JSON('{1:\"a\"}')", "f"),
        ("IS_VALID_JSON('[1,2,3]')", "f"),
    ] {
        assert_eq!(rows(&db, &format!("SELECT {expression} AS x")).await, [format!("x={expected}")], "{expression}");
    }
    db.batch_execute("SET default_array_search_null_handling TO FALSE").await.unwrap();
    for (expression, expected) in [
        ("ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), 'green')", "t"),
        ("ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), 'blue')", "-"),
        ("ARRAY_POSITION(ARRAY('red', NULL, 'green'), 'green')", "2"),
        ("ARRAY_POSITION(ARRAY('red', NULL, 'green'), 'blue')", "-"),
        ("ARRAY_POSITIONS(ARRAY('red', NULL, 'green'), 'green')", "[2]"),
        ("ARRAY_POSITIONS(ARRAY('red', NULL, 'green'), 'blue')", "-"),
        ("ARRAY_CONTAINS(ARRAY('red', NULL), 'blue', TRUE)", "f"),
    ] {
        assert_eq!(rows(&db, &format!("SELECT {expression} AS x")).await, [format!("x={expected}")], "{expression}");
    }
    let not_simulated = "redshift-local: an array function of a SUPER value that is no array is not simulated";
    for (expression, code, message) in [
        ("ARRAY_CONTAINS(OBJECT(), 1)", "0A000", not_simulated),
        ("ARRAY_UNION(ARRAY(), JSON_PARSE('1'))", "0A000", not_simulated),
        (
            "ARRAY_SORT(ARRAY(ARRAY(2), ARRAY(1)))",
            "0A000",
            "redshift-local: ARRAY_SORT of several arrays or objects is not simulated",
        ),
        (
            "GET_NUMBER_ATTRIBUTES(ARRAY())",
            "0A000",
            "redshift-local: GET_NUMBER_ATTRIBUTES of a SUPER value that is no object is not simulated",
        ),
        ("IS_VALID_JSON('1')", "0A000", "redshift-local: IS_VALID_JSON of a scalar is not simulated"),
        ("LOWER_ATTRIBUTE_NAMES(JSON_PARSE('{\"A\": \"A\", \"a\": \"a\"}'))", "XX000", "Invalid input"),
    ] {
        let error = db.simple_query(&format!("SELECT {expression}")).await.unwrap_err();
        assert_eq!(said(&error), (code, message), "{expression}");
    }
}
