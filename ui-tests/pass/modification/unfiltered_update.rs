//! An UPDATE of every row is said in so many words.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin(db: Database) {
    let _ = Order::update().set(|o| o.note.to("x")).all_rows().execute(&db);
}
