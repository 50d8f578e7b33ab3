//! EXPLAIN takes no MERGE.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |db: Database| {
        let merge = Country::merge(Country::query()).on(|(c, d)| c.code.eq(d.code)).remove_duplicates();
        merge.explain(&db).await
    };
}
