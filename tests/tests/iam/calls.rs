//! What AWS is asked, and what its answers become.

use std::time::{Duration, SystemTime};

use redshift_orm::client::credentials::iam::Iam;
use redshift_orm::client::credentials::{CredentialProvider, Credentials, Login};

use crate::api::{Api, redshift, serverless};
use crate::shown;

fn login() -> Login {
    Login::new("warehouse.example.com", 5439, "sales")
}

async fn ask(provider: impl CredentialProvider) -> Credentials {
    provider.credentials(&login()).await.unwrap()
}

/// How long they are valid, to the minute.
fn minutes(credentials: &Credentials) -> u64 {
    let life = credentials.expiry().unwrap().duration_since(SystemTime::now()).unwrap();
    life.as_secs().div_ceil(60)
}

#[tokio::test]
async fn a_database_user_is_asked_for_by_name() {
    let answer = || redshift("GetClusterCredentials", "IAM:report", "hunter2+/=", 1800, None);
    let api = Api::start([answer(), answer()]);
    let credentials = ask(Iam::cluster("examplecluster").user("report").config(api.config())).await;
    assert_eq!((credentials.user(), credentials.password()), ("IAM:report", "hunter2+/="));
    assert_eq!(minutes(&credentials), 30);
    let duration = Duration::from_mins(30);
    ask(Iam::cluster("examplecluster")
        .duration(duration)
        .user("report")
        .groups(["analysts", "auditors"])
        .auto_create()
        .config(api.config()))
    .await;
    let requests = api.requests();
    let plain = "Action=GetClusterCredentials&Version=2012-12-01&DbUser=report&DbName=sales&\
                 ClusterIdentifier=examplecluster&AutoCreate=false";
    assert!(requests[0].ends_with(plain), "{}", requests[0]);
    let full = "Action=GetClusterCredentials&Version=2012-12-01&DbUser=report&DbName=sales&\
                ClusterIdentifier=examplecluster&DurationSeconds=1800&AutoCreate=true&\
                DbGroups.DbGroup.1=analysts&DbGroups.DbGroup.2=auditors";
    assert!(requests[1].ends_with(full), "{}", requests[1]);
    assert!(requests[0].contains("/us-east-1/redshift/aws4_request"), "{}", requests[0]);
}

#[tokio::test]
async fn an_identity_is_asked_for_on_a_cluster() {
    let api = Api::start([redshift("GetClusterCredentialsWithIAM", "IAMR:reports", "hunter2", 900, Some(800))]);
    let provider = Iam::cluster("examplecluster").duration(Duration::from_mins(60)).config(api.config());
    let credentials = ask(provider).await;
    assert_eq!((credentials.user(), credentials.password(), minutes(&credentials)), ("IAMR:reports", "hunter2", 15));
    assert!(format!("{credentials:?}").contains("refresh_at: Some"), "{credentials:?}");
    let request = &api.requests()[0];
    let expected = "Action=GetClusterCredentialsWithIAM&Version=2012-12-01&DbName=sales&\
                    ClusterIdentifier=examplecluster&DurationSeconds=3600";
    assert!(request.ends_with(expected), "{request}");
}

#[tokio::test]
async fn an_identity_is_asked_for_on_a_workgroup() {
    let api = Api::start([serverless("IAMR:reports", "hunter2", 900, 800)]);
    let credentials = ask(Iam::workgroup("examplegroup").config(api.config())).await;
    assert_eq!((credentials.user(), credentials.password(), minutes(&credentials)), ("IAMR:reports", "hunter2", 15));
    assert!(format!("{credentials:?}").contains("refresh_at: Some"), "{credentials:?}");
    let request = &api.requests()[0];
    assert!(request.contains("RedshiftServerless.GetCredentials"), "{request}");
    assert!(request.contains("/us-east-1/redshift-serverless/aws4_request"), "{request}");
    assert!(request.ends_with(r#"{"dbName":"sales","workgroupName":"examplegroup"}"#), "{request}");
}

#[tokio::test]
async fn the_region_is_that_of_the_host() {
    let api = Api::start([redshift("GetClusterCredentialsWithIAM", "IAM:me", "hunter2", 900, None)]);
    let host = "examplecluster.abc123xyz789.eu-west-3.redshift.amazonaws.com";
    let provider = Iam::cluster("examplecluster").config(api.config());
    provider.credentials(&Login::new(host, 5439, "dev")).await.unwrap();
    assert!(api.requests()[0].contains("/eu-west-3/redshift/aws4_request"), "{}", api.requests()[0]);
}

#[tokio::test]
async fn what_aws_would_not_take_is_not_sent() {
    let api = Api::start([]);
    let provider = Iam::workgroup("examplegroup").duration(Duration::from_mins(61)).config(api.config());
    let error = provider.credentials(&login()).await.unwrap_err();
    assert!(error.is_configuration() && shown(&error).contains("15 minutes to an hour"), "{error}");
    let nowhere = api.config().into_builder().region(None).build();
    let error = Iam::workgroup("examplegroup").config(nowhere).credentials(&login()).await.unwrap_err();
    assert!(error.is_configuration() && shown(&error).contains("AWS_REGION"), "{error}");
    assert!(api.requests().is_empty());
}
