#[::core::prelude::v1::test]
/// Orders are counted.
#[ignore]
fn orders_are_counted() {
    async fn orders_are_counted(db: Database) {
        assert_eq!(Order::query().count(& db). await .unwrap(), 0);
    }
    ::redshift_orm::__private::run_test::<
        Database,
        _,
    >(::redshift_orm::__private::Flavor::CurrentThread, orders_are_counted)
}
#[::core::prelude::v1::test]
pub fn orders() -> Result<()> {
    async fn orders(mut _db: redshift_orm::Database) -> Result<()> {
        Ok(())
    }
    ::redshift_orm::__private::run_test::<
        redshift_orm::Database,
        _,
    >(
        ::redshift_orm::__private::Flavor::MultiThread(::core::option::Option::Some(2)),
        orders,
    )
}
