//! The derive of Model makes the struct selectable already.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(table = "orders_that_are_selected")]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    note: Option<String>,
}

#[derive(Debug, Selectable)]
struct Note {
    id: i64,
    note: Option<String>,
}

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o);
    let _ = Order::query().select(|o| SelectNote { id: o.id, note: o.note });
}
