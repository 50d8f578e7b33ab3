//! Every mistake of a struct is reported in one compile.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(tabel = "orders", sortkey(att), diststyle = hash)]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}

fn main() {}
