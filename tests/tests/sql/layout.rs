//! Where rows are stored: collocated joins, and ranges of sort keys.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order, Shipment};

use crate::golden;

#[test]
fn collocated_joins() {
    golden(
        expect_file!["../../golden/layout/collocated_joins.sql"],
        [
            ("on the DISTKEYs of both sides", {
                Order::query()
                    .join_collocated(Shipment::query(), |o| o.dist_key(), |s| s.dist_key())
                    .select(|(o, s)| (o.id, s.parcels))
                    .to_sql()
            }),
            ("with a copy on every node", {
                Order::query()
                    .join_collocated(Customer::query(), |o| o.customer_id, |c| c.id)
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("with a copy on every node, on several columns and expressions", {
                Order::query()
                    .join_collocated(Customer::query(), |o| (o.customer_id, o.note.lower()), |c| (c.id, c.region))
                    .select(|(o, c)| (o.id, c.name))
                    .to_sql()
            }),
            ("the DISTKEY of any source before", {
                Shipment::query()
                    .join(Customer::query(), |(s, c)| s.customer.eq(c.id))
                    .join_collocated(Order::query(), |(s, _)| s.dist_key(), |o| o.dist_key())
                    .join_collocated(Shipment::query(), |(_, _, o)| o.dist_key(), |t| t.dist_key())
                    .filter(|(s, _, o, t)| o.id.gt(1).and(s.shipped_on.lt(t.shipped_on)))
                    .select(|(_, c, o, _)| (o.id, c.name))
                    .to_sql()
            }),
            ("rows without a match are kept", {
                Order::query()
                    .left_join_collocated(Shipment::query(), |o| o.dist_key(), |s| s.dist_key())
                    .left_join_collocated(Customer::query(), |(o, _)| o.customer_id, |c| c.id)
                    .select(|(o, s, c)| (o.id, s.parcels, c.name))
                    .to_sql()
            }),
            ("a filtered table", {
                Order::query()
                    .join_collocated(Shipment::query().filter(|s| s.parcels.gt(1)), |o| o.dist_key(), |s| s.dist_key())
                    .select(|(o, s)| (o.id, s.parcels))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn scan_ranges() {
    let (first, last) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + Duration::days(30));
    golden(
        expect_file!["../../golden/layout/scan_ranges.sql"],
        [
            ("from .. to", Order::query().scan_range(|o| o.sort_key(), first..last).select(|o| o.id).to_sql()),
            ("from ..= to", Order::query().scan_range(|o| o.sort_key(), first..=last).select(|o| o.id).to_sql()),
            ("from ..", Order::query().scan_range(|o| o.sort_key(), first..).select(|o| o.id).to_sql()),
            (".. to", Order::query().scan_range(|o| o.sort_key(), ..last).select(|o| o.id).to_sql()),
            ("..= to", Order::query().scan_range(|o| o.sort_key(), ..=last).select(|o| o.id).to_sql()),
            ("of a source among several, beside filters", {
                Order::query()
                    .join_collocated(Shipment::query(), |o| o.dist_key(), |s| s.dist_key())
                    .scan_range(|(_, s)| s.sort_key(), NaiveDate::default()..)
                    .filter(|(o, _)| o.note.is_null())
                    .select(|(o, s)| (o.id, s.parcels))
                    .to_sql()
            }),
            ("expressions without columns", {
                Shipment::query()
                    .scan_range(|s| s.sort_key(), current_date().last_day()..)
                    .select(|s| s.parcels)
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn rows_that_no_table_stores_are_an_error() {
    let both = || Shipment::query().union_all(Shipment::query());
    for sql in [
        both().join_collocated(Order::query(), |s| s.dist_key(), |o| o.dist_key()).to_sql(),
        Order::query().join_collocated(both(), |o| o.dist_key(), |s| s.dist_key()).to_sql(),
        Order::query().join_collocated(Customer::query().limit(1), |o| o.customer_id, |c| c.id).to_sql(),
        both().scan_range(|s| s.sort_key(), NaiveDate::default()..).to_sql(),
        Order::query()
            .join(Shipment::query().distinct(), |(o, s)| o.customer_id.eq(s.customer))
            .scan_range(|(_, s)| s.sort_key(), NaiveDate::default()..)
            .to_sql(),
        Order::query()
            .filter(|o| Shipment::query().scan_range(|_| o.sort_key(), DateTime::UNIX_EPOCH..).exists())
            .to_sql(),
    ] {
        let message = sql.check().unwrap_err().to_string();
        assert!(message.contains("rows that are no table's"), "{message}");
    }
}
