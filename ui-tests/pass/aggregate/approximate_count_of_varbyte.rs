//! HyperLogLog takes no VARBYTE.

use redshift_orm::prelude::*;

#[derive(Model)]
struct File {
    #[redshift(primary_key, identity)]
    id: i64,
    content: Vec<u8>,
}

pub(crate) fn twin() {
    let _ = File::query().select(|f| f.content.count_distinct());
}
