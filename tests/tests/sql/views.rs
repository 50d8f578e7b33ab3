//! Views.

#![expect(dead_code, reason = "only the SQL of the views is of interest")]

use expect_test::expect_file;
use redshift_orm::Sql;
use redshift_orm::prelude::*;
use redshift_orm::statement::RefreshMaterializedView;
use redshift_orm_tests::{Customer, Everything, Order};

use crate::golden;

#[derive(Debug, PartialEq, Model)]
#[redshift(view, table = "spend", schema = "reports")]
struct Spend {
    #[redshift(column = "who")]
    name: String,
    orders: i64,
    total: Option<Decimal>,
}

impl ViewDefinition for Spend {
    fn definition() -> impl ViewQuery<Self> {
        Order::query()
            .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
            .group_by(|(_, c)| c.name)
            .having(|_, (o, _)| o.total.sum().gt(dec!(0.5)))
            .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() })
    }
}

/// A literal of every kind.
#[derive(Debug, Model)]
#[redshift(view)]
struct Literals {
    id: i32,
    label: String,
}

impl ViewDefinition for Literals {
    fn definition() -> impl ViewQuery<Self> {
        let at = DateTime::from_timestamp_micros(1_356_998_400_123_456).unwrap();
        Everything::query()
            .filter(|e| e.small.gt(-1_i16).and(e.big.lt(i64::MIN)).and(e.real.lt(1.5_f32)).and(e.double.lt(-0.1)))
            .filter(|e| e.boolean.eq(true).and(e.decimal.eq(dec!(-1.50))).and(e.text.ne(r"it's a \ here")))
            .filter(|e| e.date.lt(at.date_naive()).and(e.time.lt(at.time())).and(e.timestamp.lt(at.naive_utc())))
            .filter(|e| e.timestamptz.lt(at).and(e.uuid.ne(Uuid::from_u128(7))).and(e.id.in_([1, -2, 3])))
            .select(|e| SelectLiterals { id: e.id, label: case().when(e.small.gt(0_i16), "yes").otherwise("no") })
    }
}

#[derive(Debug, Model)]
#[redshift(table = "visits", schema = "web")]
struct Visit {
    page: i64,
}

#[derive(Debug, Model)]
#[redshift(view, schema = "web", schema_binding = no)]
struct Pages {
    page: i64,
    visits: i64,
}

impl ViewDefinition for Pages {
    fn definition() -> impl ViewQuery<Self> {
        Visit::query().group_by(|v| v.page).select(|page, _| SelectPages { page, visits: count_star() })
    }
}

/// Reads a table without a schema.
#[derive(Debug, Model)]
#[redshift(view, schema_binding = no)]
struct Unqualified {
    id: i64,
}

impl ViewDefinition for Unqualified {
    fn definition() -> impl ViewQuery<Self> {
        Visit::query()
            .filter(|v| Order::query().filter(move |o| o.id.eq(v.page)).exists())
            .select(|v| SelectUnqualified { id: v.page })
    }
}

/// Reads another view.
#[derive(Debug, Model)]
#[redshift(view)]
struct Busy {
    page: i64,
}

impl ViewDefinition for Busy {
    fn definition() -> impl ViewQuery<Self> {
        let busy = Pages::query().filter(|p| p.visits.gt(10)).select(|p| SelectBusy { page: p.page });
        busy.union(Visit::query().select(|v| SelectBusy { page: v.page })).order_by(|b| b.page.asc()).limit(10)
    }
}

/// Kept, and read by another.
#[derive(Debug, PartialEq, Model)]
#[redshift(materialized_view, table = "totals", schema = "reports", sortkey(orders, name), backup = no, auto_refresh = yes)]
struct Totals {
    #[redshift(distkey, column = "who")]
    name: String,
    orders: i64,
    total: Option<Decimal>,
}

impl ViewDefinition for Totals {
    fn definition() -> impl ViewQuery<Self> {
        Order::query()
            .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
            .filter(|(o, _)| o.total.gt(dec!(0.5)))
            .group_by(|(_, c)| c.name)
            .select(|name, (o, _)| SelectTotals { name, orders: count_star(), total: o.total.sum() })
    }
}

#[derive(Debug, Model)]
#[redshift(materialized_view, diststyle = all)]
struct Regulars {
    #[redshift(sortkey)]
    name: String,
}

impl ViewDefinition for Regulars {
    fn definition() -> impl ViewQuery<Self> {
        Totals::query().filter(|t| t.orders.gt(10)).select(|t| SelectRegulars { name: t.name })
    }
}

macro_rules! materialized {
    ($($view:ident $attribute:meta, $query:expr;)*) => { $(
        #[derive(Debug, Model)]
        #[redshift(materialized_view)]
        #[$attribute]
        struct $view {
            id: i64,
        }

        impl ViewDefinition for $view {
            fn definition() -> impl ViewQuery<Self> {
                $query
            }
        }
    )* };
}
materialized! {
    Sorted doc = "Ordered.", Order::query().select(|o| SelectSorted { id: o.id }).order_by(|o| o.id.asc());
    Limited doc = "Limited within.", {
        let few = Visit::query().select(|v| v.page).limit(3);
        Order::query().filter(|o| o.id.in_query(few)).select(|o| SelectLimited { id: o.id })
    };
    Viewing doc = "Reads a view.", Busy::query().select(|b| SelectViewing { id: b.page });
    Eager redshift(auto_refresh = yes), Sorted::query().select(|s| SelectEager { id: s.id });
}

#[test]
fn materialized_views() {
    golden(
        expect_file!["../../golden/views/materialized_view.sql"],
        [
            ("with attributes", Totals::create_materialized_view().to_sql()),
            ("of another", Regulars::create_materialized_view().to_sql()),
            ("refreshed", RefreshMaterializedView::new(Totals::NAME).to_sql()),
            ("refreshed with what reads it", RefreshMaterializedView::new(Totals::NAME).cascade().to_sql()),
            ("dropped", Totals::drop_materialized_view().to_sql()),
            ("dropped with what reads it", Totals::drop_materialized_view().if_exists().cascade().to_sql()),
        ],
    );
}

#[test]
fn what_a_materialized_view_refuses() {
    let said = |sql: Sql<'_>| sql.check().unwrap_err().to_string();
    let error = said(Sorted::create_materialized_view().to_sql());
    assert!(error.contains("Redshift refuses ORDER BY in a materialized view"), "{error}");
    let error = said(Limited::create_materialized_view().to_sql());
    assert!(error.contains("Redshift refuses LIMIT in a materialized view"), "{error}");
    for comment in [Totals::comment("kept"), Totals::comment(None), Totals::comment("whose").column(|t| t.name)] {
        let error = said(comment.to_sql());
        assert!(error.contains("Redshift takes no comment on one"), "{error}");
    }
    let error = Schema::of::<(Viewing, Busy)>().plan().unwrap_err().to_string();
    assert!(error.contains("viewing reads the view busy, which Redshift refuses"), "{error}");
    let error = Schema::of::<(Eager, Sorted)>().plan().unwrap_err().to_string();
    assert!(error.contains("eager has `auto_refresh = yes` and reads the materialized view sorted"), "{error}");
}

#[test]
fn create_view() {
    golden(
        expect_file!["../../golden/views/create_view.sql"],
        [
            ("the columns have the names of the view's", Spend::create_view().to_sql()),
            ("replaced", Spend::create_view().or_replace().to_sql()),
            ("values are literals", Literals::create_view().to_sql()),
            ("late binding", Pages::create_view().to_sql()),
            ("of another view, of a set operation, ordered", Busy::create_view().to_sql()),
        ],
    );
    let error = Unqualified::create_view().to_sql().check().unwrap_err().to_string();
    assert!(error.contains("orders has none; give its model `#[redshift(schema"), "{error}");
}

#[test]
fn drop_view() {
    golden(
        expect_file!["../../golden/views/drop_view.sql"],
        [
            ("plain", Spend::drop_view().to_sql()),
            ("with what reads it", Spend::drop_view().if_exists().cascade().to_sql()),
        ],
    );
}

#[test]
fn a_view_is_read_like_a_table() {
    golden(
        expect_file!["../../golden/views/read.sql"],
        [
            ("queried", Spend::query().filter(|s| s.total.gt(dec!(10))).to_sql()),
            ("joined", {
                Customer::query()
                    .left_join(Spend::query(), |(c, s)| c.name.eq(s.name))
                    .select(|(c, s)| (c.id, s.total))
                    .to_sql()
            }),
            ("commented", Spend::comment("what is spent").to_sql()),
            ("its column commented", Spend::comment("in euros").column(|s| s.total).to_sql()),
            ("granted", Spend::grant([Privilege::SELECT]).to([Grantee::Public]).to_sql()),
        ],
    );
}

#[test]
fn views_are_created_after_what_they_read() {
    let plan = Schema::of::<(Busy, Regulars, Totals, Pages, Spend, Order, Visit, Customer)>().to_sql().unwrap();
    let lines: Vec<_> =
        plan.iter().map(|sql| sql.text().split([' ', '\n']).take(6).collect::<Vec<_>>().join(" ")).collect();
    expect_test::expect![[r#"
        CREATE SCHEMA IF NOT EXISTS "web"
        CREATE SCHEMA IF NOT EXISTS "reports"
        CREATE TABLE IF NOT EXISTS "customers"
        CREATE TABLE IF NOT EXISTS "orders"
        CREATE TABLE IF NOT EXISTS "web"."visits"
        CREATE OR REPLACE VIEW "reports"."spend" AS
        CREATE MATERIALIZED VIEW "reports"."totals" BACKUP NO
        CREATE MATERIALIZED VIEW "regulars" DISTSTYLE ALL
        CREATE OR REPLACE VIEW "web"."pages" AS
        CREATE OR REPLACE VIEW "busy" AS"#]]
    .assert_eq(&lines.join("\n"));
}
