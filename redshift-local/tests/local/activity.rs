//! What goes on in the database: transactions, locks, loads.

use crate::{fresh, rows, said};

async fn pid(client: &tokio_postgres::Client) -> i32 {
    client.query_one("SELECT PG_BACKEND_PID()", &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn transactions_and_their_locks_are_listed() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT); CREATE TABLE u (a INT)").await.unwrap();
    let (reader, writer, waiter) = (db.another().await, db.another().await, db.another().await);
    let [reads, writes, waits] = [pid(&reader).await, pid(&writer).await, pid(&waiter).await];
    reader.batch_execute("BEGIN; SELECT * FROM t").await.unwrap();
    writer.batch_execute("BEGIN; SELECT * FROM u; UPDATE t SET a = 1").await.unwrap();
    let waiting = tokio::spawn(async move { waiter.batch_execute("DELETE FROM t").await });
    let locks = "SELECT pid, lock_mode, lockable_object_type, granted FROM svv_transactions \
                 WHERE pid <> PG_BACKEND_PID() AND (relation IS NULL OR relation = 't'::regclass::oid) ORDER BY 1, 2, 4";
    let of_writer = |granted: &str, pid: i32| {
        [
            format!("pid={pid} lock_mode=ExclusiveLock lockable_object_type=transactionid granted=t"),
            format!("pid={pid} lock_mode=ShareRowExclusiveLock lockable_object_type=relation granted={granted}"),
        ]
    };
    while !rows(&db, locks).await.contains(&of_writer("f", waits)[1]) {
        assert!(!waiting.is_finished(), "the second writer did not wait");
    }
    let listed = rows(&db, locks).await;
    for expected in of_writer("t", writes).iter().chain(&of_writer("f", waits)) {
        assert!(listed.contains(expected), "{expected} in {listed:?}");
    }
    assert!(
        listed.contains(&format!("pid={reads} lock_mode=AccessShareLock lockable_object_type=relation granted=t")),
        "{listed:?}"
    );
    // One number for each transaction.
    let numbers =
        format!("SELECT COUNT(DISTINCT xid) AS n FROM svv_transactions WHERE pid IN ({reads}, {writes}, {waits})");
    assert_eq!(rows(&db, &numbers).await, ["n=3"]);
    let held = "SELECT l.lock_owner_pid, c.relname, l.lock_owner = s.xid AS same FROM stv_locks l \
                JOIN svv_transactions s ON s.pid = l.lock_owner_pid AND s.relation IS NULL JOIN pg_class c ON c.oid = l.table_id";
    assert_eq!(rows(&db, held).await, [format!("lock_owner_pid={writes} relname=t same=t")]);
    writer.batch_execute("ROLLBACK").await.unwrap();
    waiting.await.unwrap().unwrap();
    reader.batch_execute("COMMIT").await.unwrap();
    assert_eq!(rows(&db, held).await, [""; 0]);
}

#[tokio::test]
async fn load_errors_have_their_columns() {
    let db = fresh().await;
    let of = async |relation: &str| {
        let statement = db.prepare(&format!("SELECT * FROM {relation}")).await.unwrap();
        let names: Vec<&str> = statement.columns().iter().map(tokio_postgres::Column::name).collect();
        names.join(" ")
    };
    assert_eq!(
        of("stl_load_errors").await,
        "userid slice tbl starttime session query filename line_number colname type col_length position raw_line raw_field_value \
         err_code err_reason is_partial start_offset copy_job_id"
    );
    assert_eq!(
        of("sys_load_error_detail").await,
        "user_id query_id transaction_id session_id database_name table_id start_time file_name line_number column_name column_type \
         column_length position error_code error_message"
    );
    assert_eq!(
        of("stl_loaderror_detail").await,
        "userid slice session query filename line_number field colname value is_null type col_length"
    );
    assert_eq!(
        of("stl_load_commits").await,
        "userid query slice name filename byte_offset lines_scanned errors curtime status file_format is_partial start_offset copy_job_id"
    );
    assert!(
        of("sys_load_history")
            .await
            .starts_with("user_id query_id transaction_id session_id database_name status table_name ")
    );
    assert!(
        of("sys_unload_history")
            .await
            .ends_with(" unloaded_rows unloaded_files_count unloaded_files_size error_message")
    );
    assert_eq!(rows(&db, "SELECT TRIM(err_reason) FROM stl_load_errors ORDER BY starttime DESC").await, [""; 0]);
    // A function of the leader node has no place beside them.
    let error = db.batch_execute("SELECT CURRENT_SCHEMA() FROM sys_load_error_detail").await.unwrap_err();
    assert_eq!(said(&error).0, "0A000");
}
