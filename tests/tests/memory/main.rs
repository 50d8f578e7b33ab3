//! The memory that large reads take. The crate that counts replaces the allocator, so that these tests are a program of their own.

#![allow(clippy::unwrap_used, reason = "a test states a fact by unwrapping it")]

use redshift_orm::prelude::*;
use redshift_orm_tests::server::url;
use tokio::runtime::Runtime;

#[derive(Debug, Model)]
#[redshift(table = "notes")]
struct Note {
    #[redshift(primary_key)]
    id: i64,
    #[redshift(varchar = max)]
    text: String,
}

const KIB: u64 = 1024;

/// A database of rows: the first `narrow` of them take nearly nothing, the others 40 KiB each.
fn notes(runtime: &Runtime, narrow: usize, wide: usize) -> Database {
    runtime.block_on(async {
        let url = url(|database| database).await;
        let db = Database::builder().url(url).batch_bytes(256 * 1024).connect().await.unwrap();
        Schema::of::<Note>().create_all(&db).await.unwrap();
        let texts = (0..narrow + wide).zip(0..).map(|(number, id)| {
            let text = if number < narrow { "x".to_owned() } else { "x".repeat(40 * 1024) };
            NewNote { id, text }
        });
        Note::insert_many(texts).execute(&db).await.unwrap();
        db
    })
}

/// The most memory that is held at once while `work` runs: everything of the client's is on this thread.
fn peak<T>(runtime: &Runtime, work: impl Future<Output = Result<T>>) -> (T, u64) {
    let mut done = None;
    let info = allocation_counter::measure(|| done = Some(runtime.block_on(work).unwrap()));
    (done.unwrap(), info.bytes_max)
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn a_stream_holds_a_batch() {
    let runtime = runtime();
    let db = notes(&runtime, 0, 600);
    let all = Note::query().order_by(|n| n.id.asc());
    let (rows, held) = peak(&runtime, all.clone().all(&db));
    let whole = rows.iter().map(|note| note.text.len()).sum::<usize>() as u64;
    assert!(held > whole && whole > 20_000 * KIB, "{held} bytes of {whole}");
    drop(rows);

    let (read, held) = peak(&runtime, async {
        let mut rows = all.clone().stream(&db);
        let mut read = 0;
        while let Some(note) = rows.try_next().await? {
            assert_eq!(note.id, read);
            read += 1;
        }
        Ok(read)
    });
    assert_eq!(read, 600);
    assert!(held < 1024 * KIB, "{held} bytes");

    let (read, held) = peak(&runtime, async {
        let mut read = 0;
        let each = |batch: Vec<Note>| {
            read += batch.len();
            // The batch is held for as long as the next one is read.
            async move {
                tokio::task::yield_now().await;
                drop(batch);
                Ok(())
            }
        };
        all.clone().for_each_batch(&db, each).await.map(|()| read)
    });
    assert_eq!(read, 600);
    assert!(held < 1536 * KIB, "{held} bytes");
}

#[test]
fn rows_that_get_wider_make_batches_smaller() {
    let runtime = runtime();
    let db = notes(&runtime, 200, 600);
    let (read, held) = peak(&runtime, async {
        let mut rows = Note::query().order_by(|n| n.id.asc()).stream(&db);
        let mut read = 0;
        while rows.try_next().await?.is_some() {
            read += 1;
        }
        Ok(read)
    });
    assert_eq!(read, 800);
    // The one batch at the turn has as many rows as the narrow ones let it have.
    assert!(held < 64 * 40 * KIB + 1024 * KIB, "{held} bytes");
}
