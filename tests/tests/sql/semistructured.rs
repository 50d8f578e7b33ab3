//! SUPER: paths, casts, what is inside.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn paths() {
    golden(
        expect_file!["../../golden/semistructured/paths.sql"],
        [
            (
                "names and numbers",
                Order::query().select(|o| o.payload.path("items").at(0).path("sku").as_varchar()).to_sql(),
            ),
            ("names of any letters", {
                Order::query()
                    .select(|o| {
                        let p = o.payload;
                        (
                            p.path("eventType"),
                            p.path("a \"b\""),
                            p.path("größe"),
                            p.path("order"),
                            p.path("X y"),
                            p.path("2A"),
                        )
                    })
                    .to_sql()
            }),
            ("the first of an array of arrays", Order::query().select(|o| o.payload.at(0).at(1)).to_sql()),
            ("in every clause", {
                Order::query()
                    .filter(|o| o.payload.path("channel").as_varchar().eq("web"))
                    .group_by(|o| o.payload.path("channel"))
                    .having(|channel, _| channel.is_not_null())
                    .select(|channel, o| (channel, o.payload.path("price").as_decimal(12, 2).sum()))
                    .order_by(|(channel, _)| channel.asc())
                    .to_sql()
            }),
            ("of a derived table", {
                let orders = Order::query().limit(5).select(|o| (o.id, o.payload.path("items")));
                Order::query()
                    .join(orders, |(o, (id, _))| o.id.eq(id))
                    .select(|(o, (_, items))| (o.id, items.at(0).path("sku").as_varchar()))
                    .to_sql()
            }),
            ("values are compared by their dynamic types", {
                Order::query()
                    .filter(|o| {
                        o.payload
                            .path("channel")
                            .eq(serde_json::json!("web"))
                            .or(o.payload.path("a").eq(o.payload.path("b")))
                    })
                    .select(|o| o.id)
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn casts() {
    golden(
        expect_file!["../../golden/semistructured/casts.sql"],
        [(
            "to every type",
            Order::query()
                .select(|o| {
                    let value = o.payload.path("v");
                    (
                        (value.clone().as_varchar(), value.clone().as_boolean(), value.clone().as_double()),
                        (value.clone().as_smallint(), value.clone().as_integer(), value.clone().as_bigint()),
                        (value.clone().as_decimal(12, 2), value.clone().as_date(), value.clone().as_time()),
                        (value.clone().as_timestamp(), value.as_timestamptz()),
                    )
                })
                .to_sql(),
        )],
    );
}

#[test]
fn type_information() {
    golden(
        expect_file!["../../golden/semistructured/type_information.sql"],
        [(
            "of a path",
            Order::query()
                .filter(|o| o.payload.path("items").is_array().eq(true))
                .select(|o| {
                    let p = o.payload.path("x");
                    (
                        (p.clone().is_object(), p.clone().is_scalar(), p.clone().is_varchar(), p.clone().is_boolean()),
                        (p.clone().is_smallint(), p.clone().is_integer(), p.clone().is_bigint()),
                        (p.clone().is_decimal(), p.clone().is_float()),
                        (p.clone().json_typeof(), p.clone().json_size(), p.get_array_length()),
                    )
                })
                .to_sql(),
        )],
    );
}

#[test]
fn arrays() {
    golden(
        expect_file!["../../golden/semistructured/arrays.sql"],
        [
            (
                "made of values",
                Order::query()
                    .select(|o| (array(()), array((o.id, "a", true, dec!(3.14))), array((o.total, array((o.note,))))))
                    .to_sql(),
            ),
            ("made of groups", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|customer, o| (array((customer, o.total.sum())), array((count_star(), 1))))
                    .to_sql()
            }),
            ("put together and taken apart", {
                Order::query()
                    .select(|o| {
                        let (p, tags) = (o.payload, o.payload.path("tags"));
                        (
                            (p.array_concat(array((1, 2))), tags.clone().array_concat(serde_json::json!(["a"]))),
                            (tags.clone().array_flatten(), tags.subarray(1, 2), o.note.split_to_array(";")),
                        )
                    })
                    .to_sql()
            }),
            ("searched", {
                Order::query()
                    .filter(|o| o.payload.path("tags").array_contains("new"))
                    .filter(|o| o.payload.path("ids").array_contains_or_null(o.id))
                    .select(|o| {
                        let tags = o.payload.path("tags");
                        (
                            (tags.clone().array_position(null::<String>()), tags.clone().array_position_or_null("a")),
                            (tags.clone().array_positions(1), tags.array_positions_or_null(o.total)),
                        )
                    })
                    .to_sql()
            }),
            ("as sets", {
                Order::query()
                    .filter(|o| o.payload.path("a").arrays_overlap(o.payload.path("b")))
                    .select(|o| {
                        let (a, b) = (o.payload.path("a"), o.payload.path("b"));
                        (
                            (a.clone().array_distinct(), a.clone().array_union(b.clone())),
                            (a.clone().array_except(b.clone()), a.clone().array_except_distinct(b.clone())),
                            (a.clone().array_intersection(b.clone()), a.array_intersection_distinct(b)),
                        )
                    })
                    .to_sql()
            }),
            ("sorted", {
                Order::query()
                    .select(|o| {
                        let tags = o.payload.path("tags");
                        (
                            (tags.clone().array_sort(), tags.clone().array_sort_desc()),
                            (tags.clone().array_sort_nulls_first(), tags.array_sort_desc_nulls_last()),
                        )
                    })
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn objects() {
    golden(
        expect_file!["../../golden/semistructured/objects.sql"],
        [
            (
                "made of names and values",
                Order::query()
                    .select(|o| {
                        (
                            object(()),
                            object((
                                ("id", o.id),
                                ("total", o.total),
                                (o.note.coalesce("note"), serde_json::json!(null)),
                            )),
                            object((("lines", array((1, object((("a", "b"),))))),)),
                        )
                    })
                    .to_sql(),
            ),
            ("and their names", {
                Order::query()
                    .select(|o| {
                        let p = o.payload;
                        (p.get_number_attributes(), p.lower_attribute_names(), p.upper_attribute_names())
                    })
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn json_in_text() {
    golden(
        expect_file!["../../golden/semistructured/json_in_text.sql"],
        [(
            "of a column",
            Order::query()
                .filter(|o| o.note.is_valid_json_array())
                .select(|o| {
                    (
                        (o.note.is_valid_json(), o.note.json_array_length()),
                        (o.note.json_extract_array_element_text(0), o.payload.json_serialize_to_varbyte()),
                    )
                })
                .to_sql(),
        )],
    );
}

#[test]
fn a_path_starts_at_a_column() {
    let sql = Order::query().select(|o| o.note.json_parse().path("a")).to_sql();
    assert!(sql.check().unwrap_err().to_string().contains("starts at an expression"), "{sql}");
    let sql = Order::query().select(|o| o.payload.path("")).to_sql();
    assert!(sql.check().unwrap_err().to_string().contains("an attribute without a name"), "{sql}");
}

#[test]
fn unnesting() {
    golden(
        expect_file!["../../golden/semistructured/unnesting.sql"],
        [
            ("every element", {
                Order::query()
                    .unnest(|o| o.payload.path("items"))
                    .filter(|(_, item)| item.path("quantity").as_integer().gt(1))
                    .select(|(o, item)| (o.id, item, item.path("sku").as_varchar()))
                    .to_sql()
            }),
            ("elements of elements, grouped", {
                Order::query()
                    .unnest(|o| o.payload.path("items"))
                    .unnest(|(_, item)| item.path("tags"))
                    .group_by(|(_, _, tag)| tag.as_varchar())
                    .select(|tag, _| (tag, count_star()))
                    .to_sql()
            }),
            ("with the index", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .unnest_with_index(|(o, _)| o.payload.path("items"))
                    .order_by(|(o, _, (_, index))| (o.id.asc(), index.asc()))
                    .select(|(_, c, (item, index))| (c.name, item, index))
                    .to_sql()
            }),
            ("rows without elements are kept", {
                Order::query()
                    .left_unnest(|o| o.payload.path("tags"))
                    .select(|(o, tag)| (o.id, tag.as_varchar()))
                    .to_sql()
            }),
            ("before a join", {
                Order::query()
                    .unnest(|o| o.payload.path("items"))
                    .join(Customer::query(), |(_, item, c)| item.path("seller").as_bigint().eq(c.id))
                    .select(|(_, item, c)| (item.path("sku"), c.name))
                    .to_sql()
            }),
            ("of a derived table, counted", {
                let items = Order::query().limit(3).select(|o| (o.id, o.payload.path("items")));
                let items = Customer::query().join(items, |(c, (id, _))| c.id.eq(id)).unnest(|(_, (_, items))| items);
                items.select(|(c, _, item)| (c.name, item.json_typeof())).to_sql()
            }),
        ],
    );
}

#[test]
fn unpivoting() {
    golden(
        expect_file!["../../golden/semistructured/unpivoting.sql"],
        [
            ("an object", {
                Order::query().unpivot(|o| o.payload).select(|(o, (value, name))| (o.id, name, value)).to_sql()
            }),
            ("the objects of an array", {
                Order::query()
                    .unnest(|o| o.payload.path("items"))
                    .unpivot(|(_, item)| item)
                    .filter(|(_, _, (_, name))| name.eq("sku"))
                    .select(|(_, _, (value, _))| value.as_varchar())
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn what_redshift_does_not_unnest() {
    let refused = |sql: redshift_orm::Sql<'_>, why: &str| {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    };
    let items = || Order::query().unnest(|o| o.payload.path("items"));
    refused(items().right_join(Customer::query(), |(o, _, c)| o.customer_id.eq(c.id)).to_sql(), "a right or full join");
    refused(
        Order::query()
            .full_join(Customer::query(), |o| o.customer_id, |c| c.id)
            .unnest(|(o, _)| o.payload)
            .select(|(_, _, item)| item)
            .to_sql(),
        "a right or full join",
    );
    refused(
        Order::query()
            .unnest_with_index(|o| o.payload)
            .join(Customer::query(), |(o, _, c)| o.customer_id.eq(c.id))
            .to_sql(),
        "join first, unnest afterwards",
    );
    refused(Order::query().unnest(|o| o.note.json_parse()).to_sql(), "what is unnested is an expression");
    let (_, leaked) = {
        let mut leaked = None;
        let query = items().filter(|(_, item)| {
            leaked = Some(item);
            item.is_array().eq(true)
        });
        (query, leaked.unwrap())
    };
    refused(Order::query().select(|_| leaked).to_sql(), "what was unnested belongs to a source that is not part");
}

#[test]
fn arithmetic() {
    golden(
        expect_file!["../../golden/semistructured/arithmetic.sql"],
        [
            ("values beside a path", {
                Order::query()
                    .filter(|o| (o.payload.path("n") + 1).as_integer().gt(2))
                    .select(|o| {
                        let n = o.payload.path("n");
                        (n.clone() * dec!(1.5), n.clone() / 2, n.clone() - 0.5, -n % 7)
                    })
                    .to_sql()
            }),
            ("paths and columns", {
                Order::query()
                    .select(|o| {
                        let (n, price) = (o.payload.path("n"), o.payload.path("price"));
                        (o.total * n.clone(), (n.clone() + price.clone()) * o.id, o.id - n * (price + 1))
                    })
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn transformed_objects() {
    golden(
        expect_file!["../../golden/semistructured/object_transform.sql"],
        [
            ("KEEP and SET", {
                Order::query()
                    .select(|o| {
                        o.payload.object_transform(|t| {
                            t.keep(["name", "first"])
                                .keep(["age"])
                                .set(["age"], o.payload.path("age") + 5)
                                .set(["it's", "a.b \\"], "Amazon")
                        })
                    })
                    .to_sql()
            }),
            ("KEEP alone", Order::query().select(|o| o.payload.path("p").object_transform(|t| t.keep(["a"]))).to_sql()),
            ("SET alone", Order::query().select(|o| o.payload.object_transform(|t| t.set(["id"], o.id))).to_sql()),
            ("neither", Order::query().select(|o| o.payload.object_transform(|t| t)).to_sql()),
            ("of a group", {
                Order::query()
                    .group_by(|o| o.payload)
                    .select(|payload, o| payload.object_transform(|t| t.set(["orders"], o.id.count())))
                    .to_sql()
            }),
        ],
    );
    for path in [["a\"b"], [""]] {
        let query = Order::query().select(|o| o.payload.object_transform(|t| t.keep(path))).to_sql();
        let error = query.check().unwrap_err().to_string();
        assert!(error.contains("a path of OBJECT_TRANSFORM has no name"), "{error}");
    }
}
