//! Logins to the stand-in, which lets in whom the double of the API names.

use std::sync::{Arc, Mutex};

use redshift_orm::client::credentials::iam::Iam;
use redshift_orm::client::credentials::{CredentialProvider, Credentials, Login};
use redshift_orm::prelude::*;
use redshift_orm_tests::server::{Fresh, fresh};

use crate::api::{Api, redshift, redshift_error, serverless};
use crate::eyes;

/// A cluster that takes the passwords that AWS has given for it, as AWS tells its clusters.
pub(crate) struct Told<P> {
    pub(crate) aws: P,
    pub(crate) cluster: Arc<Fresh>,
    pub(crate) passwords: Arc<Mutex<Vec<(String, String)>>>,
}

impl<P> Told<P> {
    pub(crate) fn new(aws: P, cluster: &Arc<Fresh>) -> Self {
        Told { aws, cluster: Arc::clone(cluster), passwords: Arc::default() }
    }
}

impl<P: CredentialProvider> CredentialProvider for Told<P> {
    async fn credentials(&self, login: &Login) -> Result<Credentials> {
        let credentials = self.aws.credentials(login).await?;
        let mut passwords = self.passwords.lock().unwrap();
        passwords.push((credentials.user().to_owned(), credentials.password().to_owned()));
        self.cluster.logins().set(passwords.clone());
        Ok(credentials)
    }
}

pub(crate) async fn user(executor: &impl Executor) -> String {
    sql_query("SELECT current_user").one(executor).await.unwrap()
}

#[tokio::test]
async fn an_identity_logs_in_to_a_cluster_and_a_workgroup() {
    let api = Api::start([
        redshift("GetClusterCredentialsWithIAM", "IAM:awsuser", "hunter2:@/%", 900, None),
        serverless("IAM:awsuser", "hunter3", 900, 800),
    ]);
    let cluster = Arc::new(fresh().await);
    // Nobody else gets in.
    cluster.logins().set([("awsuser", "hunter1")]);
    let url = cluster.url().replace("awsuser@", "");
    let iam = Told::new(Iam::cluster("examplecluster").config(api.config()), &cluster);
    let db = Database::builder().url(&url).credentials(iam).connect().await.unwrap();
    assert_eq!(user(&db).await, "awsuser");
    let iam = Told::new(Iam::workgroup("examplegroup").config(api.config()), &cluster);
    let db = Database::builder().url(&url).credentials(iam).connect().await.unwrap();
    assert_eq!(user(&db).await, "awsuser");
    let error = Database::builder().url(cluster.url()).password("hunter4").connect().await.unwrap_err();
    assert!(error.is_authentication(), "{error}");
}

#[tokio::test]
async fn aws_is_asked_once_for_many_connections_and_again_when_the_cluster_refuses() {
    let answer = |password: &str| redshift("GetClusterCredentials", "IAM:awsuser", password, 900, None);
    let api = Api::start([answer("hunter2"), answer("hunter3")]);
    let cluster = Arc::new(fresh().await);
    let iam = Told::new(Iam::cluster("examplecluster").user("awsuser").config(api.config()), &cluster);
    let passwords = Arc::clone(&iam.passwords);
    let db = Database::builder().url(cluster.url()).credentials(iam).connect().await.unwrap();
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(db.begin().await.unwrap());
    }
    assert_eq!(api.requests().len(), 1);
    // The cluster forgets what is still valid for AWS.
    passwords.lock().unwrap().clear();
    cluster.logins().set([("awsuser", "hunter1")]);
    open.push(db.begin().await.unwrap());
    assert_eq!(api.requests().len(), 2);
    for tx in open {
        assert_eq!(user(&tx).await, "awsuser");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn no_secret_is_told_to_tracing_by_anybody() {
    let seen = eyes::open();
    let cluster = Arc::new(fresh().await);
    let throttled = || redshift_error(400, "Throttling", "Rate exceeded");
    let api = Api::start([
        redshift("GetClusterCredentials", "IAM:awsuser", "hunter2", 900, None),
        redshift("GetClusterCredentialsWithIAM", "IAM:awsuser", "hunter3", 900, None),
        serverless("IAM:awsuser", "hunter4", 900, 800),
        throttled(),
        throttled(),
    ]);
    let connect = async |builder: redshift_orm::client::Builder| {
        let db = builder.url(cluster.url()).connect().await?;
        let text = format!("{db:?} {:?}", Database::builder().credentials(Credentials::new("me", "hunter5")));
        assert!(!text.contains("hunter"), "{text}");
        Ok::<_, Error>(user(&db).await)
    };
    let by_user = Iam::cluster("examplecluster").user("awsuser").config(api.config());
    let by_identity = Iam::cluster("examplecluster").config(api.config());
    let by_workgroup = Iam::workgroup("examplegroup").config(api.config());
    let refused = Iam::cluster("examplecluster").config(api.config());
    let text = format!("{by_user:?} {by_identity:?} {by_workgroup:?}");
    assert!(!text.contains("hunter") && text.contains("examplegroup"), "{text}");
    connect(Database::builder().credentials(Told::new(by_user, &cluster))).await.unwrap();
    connect(Database::builder().credentials(Told::new(by_identity, &cluster))).await.unwrap();
    connect(Database::builder().credentials(Told::new(by_workgroup, &cluster))).await.unwrap();
    let error = connect(Database::builder().credentials(refused)).await.unwrap_err();
    assert!(error.is_credentials() && crate::shown(&error).contains("AWS throttles it"), "{error}");
    let seen = seen.all();
    for target in ["redshift_orm", "aws_smithy_runtime", "aws_sigv4"] {
        assert!(seen.iter().any(|line| line.starts_with(target)), "nothing of {target} was seen");
    }
    for line in seen {
        assert!(!line.contains("hunter"), "{line}");
    }
}
