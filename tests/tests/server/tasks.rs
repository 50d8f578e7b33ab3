//! Whatever is executed can be awaited in a task of its own, which the runtime moves between threads, with all that it borrows.

use redshift_orm::client::Executor;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "jobs")]
struct Job {
    #[redshift(primary_key, identity)]
    id: i64,
    name: String,
    #[redshift(distkey)]
    machine: i32,
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "machines")]
struct Machine {
    #[redshift(primary_key)]
    number: i32,
    name: String,
}

#[derive(Debug, PartialEq, Selectable)]
struct Load {
    machine: String,
    jobs: i64,
}

fn named(name: &str) -> redshift_orm::statement::ModelQuery<'_, Job> {
    Job::query().filter(|j| j.name.eq(name)).order_by(|j| j.id.asc())
}

/// What a program does in its tasks, by a database or in a transaction.
async fn work(db: impl Executor, name: String) -> Result<i64> {
    let names = [name.as_str(), "another"];
    let inserted = Machine::insert(NewMachine { number: 1, name: name.clone() }).execute(&db).await?;
    let jobs = names.map(|name| NewJob { name: name.to_owned(), machine: 1, note: None });
    Job::insert_many(jobs.clone()).execute(&db).await?;
    let [first, _] = jobs;
    let id = Job::insert(NewJob { note: Some("told apart".into()), ..first }).id(&db).await?;

    assert_eq!(named(&name).all(&db).await?.len(), 2);
    assert_eq!(named("another").one(&db).await?.machine, 1);
    assert_eq!(named("nobody").optional(&db).await?, None);
    assert_eq!(named(&name).boxed().count(&db).await?, 2);

    let busy = Job::query()
        .join(Machine::query(), |(j, m)| j.machine.eq(m.number).and(m.name.eq(&name)))
        .filter(|(j, _)| j.name.in_(names))
        .group_by(|(_, m)| m.name)
        .having(|_, _| count_star().gt(1))
        .select(|name, _| SelectLoad { machine: name, jobs: count_star() });
    assert_eq!(busy.clone().all(&db).await?, [Load { machine: name.clone(), jobs: 3 }]);
    busy.explain(&db).await?;
    let top = with("top", Job::query().filter(|j| j.name.eq(&name)), |top| {
        top.query().select(|t| (t.id, row_number().over(|w| w.order_by(t.id.desc()))))
    });
    assert_eq!(top.all(&db).await?.len(), 2);
    let machines = Job::query().filter(|j| j.name.eq(&name)).select(|j| j.machine);
    assert_eq!(Machine::query().filter(|m| m.number.in_query(machines)).count(&db).await?, 1);
    let all = named(&name).select(|j| j.id).union_all(named("another").select(|j| j.id));
    assert_eq!(all.all(&db).await?.len(), 3);

    let mut rows = named(&name).stream(&db);
    let mut read = 0;
    while rows.next().await.transpose()?.is_some() {
        read += 1;
    }
    drop(rows);
    named(&name)
        .for_each_batch(&db, async |jobs: Vec<Job>| jobs.first().map(drop).ok_or_else(|| Error::other("empty")))
        .await?;
    let counted: i64 = sql_query("SELECT COUNT(*) FROM jobs").one(&db).await?;
    raw_sql("ANALYZE jobs").execute(&db).await?;

    Job::update().set(|j| j.note.to(name.as_str())).filter(|j| j.name.eq(&name)).execute(&db).await?;
    Job::insert_select(named(&name).select(|j| InsertJob { name: j.name, machine: j.machine, note: j.note }))
        .execute(&db)
        .await?;
    Machine::upsert_many([NewMachine { number: 1, name: "renamed".into() }]).on(|m| m.number).execute(&db).await?;
    let deleted = Job::delete().filter(|j| j.name.eq(&name)).execute(&db).await?;
    Ok(id.min(1) + read + counted + i64::try_from(inserted + deleted).unwrap_or(0))
}

#[tokio::test]
async fn a_task_of_its_own_may_execute_everything() {
    let db = database().await;
    Schema::of::<(Job, Machine)>().create_all(&db).await.unwrap();
    let task = tokio::spawn(work(db.clone(), "press".into()));
    assert_eq!(task.await.unwrap().unwrap(), 1 + 2 + 3 + 1 + 4);
}

#[tokio::test]
async fn and_so_may_a_transaction_in_it() {
    let db = database().await;
    Schema::of::<(Job, Machine)>().create_all(&db).await.unwrap();
    let task = tokio::spawn(async move {
        let name = String::from("press");
        db.transaction(async |tx| work(tx, name.clone()).await).await
    });
    assert_eq!(task.await.unwrap().unwrap(), 1 + 2 + 3 + 1 + 4);
}
