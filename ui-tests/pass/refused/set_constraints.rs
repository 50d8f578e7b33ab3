//! Keys are not checked, so nothing is deferred.

use redshift_orm::prelude::*;

pub(crate) fn twin(tx: Transaction) {
    let _ = tx.rollback();
}
