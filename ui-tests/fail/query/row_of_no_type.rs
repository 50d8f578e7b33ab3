//! A row reads as a tuple, a model or a selectable struct.

use redshift_orm::prelude::*;

fn main() {}

fn program(db: Database) {
    let _ = sql_query::<std::time::Duration>("SELECT 1").all(&db);
}
