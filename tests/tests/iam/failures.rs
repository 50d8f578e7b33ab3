//! What is said when AWS gives no credentials.

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{SharedCredentialsProvider, future};
use redshift_orm::Error;
use redshift_orm::client::credentials::iam::Iam;
use redshift_orm::client::credentials::{CredentialProvider, Login};

use crate::api::{Api, redshift_error, serverless_error};
use crate::shown;

async fn ask(provider: impl CredentialProvider) -> Error {
    let error = provider.credentials(&Login::new("warehouse.example.com", 5439, "sales")).await.unwrap_err();
    shown(&error);
    error
}

#[tokio::test]
async fn a_refusal_names_the_permission() {
    let denied = "User: arn:aws:iam::123456789012:user/me is not authorized to perform: redshift:JoinGroup";
    let api = Api::start([
        redshift_error(403, "AccessDenied", denied),
        redshift_error(403, "AccessDenied", denied),
        serverless_error("AccessDeniedException", denied),
    ]);
    let user = Iam::cluster("examplecluster").user("report").groups(["analysts"]).auto_create();
    let errors = [
        (
            ask(user.config(api.config())).await,
            "GetClusterCredentials for the user `report` of the cluster `examplecluster` in us-east-1: AWS denies it",
            "the permission redshift:GetClusterCredentials, redshift:JoinGroup, redshift:CreateClusterUser",
        ),
        (
            ask(Iam::cluster("examplecluster").config(api.config())).await,
            "GetClusterCredentialsWithIAM for the cluster `examplecluster` in us-east-1: AWS denies it",
            "the permission redshift:GetClusterCredentialsWithIAM",
        ),
        (
            ask(Iam::workgroup("examplegroup").config(api.config())).await,
            "GetCredentials for the workgroup `examplegroup` in us-east-1: AWS denies it",
            "the permission redshift-serverless:GetCredentials",
        ),
    ];
    for (error, what, permission) in errors {
        let text = error.to_string();
        assert!(error.is_configuration() && text.starts_with(what) && text.ends_with(permission), "{text}");
        assert!(text.contains(denied), "{text}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let api = Api::start([
        redshift_error(404, "ClusterNotFound", "Cluster examplecluster not found."),
        serverless_error("ResourceNotFoundException", "Workgroup examplegroup not found"),
    ]);
    for error in [
        ask(Iam::cluster("examplecluster").config(api.config())).await,
        ask(Iam::workgroup("examplegroup").config(api.config())).await,
    ] {
        let text = error.to_string();
        assert!(error.is_configuration() && text.contains("not found") && text.contains("region right"), "{text}");
    }
}

#[tokio::test]
async fn throttling_is_tried_again_and_said() {
    let throttled = redshift_error(400, "Throttling", "Rate exceeded");
    let api = Api::start([throttled.clone(), throttled]);
    let error = ask(Iam::cluster("examplecluster").config(api.config())).await;
    assert!(!error.is_configuration() && error.to_string().contains("AWS throttles it (Rate exceeded)"), "{error}");
    assert_eq!(api.requests().len(), 2);
}

#[tokio::test]
async fn an_identity_that_aws_does_not_take_is_said_without_what_was_signed() {
    let quoted = "The Canonical String should have been x-amz-security-token:hunter1";
    let expired = serverless_error("ExpiredTokenException", "The security token included in the request is expired");
    let api = Api::start([redshift_error(403, "SignatureDoesNotMatch", quoted), expired]);
    let error = ask(Iam::cluster("examplecluster").config(api.config())).await;
    assert!(error.is_configuration() && error.to_string().contains("(SignatureDoesNotMatch)"), "{error}");
    let error = ask(Iam::workgroup("examplegroup").config(api.config())).await;
    assert!(error.is_configuration() && error.to_string().contains("(ExpiredTokenException)"), "{error}");
}

#[tokio::test]
async fn other_refusals_have_awss_words() {
    let fault = redshift_error(400, "UnsupportedOperation", "not on this one");
    let api = Api::start([fault, serverless_error("ValidationException", "no such database")]);
    let error = ask(Iam::cluster("examplecluster").config(api.config())).await;
    assert!(error.to_string().ends_with("in us-east-1: not on this one (UnsupportedOperation)"), "{error}");
    let error = ask(Iam::workgroup("examplegroup").config(api.config())).await;
    assert!(error.to_string().ends_with("in us-east-1: no such database (ValidationException)"), "{error}");
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_shows_nothing_of_it() {
    let other = "hunter2 is the password";
    let without = "<GetClusterCredentialsWithIAMResponse><GetClusterCredentialsWithIAMResult><DbPassword>hunter2</DbPassword>\
                   </GetClusterCredentialsWithIAMResult></GetClusterCredentialsWithIAMResponse>";
    let api = Api::start([(200, other.into()), (200, without.into()), (200, r#"{"dbPassword":"hunter2"#.into())]);
    let provider = Iam::cluster("examplecluster").config(api.config());
    let error = ask(provider).await;
    assert!(error.to_string().contains("HTTP status 200, is not one of the AWS API"), "{error}");
    let error = ask(Iam::cluster("examplecluster").config(api.config())).await;
    assert!(error.to_string().contains("no user or no password"), "{error}");
    let error = ask(Iam::workgroup("examplegroup").config(api.config())).await;
    assert!(error.to_string().contains("HTTP status 200, is not one of the AWS API"), "{error}");
    let api = Api::start([(403, other.into())]);
    let error = ask(Iam::cluster("examplecluster").config(api.config())).await;
    assert!(error.to_string().contains("HTTP status 403, is not one of the AWS API"), "{error}");
}

#[tokio::test]
async fn where_nothing_answers_it_is_said() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let config = crate::config(&format!("http://127.0.0.1:{port}"), crate::KEY);
    let error = ask(Iam::cluster("examplecluster").config(config)).await;
    assert!(error.to_string().contains("AWS cannot be reached") && error.to_string().contains("VPC"), "{error}");
}

/// An identity that cannot be had.
#[derive(Debug)]
struct Nobody(fn() -> CredentialsError);

impl aws_credential_types::provider::ProvideCredentials for Nobody {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err((self.0)()))
    }
}

#[tokio::test]
async fn without_an_identity_nothing_is_asked() {
    let api = Api::start([]);
    let as_nobody = |why| {
        let nobody = SharedCredentialsProvider::new(Nobody(why));
        Iam::cluster("examplecluster").config(api.config().into_builder().credentials_provider(nobody).build())
    };
    let error = ask(as_nobody(CredentialsError::not_loaded_no_source)).await;
    assert!(error.is_configuration() && error.to_string().contains("AWS_PROFILE"), "{error}");
    let error = ask(as_nobody(|| CredentialsError::provider_error("the role is gone"))).await;
    assert!(error.is_configuration() && error.to_string().contains("the role is gone"), "{error}");
    assert!(api.requests().is_empty());
}
