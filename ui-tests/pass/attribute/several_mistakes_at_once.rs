//! Every mistake of a struct is reported in one compile.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(table = "orders", sortkey(at), diststyle = even)]
struct Order {
    id: i64,
    at: NaiveDateTime,
    name: String,
}
