//! Models and the database.

use redshift_orm::prelude::*;
use redshift_orm::{Database, Schema};

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "customers", schema = "sales", diststyle = all)]
pub struct Customer {
    #[redshift(primary_key, identity)] // BIGINT IDENTITY(1, 1)
    pub id: i64,
    #[redshift(varchar = 100)]
    pub name: String,
    pub region: Option<String>, // VARCHAR(256), Redshift's own default width
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "orders", schema = "sales", sortkey(placed_at, customer_id), varchar_multiplier = 4)]
pub struct Order {
    #[redshift(primary_key, identity(1, 1))]
    pub id: i64,
    #[redshift(distkey, references(Customer))] // type checked against Customer's primary key
    pub customer_id: i64,
    #[redshift(encode = az64)]
    pub placed_at: DateTime<Utc>, // TIMESTAMPTZ
    #[redshift(decimal(12, 2))]
    pub total: Decimal,
    #[redshift(varchar = 200)] // 200 characters: VARCHAR(800)
    pub note: Option<String>,
    #[redshift(default = "getdate()")]
    pub created_at: NaiveDateTime,
    pub payload: Option<serde_json::Value>, // SUPER
}

/// A fresh database with the tables of both models.
pub async fn database() -> Database {
    let db = redshift_orm_tests::server::database().await;
    Schema::of::<(Customer, Order)>().create_all(&db).await.unwrap();
    db
}

/// An order of a customer.
pub fn order(customer_id: i64) -> NewOrder {
    NewOrder {
        customer_id,
        placed_at: Utc::now(),
        total: dec!(120.50),
        note: Some("in a hurry".into()),
        created_at: Defaulted::Default,
        payload: None,
    }
}

#[test]
fn the_table_of_a_model_is_text() {
    println!("{}", Order::create_table().to_sql());
    let sql = Order::create_table().to_sql().to_string();
    assert!(sql.contains("\"sales\".\"orders\""), "{sql}");
    assert!(sql.contains("VARCHAR(800)"), "{sql}");
    assert!(sql.contains("TIMESTAMPTZ"), "{sql}");
    assert!(sql.contains("SUPER"), "{sql}");
}

#[tokio::test]
async fn create_all_creates_every_model_of_the_program_and_is_harmless_twice() -> Result<()> {
    let db = redshift_orm_tests::server::database().await;
    redshift_orm::create_all(&db).await?;
    redshift_orm::create_all(&db).await?;
    assert_eq!(Customer::query().count(&db).await?, 0);
    assert_eq!(Order::query().count(&db).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_database_is_built_with_options_and_cloned_freely() -> Result<()> {
    let url = redshift_orm_tests::server::url(|database| database).await;
    let db = Database::builder()
        .url(&url)
        .max_connections(16)
        .statement_timeout(std::time::Duration::from_secs(30))
        .connect()
        .await?;
    Schema::of::<(Customer, Order)>().create_all(&db).await?;
    let clone = db.clone();
    let task = tokio::spawn(async move { Customer::query().count(&clone).await });
    assert_eq!(task.await.unwrap()?, 0);
    assert_eq!(Database::connect(&url).await.map(|_| ())?, ());
    Ok(())
}
