//! HyperLogLog takes no VARBYTE.

use redshift_orm::prelude::*;

#[derive(Model)]
struct File {
    #[redshift(primary_key, identity)]
    id: i64,
    content: Vec<u8>,
}

fn main() {
    let _ = File::query().select(|f| f.content.approximate_count_distinct());
}
