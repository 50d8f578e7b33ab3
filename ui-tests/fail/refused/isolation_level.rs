//! The isolation level is the whole database's.

use redshift_orm::prelude::*;

fn main() {}

fn program(db: Database) {
    let _ = db.isolation_level("serializable");
}
