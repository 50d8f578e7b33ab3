//! A test is given its database.

use redshift_orm::prelude::*;

#[redshift_orm::test]
async fn orders_are_counted(_db: Database) -> Result<()> {
    Ok(())
}
