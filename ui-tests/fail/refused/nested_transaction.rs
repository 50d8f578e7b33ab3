//! Redshift has no such thing.

use redshift_orm::prelude::*;

fn main() {}

fn program(tx: Transaction) {
    let _ = tx.transaction(async |_| Ok(()));
}
