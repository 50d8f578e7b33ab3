//! Bytes are no text.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.name.to_varbyte(BinaryFormat::Utf8).concat_bytes(vec![1_u8]));
}
