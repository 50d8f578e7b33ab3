//! Redshift has no such thing.

use redshift_orm::prelude::*;

fn main() {}

fn program(db: Database) {
    let _ = db.listen("orders");
}
