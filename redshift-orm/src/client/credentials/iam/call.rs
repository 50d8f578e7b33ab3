//! The calls of the AWS API, and what their failures mean.

use std::time::SystemTime;

use aws_config::SdkConfig;
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_redshift::config::http::HttpResponse;
use aws_sdk_redshift::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_redshift::primitives::DateTime;

use super::{Cluster, ClusterUser, Workgroup};
use crate::client::credentials::{Credentials, Login};
use crate::error::{Error, Result};

/// Who asks AWS for what.
pub trait Ask: Send + Sync {
    fn ask(
        &self,
        config: &SdkConfig,
        seconds: Option<i32>,
        login: &Login,
    ) -> impl Future<Output = Result<Credentials>> + Send;
}

impl Ask for Cluster {
    async fn ask(&self, config: &SdkConfig, seconds: Option<i32>, login: &Login) -> Result<Credentials> {
        let request = aws_sdk_redshift::Client::new(config)
            .get_cluster_credentials_with_iam()
            .cluster_identifier(&self.name)
            .db_name(&login.database)
            .set_duration_seconds(seconds);
        let call = Call::new("GetClusterCredentialsWithIAM", format!("the cluster `{}`", self.name), config)
            .permissions(["redshift:GetClusterCredentialsWithIAM"]);
        let answer = request.send().await.map_err(|error| call.failed(&error))?;
        call.credentials(answer.db_user, answer.db_password, answer.expiration, answer.next_refresh_time)
    }
}

impl Ask for ClusterUser {
    async fn ask(&self, config: &SdkConfig, seconds: Option<i32>, login: &Login) -> Result<Credentials> {
        let groups = Some(self.groups.clone()).filter(|groups| !groups.is_empty());
        let request = aws_sdk_redshift::Client::new(config)
            .get_cluster_credentials()
            .cluster_identifier(&self.cluster)
            .db_user(&self.user)
            .db_name(&login.database)
            .auto_create(self.auto_create)
            .set_db_groups(groups)
            .set_duration_seconds(seconds);
        let subject = format!("the user `{}` of the cluster `{}`", self.user, self.cluster);
        let groups = (!self.groups.is_empty()).then_some("redshift:JoinGroup");
        let creation = self.auto_create.then_some("redshift:CreateClusterUser");
        let call = Call::new("GetClusterCredentials", subject, config)
            .permissions(["redshift:GetClusterCredentials"].into_iter().chain(groups).chain(creation));
        let answer = request.send().await.map_err(|error| call.failed(&error))?;
        call.credentials(answer.db_user, answer.db_password, answer.expiration, None)
    }
}

impl Ask for Workgroup {
    async fn ask(&self, config: &SdkConfig, seconds: Option<i32>, login: &Login) -> Result<Credentials> {
        let request = aws_sdk_redshiftserverless::Client::new(config)
            .get_credentials()
            .workgroup_name(&self.name)
            .db_name(&login.database)
            .set_duration_seconds(seconds);
        let call = Call::new("GetCredentials", format!("the workgroup `{}`", self.name), config)
            .permissions(["redshift-serverless:GetCredentials"]);
        let answer = request.send().await.map_err(|error| call.failed(&error))?;
        call.credentials(answer.db_user, answer.db_password, answer.expiration, answer.next_refresh_time)
    }
}

/// A call of the AWS API, for what is said of it.
struct Call<'a> {
    name: &'static str,
    subject: String,
    region: &'a str,
    permissions: Vec<&'static str>,
}

/// The codes with which AWS says no, as far as they have a sentence of their own.
const DENIED: [&str; 2] = ["AccessDenied", "AccessDeniedException"];
const NOT_FOUND: [&str; 3] = ["ClusterNotFound", "ClusterNotFoundFault", "ResourceNotFoundException"];
const THROTTLED: [&str; 4] = ["Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded"];
const UNKNOWN_IDENTITY: [&str; 8] = [
    "AuthFailure",
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];

impl<'a> Call<'a> {
    fn new(name: &'static str, subject: String, config: &'a SdkConfig) -> Self {
        let region = config.region().map_or("?", |region| region.as_ref());
        Call { name, subject, region, permissions: Vec::new() }
    }

    fn permissions(mut self, permissions: impl IntoIterator<Item = &'static str>) -> Self {
        self.permissions = permissions.into_iter().collect();
        self
    }

    fn credentials(
        &self,
        user: Option<String>,
        password: Option<String>,
        expiration: Option<DateTime>,
        next: Option<DateTime>,
    ) -> Result<Credentials> {
        let (Some(user), Some(password)) = (user, password) else {
            return Err(Error::connection(format!("{}: the answer has no user or no password", self.shown())));
        };
        let time = |time: Option<DateTime>| time.and_then(|time| SystemTime::try_from(time).ok());
        let credentials = Credentials::new(user, password);
        let credentials = time(expiration).into_iter().fold(credentials, Credentials::expires_at);
        Ok(time(next).into_iter().fold(credentials, Credentials::refresh_at))
    }

    /// What is in the way. The SDK's error is not kept: it holds the answer, which may have a password in it.
    fn failed<E: ProvideErrorMetadata + std::error::Error + 'static>(
        &self,
        error: &SdkError<E, HttpResponse>,
    ) -> Error {
        let call = self.shown();
        match error {
            SdkError::ServiceError(answer) => self.refused(answer.err(), answer.raw()),
            SdkError::TimeoutError(_) => Error::timeout(format!("{call}: AWS did not answer in time")),
            SdkError::ResponseError(answer) => self.unreadable(answer.raw()),
            SdkError::DispatchFailure(failure) if failure.is_io() || failure.is_timeout() => {
                Error::connection(format!(
                    "{call}: AWS cannot be reached ({}); out of a private network it is by a NAT gateway or a VPC endpoint",
                    causes(error)
                ))
            }
            _ => match loading_error(error) {
                Some(CredentialsError::CredentialsNotLoaded(_)) => Error::configuration(format!(
                    "{call}: there is no identity to ask AWS with: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and \
                     AWS_SECRET_ACCESS_KEY, or give the machine, the container or the function a role"
                )),
                Some(_) => Error::configuration(format!(
                    "{call}: the identity to ask AWS with could not be loaded ({})",
                    causes(error)
                )),
                None => Error::configuration(format!("{call}: AWS cannot be asked ({})", causes(error))),
            },
        }
    }

    /// What AWS's refusal means.
    fn refused(&self, error: &impl ProvideErrorMetadata, answer: &HttpResponse) -> Error {
        let call = self.shown();
        let Some(code) = error.code() else { return self.unreadable(answer) };
        let message = error.message().unwrap_or("no message");
        if DENIED.contains(&code) {
            let permissions = self.permissions.join(", ");
            return Error::configuration(format!(
                "{call}: AWS denies it ({message}); the identity needs the permission {permissions}"
            ));
        }
        if NOT_FOUND.contains(&code) {
            return Error::configuration(format!(
                "{call}: AWS does not find it ({message}); are account and region right?"
            ));
        }
        if THROTTLED.contains(&code) {
            return Error::connection(format!(
                "{call}: AWS throttles it ({message}); share one `Database`, or one provider in an `Arc`, and try again later"
            ));
        }
        // The message of some quotes what was signed, session tokens among it.
        if UNKNOWN_IDENTITY.contains(&code) {
            return Error::configuration(format!(
                "{call}: AWS does not take the identity that it is asked with ({code}): its keys are wrong, or expired, or the \
                 clock is"
            ));
        }
        Error::connection(format!("{call}: {message} ({code})"))
    }

    fn unreadable(&self, answer: &HttpResponse) -> Error {
        let (call, status) = (self.shown(), answer.status().as_u16());
        Error::connection(format!("{call}: the answer, with the HTTP status {status}, is not one of the AWS API"))
    }

    fn shown(&self) -> String {
        format!("{} for {} in {}", self.name, self.subject, self.region)
    }
}

/// Why there is no identity, if that is it.
fn loading_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a CredentialsError> {
    std::iter::successors(Some(error), |error| error.source()).find_map(|error| error.downcast_ref())
}

/// The causes of an error, which does not say them itself.
fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes: Vec<_> =
        std::iter::successors(error.source(), |error| error.source()).map(ToString::to_string).collect();
    causes.join(": ")
}
