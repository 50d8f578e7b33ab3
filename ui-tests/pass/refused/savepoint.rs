//! Redshift has no such thing.

use redshift_orm::prelude::*;

pub(crate) fn twin(tx: Transaction) {
    let _ = tx.rollback();
}
