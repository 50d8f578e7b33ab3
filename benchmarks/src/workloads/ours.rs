//! redshift-orm.

use redshift_orm::prelude::*;
use redshift_orm::{Database, Wire};

use super::{BULK, CONNECTIONS, Contender, Doing, INSERTS, Target, Work, at, page};
use crate::Outcome;

pub(super) struct Ours {
    db: Database,
    /// The same with a cache of prepared statements.
    preparing: Database,
}

#[derive(Debug, Model)]
#[redshift(table = "measurements")]
struct Measurement {
    #[redshift(primary_key)]
    id: i64,
    sensor: i32,
    channel: i16,
    value: f64,
    error: Option<f64>,
    valid: bool,
    name: String,
    note: Option<String>,
    at: DateTime<Utc>,
    #[redshift(decimal(12, 2))]
    price: Decimal,
}

#[derive(Debug, Model)]
#[redshift(table = "visits")]
struct Visit {
    #[redshift(primary_key, identity)]
    id: i64,
    page: String,
    visitor: Option<i64>,
    at: DateTime<Utc>,
}

#[derive(Debug, Model)]
#[redshift(table = "events")]
struct Event {
    #[redshift(primary_key, identity)]
    id: i64,
    page: String,
    visitor: Option<i64>,
    at: DateTime<Utc>,
}

impl Ours {
    pub(super) async fn connect(target: &Target) -> Outcome<Self> {
        let Target { host, port, database, .. } = target;
        let url = format!("redshift://{}@{host}:{port}/{database}?sslmode=disable", Target::USER);
        let builder = Database::builder().url(url).max_connections(CONNECTIONS).allow_postgresql();
        Ok(Ours { db: builder.clone().connect().await?, preparing: builder.wire(Wire::Prepared).connect().await? })
    }

    async fn read(&self) -> Outcome<usize> {
        Ok(Measurement::query().all(&self.db).await?.len())
    }

    async fn look_up(&self, db: &Database, id: i64) -> Outcome<usize> {
        Ok(Visit::query().filter(|v| v.id.eq(id)).all(db).await?.len())
    }

    async fn inserts(&self) -> Outcome<usize> {
        let tx = self.db.begin().await?;
        let mut rows = 0;
        for number in 0..INSERTS {
            rows += Event::insert(event(number)).execute(&tx).await?;
        }
        tx.commit().await?;
        Ok(usize::try_from(rows)?)
    }

    async fn insert_with_id(&self, number: i64) -> Outcome<usize> {
        let id = Event::insert(event(usize::try_from(number)?)).id(&self.db).await?;
        Ok(usize::from(id > 0))
    }

    async fn bulk_insert(&self) -> Outcome<usize> {
        Ok(usize::try_from(Event::insert_many((0..BULK).map(event)).execute(&self.db).await?)?)
    }
}

fn event(number: usize) -> NewEvent {
    NewEvent { page: page(number), visitor: i64::try_from(number).ok(), at: at() }
}

impl Contender for Ours {
    fn name(&self) -> &'static str {
        "redshift-orm"
    }

    fn doing(&self, work: Work) -> Option<Doing<'_>> {
        Some(match work {
            Work::Read => Box::pin(self.read()),
            Work::LookUp { id } => Box::pin(self.look_up(&self.db, id)),
            Work::CachedLookUp { id } => Box::pin(self.look_up(&self.preparing, id)),
            Work::Inserts => Box::pin(self.inserts()),
            Work::InsertWithId { number } => Box::pin(self.insert_with_id(number)),
            Work::BulkInsert => Box::pin(self.bulk_insert()),
        })
    }
}
