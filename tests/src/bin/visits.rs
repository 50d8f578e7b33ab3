//! A program that counts how often it was run, and says so again for every line that it reads. The tests run it in environments of
//! their own.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(table = "visits")]
struct Visit {
    #[redshift(primary_key, identity)]
    id: i64,
    process: i64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let db = Database::from_env().await?;
    Schema::of::<Visit>().create_all(&db).await?;
    Visit::insert(NewVisit { process: std::process::id().into() }).execute(&db).await?;
    println!("{}", Visit::query().count(&db).await?);
    for _ in std::io::stdin().lines() {
        println!("{}", Visit::query().count(&db).await?);
    }
    Ok(())
}
