//! Keys are not checked, so nothing is deferred.

use redshift_orm::prelude::*;

fn main() {}

fn program(tx: Transaction) {
    let _ = tx.set_constraints("deferred");
}
