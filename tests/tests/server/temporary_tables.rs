//! Temporary tables: of queries and of models, for one transaction.

use expect_test::expect_file;
use futures_util::StreamExt as _;
use redshift_orm::prelude::*;
use redshift_orm::statement::TemporaryTable;
use redshift_orm_tests::server::{database, url};
use redshift_orm_tests::{
    Customer, CustomerColumns, InsertKeptSpend, KeptSpend, NewCustomer, NewOrder, Order, SelectSpend, golden, new_order,
};

use crate::models::{Everything, everything};

async fn fill(db: &Database) {
    Schema::of::<(Customer, Order)>().create_all(db).await.unwrap();
    let customers = ["Ada", "Bob"].map(|name| NewCustomer { name: name.into(), region: None, active: true });
    Customer::insert_many(customers).execute(db).await.unwrap();
    let order = |customer, total| NewOrder { total, ..new_order(customer) };
    Order::insert_many([order(1, dec!(1.25)), order(1, dec!(2)), order(2, dec!(7))]).execute(db).await.unwrap();
}

async fn shop() -> Database {
    let db = database().await;
    fill(&db).await;
    db
}

/// A pool of one connection, so that each transaction is the next user of its session.
async fn shop_of_one_session() -> Database {
    let db = Database::builder().url(url(|database| database).await).max_connections(1).connect().await.unwrap();
    fill(&db).await;
    db
}

fn customer(id: i64, name: &str) -> Customer {
    Customer { id, name: name.into(), region: Some("north".into()), active: false }
}

async fn session(db: &Database) -> i32 {
    sql_query::<(i32,)>("SELECT pg_backend_pid()").one(db).await.unwrap().0
}

#[tokio::test]
async fn a_query_is_kept_and_used_again() {
    let db = shop().await;
    let (names, larger, rest) = db
        .transaction(async |tx| {
            let spend = Order::query()
                .filter(|o| o.total.gt(dec!(0.5)))
                .group_by(|o| o.customer_id)
                .select(|customer, o| (customer, o.total.sum()))
                .create_temporary_table("spend")
                .distkey(|(customer, _)| customer)
                .sortkey(|(_, total)| total)
                .execute(&tx)
                .await?;
            let names: Vec<(String, Option<Decimal>)> = Customer::query()
                .join(spend.clone(), |(c, (customer, _))| c.id.eq(customer))
                .select(|(c, (_, total))| (c.name, total))
                .order_by(|(_, total)| total.desc())
                .all(&tx)
                .await?;
            let larger: Vec<(i64, i64)> = spend
                .query()
                .join(spend.query(), |((_, a), (_, b))| a.gt(b))
                .select(|((a, _), (b, _))| (a, b))
                .all(&tx)
                .await?;
            let rest: Vec<(i64, Option<Decimal>)> =
                spend.query().filter(|(_, total)| total.lt(dec!(7))).order_by(|(id, _)| id.asc()).all(&tx).await?;
            Ok((names, larger, rest))
        })
        .await
        .unwrap();
    assert_eq!(names, [("Bob".into(), Some(dec!(7.00))), ("Ada".into(), Some(dec!(3.25)))]);
    assert_eq!(larger, [(2, 1)]);
    assert_eq!(rest, [(1, Some(dec!(3.25)))]);
}

#[tokio::test]
async fn columns_are_called_as_what_is_selected() {
    let db = shop().await;
    let tx = db.begin().await.unwrap();
    let spend = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .group_by(|(_, c)| c.name)
        .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() })
        .create_temporary_table("spend of names")
        .diststyle_all()
        .execute(&tx)
        .await
        .unwrap();
    let query = spend.query().filter(|s| s.orders.gt(1)).select(|s| s.name);
    assert_eq!(query.to_sql().text(), r#"SELECT t0."name" FROM "spend of names" AS t0 WHERE t0."orders" > $1"#);
    assert_eq!(query.all(&tx).await.unwrap(), ["Ada"]);
    // The program's own SQL finds them by these names too.
    let totals: Vec<(String, i64)> =
        sql_query("SELECT name, orders FROM \"spend of names\" ORDER BY name").all(&tx).await.unwrap();
    assert_eq!(totals, [("Ada".into(), 2), ("Bob".into(), 1)]);
    let unnamed = Order::query().select(|o| (o.id, o.id.max().over(|w| w))).create_temporary_table("unnamed");
    unnamed.execute(&tx).await.unwrap();
    let ids: Vec<(i64, Option<i64>)> =
        sql_query("SELECT c0, c1 FROM unnamed ORDER BY c0 LIMIT 1").all(&tx).await.unwrap();
    assert_eq!(ids, [(1, Some(3))]);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_place_of_a_source() {
    let db = shop().await;
    let tx = db.begin().await.unwrap();
    let ada = Customer::query().filter(|c| c.name.eq("Ada")).create_temporary_table("ada").execute(&tx).await.unwrap();
    let ids = Order::query().select(|o| (o.customer_id, o.id + 10)).create_temporary_table("ids");
    let ids = ids.execute(&tx).await.unwrap();
    let of = |table: &TemporaryTable<CustomerColumns>| table.query().select(|c| c.id);
    golden(
        expect_file!["../../golden/create_table_as/temporary_sources.sql"],
        [
            ("all of a model's", ada.query().to_sql()),
            ("all of others", ids.query().to_sql()),
            ("joined as it is", {
                Order::query()
                    .left_join(ada.clone(), |(o, c)| o.customer_id.eq(c.id))
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("joined as a query", {
                ids.query()
                    .join(ada.query().filter(|c| c.active.eq(true)), |((customer, _), c)| c.id.eq(customer))
                    .join(ids.query(), |((_, a), _, (_, b))| a.lt(b))
                    .to_sql()
            }),
            ("in a subquery", Order::query().filter(|o| o.customer_id.in_query(of(&ada))).select(|o| o.id).to_sql()),
            ("in a derived table", ids.query().distinct().derived().select(|(_, id)| id.max()).to_sql()),
            ("in a set operation", of(&ada).union(of(&ada)).to_sql()),
            ("in a common table expression", with("both", of(&ada), |both| both.query()).to_sql()),
            ("in an INSERT", {
                KeptSpend::insert_select(ids.query().select(|(customer, orders)| InsertKeptSpend {
                    customer,
                    orders,
                    total: null::<Decimal>(),
                    note: null::<String>(),
                }))
                .to_sql()
            }),
            ("in an INSERT into it", ids.insert_select(ids.query().filter(|(_, id)| id.gt(12))).to_sql()),
            ("in an UPDATE", {
                Order::update()
                    .from(ada.clone(), |(o, c)| o.customer_id.eq(c.id))
                    .set(|(o, c)| o.note.to(c.name))
                    .to_sql()
            }),
            ("in a DELETE", Order::delete().using(ids.query(), |(o, (id, _))| o.id.eq(id)).to_sql()),
            ("in a MERGE", {
                Order::merge(ids.clone())
                    .on(|(o, (customer, _))| o.customer_id.eq(customer))
                    .when_matched_delete()
                    .when_not_matched_insert(|(customer, _)| redshift_orm_tests::InsertOrder {
                        customer_id: customer,
                        placed_at: value(DateTime::UNIX_EPOCH),
                        total: value(dec!(1)),
                        note: null::<String>(),
                        created_at: UseDefault,
                        payload: null::<serde_json::Value>(),
                    })
                    .to_sql()
            }),
            ("in a CREATE TABLE AS", {
                let rows = ids.query().select(|(c, n)| (c, n, null::<Decimal>(), null::<String>()));
                KeptSpend::create_table_as(rows).to_sql()
            }),
            ("in another", ids.query().select(|(_, id)| id.max()).create_temporary_table("largest").to_sql()),
        ],
    );
    // The same, executed.
    let joined = Order::query().left_join(ada.clone(), |(o, c)| o.customer_id.eq(c.id)).select(|(o, c)| (o.id, c.name));
    let joined: Vec<(i64, Option<String>)> = joined.order_by(|(id, _)| id.asc()).all(&tx).await.unwrap();
    assert_eq!(joined, [(1, Some("Ada".into())), (2, Some("Ada".into())), (3, None)]);
    assert_eq!(Order::query().filter(|o| o.customer_id.in_query(of(&ada))).count(&tx).await.unwrap(), 2);
    assert_eq!(ids.query().distinct().derived().select(|(_, id)| id.max()).one(&tx).await.unwrap(), Some(13));
    assert_eq!(of(&ada).union(of(&ada)).all(&tx).await.unwrap(), [1]);
    assert_eq!(with("both", of(&ada), |both| both.query()).all(&tx).await.unwrap(), [1]);
    assert_eq!(ids.insert_select(ids.query().filter(|(_, id)| id.gt(12))).execute(&tx).await.unwrap(), 1);
    assert_eq!(ids.query().count(&tx).await.unwrap(), 4);
    let plan = ids.query().join(ada.clone(), |((id, _), c)| c.id.eq(id)).explain(&tx).await.unwrap();
    assert!(plan.nodes().any(|node| node.relation() == Some("ada")), "{plan}");
    let streamed: Vec<_> = ids.query().select(|(_, id)| id).stream(&tx).map(Result::unwrap).collect().await;
    assert_eq!(streamed.len(), 4);
    let most = ids.query().select(|(_, id)| id.max()).create_temporary_table("largest").execute(&tx).await.unwrap();
    assert_eq!(most.query().one(&tx).await.unwrap(), Some(13));
    KeptSpend::create_table_as(ids.query().select(|(c, n)| (c, n, null::<Decimal>(), null::<String>())))
        .execute(&tx)
        .await
        .unwrap();
    let updated =
        Order::update().from(ada.clone(), |(o, c)| o.customer_id.eq(c.id)).set(|(o, c)| o.note.to(c.name)).execute(&tx);
    assert_eq!(updated.await.unwrap(), 2);
    assert_eq!(Order::delete().using(ids.query(), |(o, (id, _))| o.id.eq(id)).execute(&tx).await.unwrap(), 2);
    tx.commit().await.unwrap();
    assert_eq!(KeptSpend::query().count(&db).await.unwrap(), 4);
}

#[tokio::test]
async fn rows_are_staged_in_the_shape_of_a_model() {
    let db = shop().await;
    let tx = db.begin().await.unwrap();
    let staged = Customer::create_temporary_table("arrivals").execute(&tx).await.unwrap();
    assert_eq!(staged.insert_many(Vec::<Customer>::new()).execute(&tx).await.unwrap(), 0);
    let rows = (1..=1200).map(|id| customer(id, "new"));
    assert_eq!(staged.insert_many(rows).execute(&tx).await.unwrap(), 1200);
    let more = Customer::query().filter(|c| c.name.eq("Bob"));
    assert_eq!(staged.insert_select(more).execute(&tx).await.unwrap(), 1);
    let bob: Customer = staged.query().filter(|c| c.active.eq(true)).one(&tx).await.unwrap();
    assert_eq!((bob.id, bob.name.as_str()), (2, "Bob"));
    assert_eq!(staged.query().filter(|c| c.id.eq(1)).one(&tx).await.unwrap(), customer(1, "new"));
    let merged = Customer::merge(staged.query().filter(|c| c.id.eq(1)))
        .on(|(c, s)| c.id.eq(s.id))
        .when_matched_update(|(c, s)| c.region.to(s.region))
        .when_not_matched_insert(|s| (s.name, s.region, s.active));
    merged.execute(&tx).await.unwrap();
    // An upsert beside it has its own.
    Customer::upsert_many([customer(2, "Bea")]).on(|c| c.id).execute(&tx).await.unwrap();
    staged.drop_table(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let regions = Customer::query().select(|c| (c.name, c.region)).order_by(|(name, _)| name.asc());
    let north = Some("north".to_owned());
    assert_eq!(regions.all(&db).await.unwrap(), [("Ada".into(), north.clone()), ("Bea".into(), north)]);
}

#[tokio::test]
async fn every_type_is_kept_and_staged() {
    let db = database().await;
    Schema::of::<Everything>().create_all(&db).await.unwrap();
    let id = Everything::insert(everything(r"a 'quoted' \ text")).id(&db).await.unwrap();
    let all = async |query: ModelQuery<'static, Everything>, tx: &Transaction| {
        query.filter(|e| e.id.eq(id)).all(tx).await.unwrap()
    };
    let tx = db.begin().await.unwrap();
    let rows = all(Everything::query(), &tx).await;
    assert_eq!(rows.len(), 1);
    let kept = Everything::query().create_temporary_table("kept").execute(&tx).await.unwrap();
    assert_eq!(all(kept.query(), &tx).await, rows);
    let staged = Everything::create_temporary_table("staged").execute(&tx).await.unwrap();
    staged.insert_many(rows.clone()).execute(&tx).await.unwrap();
    assert_eq!(all(staged.query(), &tx).await, rows);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn keys_are_those_of_the_model_or_as_said() {
    let db = shop().await;
    let tx = db.begin().await.unwrap();
    let _ = Order::create_temporary_table("declared").execute(&tx).await.unwrap();
    let _ = Order::create_temporary_table("said").distkey(|o| o.id).sortkey(|o| o.total).execute(&tx).await.unwrap();
    for (name, expected) in [
        ("declared", vec![("customer_id".to_owned(), true, 2), ("placed_at".to_owned(), false, 1)]),
        ("said", vec![("id".to_owned(), true, 0), ("total".to_owned(), false, 1)]),
    ] {
        let keys: Vec<(String, bool, i32)> = sql_query(
            "SELECT \"column\", distkey, sortkey FROM pg_table_def WHERE tablename = $1 AND (distkey OR sortkey > 0) ORDER BY 1",
        )
        .bind(name.to_owned())
        .all(&tx)
        .await
        .unwrap();
        assert_eq!(keys, expected, "{name}");
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn nothing_is_left_to_the_next_user_of_the_session() {
    let db = shop_of_one_session().await;
    let kept = || Order::query().select(|o| o.id).create_temporary_table("kept");
    let is_gone = async |what: &str| {
        let error = sql_query::<(i64,)>("SELECT c0 FROM kept").all(&db).await.unwrap_err();
        assert_eq!(error.code(), Some("42P01"), "{what}: {error:?}");
        let relations: Vec<(i64,)> =
            sql_query("SELECT CAST(COUNT(*) AS BIGINT) FROM pg_table_def WHERE tablename = 'kept'")
                .all(&db)
                .await
                .unwrap();
        assert_eq!(relations, [(0,)], "{what}");
    };
    let first = session(&db).await;
    for what in ["committed", "committed again"] {
        db.transaction(async |tx| kept().execute(&tx).await.map(drop)).await.unwrap();
        is_gone(what).await;
    }
    // Each time the session went back to the pool.
    assert_eq!(session(&db).await, first);
    let tx = db.begin().await.unwrap();
    kept().execute(&tx).await.unwrap();
    tx.rollback().await.unwrap();
    is_gone("rolled back").await;
    assert_eq!(session(&db).await, first);
    let tx = db.begin().await.unwrap();
    kept().execute(&tx).await.unwrap();
    drop(tx);
    is_gone("dropped").await;
    let tx = db.begin().await.unwrap();
    kept().execute(&tx).await.unwrap();
    assert!(raw_sql("SELECT 1 / 0").execute(&tx).await.is_err());
    assert!(tx.commit().await.is_err());
    is_gone("failed").await;
    // A table that a cursor reads cannot be dropped; the session ends in its place.
    let before = session(&db).await;
    let tx = db.begin().await.unwrap();
    let table = kept().execute(&tx).await.unwrap();
    // More than are read at a time.
    let [a, b, c, d, e, f] = [(); 6].map(|()| table.clone());
    let many = table.query().cross_join(a).cross_join(b).cross_join(c).cross_join(d).cross_join(e).cross_join(f);
    let mut rows = many.select(|(id, ..)| id).stream(&tx);
    assert!(rows.next().await.unwrap().is_ok());
    drop(rows);
    tx.commit().await.unwrap();
    is_gone("with a cursor").await;
    assert_ne!(session(&db).await, before);
    // A statement of which nobody waits for the answer.
    let tx = db.begin().await.unwrap();
    let slow = Order::query()
        .select(|_| {
            raw_expr::<i64, _>(
                "(SELECT COUNT(*) FROM orders a, orders b, orders c, orders d, orders e, orders f, \
             orders g, orders h, orders i, orders j, orders k, orders l, orders m, orders n, orders o, orders p)",
                (),
            )
        })
        .create_temporary_table("kept");
    let waited = tokio::time::timeout(std::time::Duration::from_millis(200), slow.execute(&tx)).await;
    assert!(waited.is_err());
    assert!(tx.commit().await.is_err());
    is_gone("given up").await;
}

#[tokio::test]
async fn it_is_of_its_transaction_alone() {
    let db = shop().await;
    // Another table of that name is there for everybody.
    raw_sql("CREATE TABLE kept (c0 BIGINT)").execute(&db).await.unwrap();
    let tx = db.begin().await.unwrap();
    let kept = Customer::query().create_temporary_table("kept").execute(&tx).await.unwrap();
    let other = db.begin().await.unwrap();
    let refusal = "the temporary table \"kept\" is not there: ";
    for error in [
        kept.query().all(&db).await.unwrap_err(),
        kept.query().count(&other).await.unwrap_err(),
        kept.query().explain(&other).await.unwrap_err(),
        kept.query().stream(&other).next().await.unwrap().unwrap_err(),
        kept.insert_many([customer(1, "x")]).execute(&other).await.unwrap_err(),
        kept.insert_select(Customer::query()).execute(&db).await.unwrap_err(),
        kept.query().create_temporary_table("again").execute(&other).await.map(drop).unwrap_err(),
        Order::query().filter(|o| o.id.in_query(kept.query().select(|c| c.id))).all(&db).await.unwrap_err(),
        kept.clone().drop_table(&other).await.unwrap_err(),
    ] {
        assert!(error.is_transaction() && error.to_string().starts_with(refusal), "{error}");
    }
    // Nothing was sent, so the other transaction goes on, and commits.
    assert_eq!(Customer::query().count(&other).await.unwrap(), 2);
    other.commit().await.unwrap();
    let copy = kept.clone();
    kept.drop_table(&tx).await.unwrap();
    assert!(copy.query().all(&tx).await.unwrap_err().to_string().starts_with(refusal));
    // The name is free again, and the first handle means the first table.
    let again = Order::query().select(|o| o.id).create_temporary_table("kept").execute(&tx).await.unwrap();
    assert_eq!(again.query().count(&tx).await.unwrap(), 3);
    assert!(copy.query().all(&tx).await.is_err());
    tx.commit().await.unwrap();
    let error = db.transaction(async |tx| again.query().all(&tx).await).await.unwrap_err();
    assert!(error.to_string().starts_with(refusal), "{error}");
}

#[tokio::test]
async fn names_that_are_taken() {
    let db = shop().await;
    let tx = db.begin().await.unwrap();
    let first = Customer::create_temporary_table("First").execute(&tx).await.unwrap();
    let error = Order::create_temporary_table("first").execute(&tx).await.map(drop).unwrap_err();
    assert!(error.to_string().contains("has a temporary table \"first\" already"), "{error}");
    let error = Order::query().create_temporary_table("Customers").execute(&tx).await.map(drop).unwrap_err();
    assert!(error.to_string().contains("\"Customers\" would hide the table of `"), "{error}");
    // The transaction goes on.
    assert_eq!(first.query().count(&tx).await.unwrap(), 0);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_error_shows_no_value() {
    let db = database().await;
    let tx = db.begin().await.unwrap();
    let create = Order::query().filter(|o| o.note.eq("hunter2")).create_temporary_table("kept");
    let error = create.execute(&tx).await.map(drop).unwrap_err();
    assert_eq!(error.code(), Some("42P01"));
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
}
