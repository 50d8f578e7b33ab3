//! SeaORM, on SQLx.

use sea_orm::{
    ActiveModelTrait, ActiveValue, DatabaseConnection, EntityTrait, SqlxPostgresConnector, TransactionTrait,
};

use super::{BULK, Contender, Doing, INSERTS, Target, Work, at, page};
use crate::Outcome;

pub(super) struct SeaOrm {
    db: DatabaseConnection,
}

mod measurement {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "measurements")]
    pub(super) struct Model {
        #[sea_orm(primary_key)]
        id: i64,
        sensor: i32,
        channel: i16,
        value: f64,
        error: Option<f64>,
        valid: bool,
        name: String,
        note: Option<String>,
        at: DateTimeUtc,
        price: Decimal,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub(super) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod visit {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "visits")]
    pub(super) struct Model {
        #[sea_orm(primary_key)]
        id: i64,
        page: String,
        visitor: Option<i64>,
        at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub(super) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod event {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "events")]
    pub(super) struct Model {
        #[sea_orm(primary_key)]
        pub(super) id: i64,
        pub(super) page: String,
        pub(super) visitor: Option<i64>,
        pub(super) at: DateTimeUtc,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub(super) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What fits into the parameters of a statement on Redshift.
const ROWS_OF_A_STATEMENT: usize = 10_000;

fn event(number: usize) -> event::ActiveModel {
    event::ActiveModel {
        id: ActiveValue::NotSet,
        page: ActiveValue::Set(page(number)),
        visitor: ActiveValue::Set(i64::try_from(number).ok()),
        at: ActiveValue::Set(at()),
    }
}

impl SeaOrm {
    pub(super) fn connect(target: &Target) -> Self {
        SeaOrm { db: SqlxPostgresConnector::from_sqlx_postgres_pool(super::sqlx::pool(target)) }
    }

    async fn read(&self) -> Outcome<usize> {
        Ok(measurement::Entity::find().all(&self.db).await?.len())
    }

    /// SeaORM prepares what it executes, and keeps the statements of a connection.
    async fn look_up(&self, id: i64) -> Outcome<usize> {
        Ok(visit::Entity::find_by_id(id).all(&self.db).await?.len())
    }

    async fn inserts(&self) -> Outcome<usize> {
        let tx = self.db.begin().await?;
        let mut rows = 0;
        for number in 0..INSERTS {
            rows += event::Entity::insert(event(number)).exec_without_returning(&tx).await?;
        }
        tx.commit().await?;
        Ok(usize::try_from(rows)?)
    }

    async fn insert_with_id(&self, number: i64) -> Outcome<usize> {
        let row = event(usize::try_from(number)?).insert(&self.db).await?;
        Ok(usize::from(row.id > 0))
    }

    async fn bulk_insert(&self) -> Outcome<usize> {
        let tx = self.db.begin().await?;
        let mut rows = 0;
        for first in (0..BULK).step_by(ROWS_OF_A_STATEMENT) {
            let values = (first..BULK.min(first + ROWS_OF_A_STATEMENT)).map(event);
            rows += event::Entity::insert_many(values).exec_without_returning(&tx).await?;
        }
        tx.commit().await?;
        Ok(usize::try_from(rows)?)
    }
}

impl Contender for SeaOrm {
    fn name(&self) -> &'static str {
        "SeaORM"
    }

    fn doing(&self, work: Work) -> Option<Doing<'_>> {
        Some(match work {
            Work::Read => Box::pin(self.read()),
            Work::LookUp { .. } => return None,
            Work::CachedLookUp { id } => Box::pin(self.look_up(id)),
            Work::Inserts => Box::pin(self.inserts()),
            Work::InsertWithId { number } => Box::pin(self.insert_with_id(number)),
            Work::BulkInsert => Box::pin(self.bulk_insert()),
        })
    }
}
