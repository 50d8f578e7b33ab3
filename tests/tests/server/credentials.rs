//! Credentials that change: who is asked for them, when, and what is said when there are none.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use redshift_orm::client::Builder;
use redshift_orm::client::credentials::{CredentialProvider, Credentials, Login, PasswordFile};
use redshift_orm::prelude::*;
use redshift_orm_tests::server::fresh;
use tracing::Level;

use crate::connecting;
use crate::eyes::Eyes;
use crate::tls::Fake;

/// Gives what the test says at the moment, and counts who asks.
#[derive(Default)]
struct Store {
    answer: std::sync::Mutex<Option<Credentials>>,
    asked: AtomicUsize,
}

impl Store {
    fn new(answer: Credentials) -> Arc<Self> {
        Arc::new(Store { answer: Some(answer).into(), asked: AtomicUsize::new(0) })
    }

    fn set(&self, answer: Option<Credentials>) {
        *self.answer.lock().unwrap() = answer;
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

#[derive(Debug)]
struct Sealed;

impl std::fmt::Display for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the store is sealed")
    }
}

impl std::error::Error for Sealed {}

impl CredentialProvider for Store {
    async fn credentials(&self, _: &Login) -> Result<Credentials> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.answer.lock().unwrap().clone().ok_or_else(|| Error::other(Sealed))
    }
}

fn lasting(password: &str) -> Credentials {
    Credentials::new("awsuser", password).expires_at(SystemTime::now() + Duration::from_secs(3600))
}

fn builder(url: &str, provider: &Arc<Store>) -> Builder {
    Database::builder().url(url).credentials(Arc::clone(provider))
}

#[tokio::test]
async fn connections_log_in_as_the_provider_says() {
    let fresh = fresh().await;
    fresh.logins().set([("awsuser", "hunter2:@/%")]);
    let store = Store::new(lasting("hunter2:@/%"));
    let without_user = fresh.url().replace("awsuser@", "");
    let db = builder(&without_user, &store).connect().await.unwrap();
    let (one, other) = (db.begin().await.unwrap(), db.begin().await.unwrap());
    let user: String = sql_query("SELECT current_user").one(&other).await.unwrap();
    assert_eq!(user, "awsuser");
    assert_eq!(store.asked(), 1, "what lasts is kept");
    drop((one, other));
    let store = Store::new(Credentials::new("awsuser", "hunter2:@/%"));
    let db = builder(&without_user, &store).connect().await.unwrap();
    let _first = db.begin().await.unwrap();
    let _second = db.begin().await.unwrap();
    assert_eq!(store.asked(), 2, "what does not is asked for by each connection");
    Database::builder().url(without_user).credentials(lasting("hunter2:@/%")).connect().await.unwrap();
}

#[tokio::test]
async fn refused_credentials_are_replaced_once() {
    let fresh = fresh().await;
    fresh.logins().set([("awsuser", "first")]);
    let store = Store::new(lasting("first"));
    let db = builder(fresh.url(), &store).connect().await.unwrap();
    let session = db.begin().await.unwrap();
    fresh.logins().set([("awsuser", "second")]);
    store.set(Some(lasting("second")));
    db.begin().await.unwrap().commit().await.unwrap();
    assert_eq!(store.asked(), 2);
    // A session outlives its password.
    raw_sql("SELECT 1").execute(&session).await.unwrap();
    session.commit().await.unwrap();

    fresh.logins().set([("awsuser", "third")]);
    store.set(None);
    let open = [db.begin().await.unwrap(), db.begin().await.unwrap()];
    let error = db.begin().await.unwrap_err();
    assert!(error.is_authentication() && error.code() == Some("28000"), "{error}");
    assert!(
        error.to_string().ends_with("when asked for others, there are no credentials: the store is sealed"),
        "{error}"
    );
    drop(open);
}

#[tokio::test]
async fn a_password_that_stays_wrong_is_sent_once() {
    let refusal = || connecting::error("28000", "password authentication failed for user \"me\"");
    let server = Fake::start(None, refusal());
    let url = server.url("sslmode=disable").replace(":hunter2", "");
    let startups = |server: &Fake| server.startups.lock().unwrap().len();
    let store = Store::new(lasting("hunter2"));
    let error = builder(&url, &store).connect().await.unwrap_err();
    assert!(error.is_authentication() && !format!("{error:?}").contains("hunter2"), "{error:?}");
    assert_eq!((startups(&server), store.asked()), (1, 2));

    /// Something else each time.
    struct Restless(AtomicUsize);
    impl CredentialProvider for Restless {
        async fn credentials(&self, _: &Login) -> Result<Credentials> {
            Ok(lasting(&format!("hunter{}", self.0.fetch_add(1, Ordering::Relaxed))))
        }
    }
    let server = Fake::start(None, refusal());
    let url = server.url("sslmode=disable").replace(":hunter2", "");
    let error = Database::builder().url(&url).credentials(Restless(AtomicUsize::new(0))).connect().await.unwrap_err();
    assert!(error.is_authentication(), "{error}");
    assert_eq!(startups(&server), 2);

    // What is not about the login asks for nothing.
    for (code, message) in [("28000", "no pg_hba.conf entry for host \"::1\", SSL off"), ("3D000", "no database")] {
        let server = Fake::start(None, connecting::error(code, message));
        let store = Store::new(lasting("hunter2"));
        let url = server.url("sslmode=disable").replace(":hunter2", "");
        builder(&url, &store).connect().await.unwrap_err();
        assert_eq!((startups(&server), store.asked()), (1, 1));
    }
}

#[tokio::test]
async fn a_provider_that_fails_is_said_and_asked_again() {
    let fresh = fresh().await;
    fresh.logins().set([("awsuser", "hunter2")]);
    let store = Arc::new(Store::default());
    let error = builder(fresh.url(), &store).connect().await.unwrap_err();
    assert!(error.is_credentials() && error.is_connection() && !error.is_authentication(), "{error}");
    let text = error.to_string();
    assert!(text.starts_with("cannot connect to 127.0.0.1:"), "{text}");
    assert!(text.ends_with("there are no credentials: the store is sealed"), "{text}");
    let cause = std::error::Error::source(&error).and_then(|cause| cause.downcast_ref::<Error>()).unwrap();
    assert!(cause.other_as::<Sealed>().is_some());
    store.set(Some(lasting("hunter2")));
    builder(fresh.url(), &store).connect().await.unwrap();
}

#[tokio::test]
async fn a_provider_that_says_nothing_is_given_up() {
    struct Silent;
    impl CredentialProvider for Silent {
        async fn credentials(&self, _: &Login) -> Result<Credentials> {
            std::future::pending().await
        }
    }
    let builder = Database::builder().url("redshift://host/dev").credentials(Silent);
    let error = builder.connect_timeout(Duration::from_millis(50)).connect().await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("no credentials in time"), "{error}");
}

/// Has others at once, and does not give them.
#[derive(Default)]
struct Once(AtomicUsize);

impl CredentialProvider for Once {
    async fn credentials(&self, _: &Login) -> Result<Credentials> {
        match self.0.fetch_add(1, Ordering::Relaxed) {
            0 => Ok(lasting("hunter2").refresh_at(SystemTime::now())),
            _ => Err(Error::other(Sealed)),
        }
    }
}

#[tokio::test]
async fn credentials_that_cannot_be_renewed_go_on_being_used_and_no_event_shows_them() {
    let fresh = fresh().await;
    fresh.logins().set([("awsuser", "hunter2")]);
    let asked = Arc::new(Once::default());
    let eyes = Eyes::open();
    let db = Database::builder().url(fresh.url()).credentials(Arc::clone(&asked)).connect().await.unwrap();
    let _first = db.begin().await.unwrap();
    let second = db.begin().await.unwrap();
    raw_sql("SELECT 1").execute(&second).await.unwrap();
    assert_eq!(asked.0.load(Ordering::Relaxed), 2, "the failure is not repeated by each connection");
    let events = eyes.events(Level::WARN);
    assert!(events.iter().any(|event| event.field("error") == "the store is sealed"), "{events:?}");
    let text = format!("{:?}", eyes.all());
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn a_password_is_given_once() {
    let with_password = Database::builder().url("redshift://me:hunter2@host/dev").credentials(lasting("hunter3"));
    let twice = Database::builder().url("redshift://me@host/dev").password("hunter2").credentials(lasting("hunter3"));
    for builder in [with_password, twice] {
        assert!(!format!("{builder:?}").contains("hunter"));
        let error = builder.connect().await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("given twice"), "{error}");
        assert!(!format!("{error:?}").contains("hunter"));
    }
    for url in ["redshift://host/dev", "redshift://:hunter2@host/dev"] {
        let error = Database::connect(url).await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("names no user"), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_password_file_is_read_for_each_connection() {
    use std::os::unix::fs::OpenOptionsExt;

    let fresh = fresh().await;
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("passwords");
    let write = |password: &str| {
        let text = format!("# of the tests\n127.0.0.1:*:*:awsuser:{password}\n");
        let mut options = std::fs::OpenOptions::new();
        let opened = options.write(true).create(true).truncate(true).mode(0o600).open(&file);
        std::io::Write::write_all(&mut opened.unwrap(), text.as_bytes()).unwrap();
        fresh.logins().set([("awsuser", password)]);
    };
    write("hunter2");
    let db = Database::builder().url(fresh.url()).credentials(PasswordFile::new(&file)).connect().await.unwrap();
    let _first = db.begin().await.unwrap();
    write("hunter3");
    let _second = db.begin().await.unwrap();
    std::fs::remove_file(&file).unwrap();
    let error = db.begin().await.unwrap_err();
    assert!(error.is_credentials() && error.to_string().contains("passwords cannot be used"), "{error}");
}
