//! Passwords, where a database asks for them.

use redshift_local::{Database, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_postgres::{Client, Config, Error, NoTls};

use crate::{fresh, rows, said};

async fn log_in(database: &Database, user: &str, password: Option<&str>) -> Result<Client, Error> {
    let mut config: Config = database.url().replacen("redshift://", "postgres://", 1).parse().unwrap();
    config.user(user);
    if let Some(password) = password {
        config.password(password);
    }
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The kind of password that the server asks this user for, and its answer to these bytes.
async fn exchange(database: &Database, user: &str, answer: &[u8]) -> (u8, String) {
    let mut stream = TcpStream::connect(Server::shared().await.unwrap().address()).await.unwrap();
    let text = format!("user\0{user}\0database\0{}\0\0", database.name());
    let length = u32::try_from(text.len() + 8).unwrap();
    stream.write_all(&[&length.to_be_bytes(), &[0, 3, 0, 0], text.as_bytes()].concat()).await.unwrap();
    let mut question = [0; 9];
    stream.read_exact(&mut question).await.unwrap();
    let mut salt = [0; 4];
    if question[8] == 5 {
        stream.read_exact(&mut salt).await.unwrap();
    }
    stream.write_all(answer).await.unwrap();
    if answer.is_empty() {
        stream.shutdown().await.unwrap();
    }
    let mut last = Vec::new();
    // A session that begins goes on.
    while stream.read_buf(&mut last).await.unwrap() > 0 && (last[0] != b'R' || last.len() < 9) {}
    (question[8], String::from_utf8_lossy(&last).into_owned())
}

#[tokio::test]
async fn who_is_not_named_is_refused() {
    let fresh = fresh().await;
    let database = &fresh.database;
    log_in(database, "awsuser", Some("whatever")).await.unwrap();
    database.logins().set([("awsuser", "hunter2"), ("IAM:awsuser", "first"), ("IAM:awsuser", "second")]);
    log_in(database, "awsuser", Some("hunter2")).await.unwrap();
    for password in ["first", "second"] {
        let client = log_in(database, "IAM:awsuser", Some(password)).await.unwrap();
        assert_eq!(rows(&client, "SELECT current_user AS me").await, ["me=awsuser"]);
    }
    for (user, password) in [
        ("awsuser", "hunter"),
        ("awsuser", "first"),
        ("IAM:awsuser", "hunter2"),
        ("nobody", "hunter2"),
        ("awsuser", ""),
    ] {
        let error = log_in(database, user, Some(password)).await.err().unwrap();
        assert_eq!(said(&error), ("28000", format!("password authentication failed for user \"{user}\"").as_str()));
    }
    let error = log_in(database, "awsuser", None).await.err().unwrap();
    assert!(format!("{error:?}").contains("password missing"), "{error:?}");
    // Sessions and other databases go on as before.
    fresh.batch_execute("SELECT 1").await.unwrap();
    log_in(&Server::shared().await.unwrap().create_database().await.unwrap(), "awsuser", None).await.unwrap();
    let shown = format!("{database:?} {:?}", database.logins());
    assert!(!shown.contains("hunter2") && shown.contains("IAM:awsuser"), "{shown}");
    database.logins().clear();
    log_in(database, "awsuser", None).await.unwrap();
}

#[tokio::test]
async fn a_user_that_the_engine_does_not_have_is_refused() {
    let fresh = fresh().await;
    fresh.database.logins().set([("IAM:nobody", "first")]);
    let error = log_in(&fresh.database, "IAM:nobody", Some("first")).await.err().unwrap();
    assert_eq!(said(&error), ("28000", "password authentication failed for user \"nobody\""));
}

#[tokio::test]
async fn a_temporary_password_is_asked_for_as_it_is() {
    let fresh = fresh().await;
    fresh.database.logins().set([("awsuser", "a"), ("IAM:awsuser", "a")]);
    let right = b"p\0\0\0\x06a\0";
    let (kind, said) = exchange(&fresh.database, "IAMA:awsuser", right).await;
    assert!(kind == 3 && said.contains("28000"), "{said}");
    let (kind, said) = exchange(&fresh.database, "IAM:awsuser", right).await;
    assert!(kind == 3 && said.starts_with("R\0\0\0\x08\0\0\0\0"), "{said}");
    let (kind, said) = exchange(&fresh.database, "awsuser", right).await;
    assert!(kind == 5 && said.contains("28000"), "{said}");
}

#[tokio::test]
async fn what_is_no_password_ends_the_login() {
    let fresh = fresh().await;
    fresh.database.logins().set([("awsuser", "a")]);
    for bytes in [b"Q\0\0\0\x06a\0".as_slice(), b"p\0\0\0\x04", b"p\0\0\0\x05a"] {
        let (_, said) = exchange(&fresh.database, "awsuser", bytes).await;
        assert!(said.contains("08P01") && said.contains("expected password response"), "{said}");
    }
    let (_, said) = exchange(&fresh.database, "awsuser", b"").await;
    assert_eq!(said, "");
}
