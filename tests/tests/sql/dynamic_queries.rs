//! Queries that the program's input decides.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order, OrderColumns};

use crate::golden;

fn choices<'a>(o: OrderColumns) -> SortChoice<'a> {
    SortChoice::new()
        .by("id", o.id)
        .by("placed_at", o.placed_at)
        .by("half", o.total / dec!(2))
        .by("latest", row_number().over(|w| w.order_by(o.placed_at.desc())))
}

fn search<'a>(text: Option<&'a str>, least: Option<Decimal>) -> ModelQuery<'a, Order> {
    Order::query().filter_some(text, |o, text| o.note.eq(text)).filter_some(least, |o, least| o.total.ge(least))
}

#[test]
fn dynamic_queries() {
    golden(
        expect_file!["../../golden/dynamic_queries/dynamic_queries.sql"],
        [
            ("a filter with a value", search(Some("late"), None).select(|o| o.id).to_sql()),
            ("filters with values", search(Some("late"), Some(dec!(5))).select(|o| o.id).to_sql()),
            ("filters without values", search(None, None).select(|o| o.id).to_sql()),
            ("all of some, any of some", {
                let (words, ids) = (["a%", "b%"], [1_i64, 2]);
                Order::query()
                    .filter(|o| {
                        any_of(words.map(|word| o.note.like(word)))
                            .and(all_of(ids.map(|id| o.id.ne(id))))
                            .or(o.id.eq(0))
                    })
                    .select(|o| o.id)
                    .to_sql()
            }),
            ("all of one, not any of some", {
                Order::query()
                    .filter(|o| all_of([o.id.gt(1)]).and(any_of([o.id.eq(2), o.note.is_null()]).not()))
                    .select(|o| o.id)
                    .to_sql()
            }),
            ("all and any of none", {
                let none = Vec::<Condition<'_>>::new;
                Order::query().filter(|_| all_of(none())).filter(|_| any_of(none())).select(|o| o.id).to_sql()
            }),
            ("any of some in HAVING", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .having(|_, o| any_of([o.total.sum().gt(dec!(5)), count_star().gt(2)]))
                    .select(|id, _| id)
                    .to_sql()
            }),
            ("a chosen order", {
                let text = "placed_at desc, half ASC nulls  first,id";
                Order::query().order_by_choice(text, choices).unwrap().select(|o| o.id).to_sql()
            }),
            ("a chosen order by a window, after another", {
                let query = Order::query().order_by(|o| o.customer_id.asc());
                query.order_by_choice("latest DESC NULLS LAST", choices).unwrap().select(|o| o.id).to_sql()
            }),
            ("a chosen order of what is selected", {
                Order::query()
                    .group_by(|o| o.customer_id)
                    .select(|id, o| (id, o.total.sum()))
                    .order_by_choice("total desc", |(id, total)| {
                        SortChoice::new().by("customer", id).by("total", total)
                    })
                    .unwrap()
                    .to_sql()
            }),
            ("boxed", {
                let query = Order::query().join(Customer::query(), |(o, c)| o.customer_id.eq(c.id));
                let query = query.filter(|(_, c)| c.active).select(|(o, c)| (o.id, c.name));
                query.order_by(|(id, _)| id.asc()).boxed().limit(10).offset(20).to_sql()
            }),
            ("boxed: a whole model", search(None, Some(dec!(1))).boxed().to_sql()),
            ("an operand of a set operation", {
                let boxed = Customer::query().select(|c| c.id).limit(1).boxed();
                Order::query().select(|o| o.customer_id).union(boxed).to_sql()
            }),
        ],
    );
}

#[test]
fn an_order_that_is_not_declared_is_an_error_that_lists_the_names() {
    let names = "the names are id, placed_at, half and latest, each with ASC or DESC behind it if need be";
    for (text, message) in [
        ("total", format!("there is no order \"total\"; {names}")),
        ("ID", format!("there is no order \"ID\"; {names}")),
        ("id;drop", format!("there is no order \"id;drop\"; {names}")),
        ("", format!("a name is missing; {names}")),
        ("id,", format!("a name is missing; {names}")),
        ("id, id desc", "the order names id twice".into()),
    ] {
        let error = Order::query().order_by_choice(text, choices).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(error.is_unknown_order());
    }
    for text in ["id up", "id desc asc", "id nulls", "id nulls last desc", "id placed_at", "id desc --"] {
        let error = Order::query().order_by_choice(text, choices).unwrap_err();
        assert!(error.to_string().starts_with("the order by id goes on with other words"), "{text}: {error}");
    }
    let nothing = Order::query().order_by_choice("id", |_| SortChoice::new()).unwrap_err();
    assert!(nothing.to_string().contains("declare names"));
}

#[test]
fn handles_of_another_query_are_an_error_when_the_query_is_written() {
    let mut foreign = None;
    let _ = Order::query().filter(|o| {
        foreign = Some(o);
        o.id.eq(1)
    });
    let foreign = foreign.unwrap();
    let refused = |sql: redshift_orm::Sql<'_>| {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains("is not part of this statement"), "{error}");
    };
    refused(Order::query().right_join(Customer::query(), |(_, c)| foreign.customer_id.eq(c.id)).to_sql());
    refused(Order::query().full_join(Customer::query(), |_| foreign.customer_id, |c| c.id).to_sql());
    refused(Order::query().full_join(Customer::query(), |o| o.customer_id, |_| foreign.id).to_sql());
    refused(Order::query().filter_some(Some(1), |_, id| foreign.id.eq(id)).to_sql());
    refused(Order::query().filter(|_| any_of([foreign.id.eq(1)])).to_sql());
    refused(Order::query().order_by_choice("id", |_| SortChoice::new().by("id", foreign.id)).unwrap().to_sql());
    refused(Order::query().select(|_| foreign.id).boxed().to_sql());
}
