//! EXPLAIN takes no MERGE.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database| Country::query().join(Country::query(), |(c, d)| c.code.eq(d.code)).explain(&db).await;
}
