//! Temporary credentials from AWS, by the rights of an identity of IAM. With the feature `iam`.
//!
//! | | call | permissions | user of the session |
//! |---|---|---|---|
//! | `Iam::cluster("examplecluster")` | `GetClusterCredentialsWithIAM` | `redshift:GetClusterCredentialsWithIAM` | one for the identity, such as `IAMR:reports` |
//! | `Iam::cluster("examplecluster").user("report")` | `GetClusterCredentials` | `redshift:GetClusterCredentials`; `redshift:JoinGroup` with [groups](Iam::groups); `redshift:CreateClusterUser` with [`auto_create`](Iam::auto_create) | `report` |
//! | `Iam::workgroup("examplegroup")` | `GetCredentials` of Redshift Serverless | `redshift-serverless:GetCredentials` | one for the identity |
//!
//! Each asks for the database of the connection alone, and AWS gives 15 minutes unless [`duration`](Iam::duration) says otherwise.
//!
//! AWS is asked with the identity, the settings and the retries that `aws_config` finds in the environment, the profile, or the
//! container or machine that the program runs on; [`config`](Iam::config) takes others. The region is that of the host's name, if it is
//! Redshift's own, and else the configured one. Profiles of IAM Identity Center need the feature `sso` of `aws-config` in the program.

mod call;

use std::fmt;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_redshift::config::SharedHttpClient;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use tokio::sync::OnceCell;

use self::call::Ask;
use super::{CredentialProvider, Credentials, Login};
use crate::error::{Error, Result};

/// Temporary credentials from AWS; see [the module](self).
///
/// # Examples
///
/// ```no_run
/// use redshift_orm::client::credentials::iam::Iam;
/// use redshift_orm::prelude::*;
///
/// # async fn example() -> Result<()> {
/// let db = Database::builder()
///     .url("redshift://examplecluster.abc123xyz789.us-west-2.redshift.amazonaws.com/dev")
///     .credentials(Iam::cluster("examplecluster").user("report").groups(["analysts"]))
///     .connect()
///     .await?;
/// # Ok(())
/// # }
/// ```
pub struct Iam<Who> {
    who: Who,
    duration: Option<Duration>,
    config: OnceCell<SdkConfig>,
}

/// The identity itself, on a provisioned cluster.
#[derive(Debug)]
pub struct Cluster {
    name: String,
}

/// A database user of a provisioned cluster.
#[derive(Debug)]
pub struct ClusterUser {
    cluster: String,
    user: String,
    groups: Vec<String>,
    auto_create: bool,
}

/// The identity itself, on a serverless workgroup.
#[derive(Debug)]
pub struct Workgroup {
    name: String,
}

/// How long a temporary password may be valid (`GetClusterCredentials` of the API reference).
const DURATIONS: std::ops::RangeInclusive<Duration> = Duration::from_mins(15)..=Duration::from_hours(1);

impl Iam<Cluster> {
    /// For the provisioned cluster of this identifier, as the identity that AWS is asked with.
    pub fn cluster(identifier: impl Into<String>) -> Self {
        Iam::of(Cluster { name: identifier.into() })
    }

    /// As this database user instead.
    pub fn user(self, name: impl Into<String>) -> Iam<ClusterUser> {
        let who = ClusterUser { cluster: self.who.name, user: name.into(), groups: Vec::new(), auto_create: false };
        Iam { who, duration: self.duration, config: self.config }
    }
}

impl Iam<ClusterUser> {
    /// The groups that the user is in during the session, besides its own.
    pub fn groups<G: Into<String>>(mut self, groups: impl IntoIterator<Item = G>) -> Self {
        self.who.groups = groups.into_iter().map(Into::into).collect();
        self
    }

    /// Creates the user if there is none.
    pub fn auto_create(mut self) -> Self {
        self.who.auto_create = true;
        self
    }
}

impl Iam<Workgroup> {
    /// For the serverless workgroup of this name, as the identity that AWS is asked with.
    pub fn workgroup(name: impl Into<String>) -> Self {
        Iam::of(Workgroup { name: name.into() })
    }
}

impl<Who> Iam<Who> {
    fn of(who: Who) -> Self {
        Iam { who, duration: None, config: OnceCell::new() }
    }

    /// How long the credentials are valid: from 15 minutes, which they are by default, to an hour.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// What AWS is asked with, in place of what the environment says: the identity, the region, the endpoint, retries, timeouts.
    pub fn config(mut self, config: SdkConfig) -> Self {
        self.config = OnceCell::new_with(Some(config));
        self
    }
}

impl<Who: Ask> CredentialProvider for Iam<Who> {
    async fn credentials(&self, login: &Login) -> Result<Credentials> {
        let seconds = self.duration.map(seconds).transpose()?;
        let config = self.config.get_or_init(load).await.to_builder();
        let mut config = match region_of(&login.host) {
            Some(region) => config.region(Region::new(region.to_owned())),
            None => config,
        }
        .build();
        if config.region().is_none() {
            return Err(Error::configuration(
                "the region of the AWS API is not known: set AWS_REGION, a region in the AWS profile, or one in the `config` \
                 of `Iam`",
            ));
        }
        if config.http_client().is_none() {
            config = config.into_builder().http_client(http_client()).build();
        }
        self.who.ask(&config, seconds, login).await
    }
}

impl<Who: fmt::Debug> fmt::Debug for Iam<Who> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iam").field("who", &self.who).field("duration", &self.duration).finish_non_exhaustive()
    }
}

async fn load() -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest()).http_client(http_client()).load().await
}

/// With the TLS that the connections to the database have.
fn http_client() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
}

fn seconds(duration: Duration) -> Result<i32> {
    let seconds = i32::try_from(duration.as_secs()).ok().filter(|_| DURATIONS.contains(&duration));
    seconds.ok_or_else(|| Error::configuration("the `duration` of `Iam` is from 15 minutes to an hour"))
}

/// The region in the name of Redshift's own endpoints, such as `examplecluster.abc123xyz789.us-west-2.redshift.amazonaws.com`.
fn region_of(host: &str) -> Option<&str> {
    let host = host.strip_suffix(".cn").unwrap_or(host).strip_suffix(".amazonaws.com")?;
    let host = host.strip_suffix(".redshift").or_else(|| host.strip_suffix(".redshift-serverless"))?;
    host.rsplit_once('.').map(|(_, region)| region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_tells_the_region() {
        let hosts = [
            ("examplecluster.abc123xyz789.us-west-2.redshift.amazonaws.com", Some("us-west-2")),
            ("examplegroup.123456789012.eu-central-1.redshift-serverless.amazonaws.com", Some("eu-central-1")),
            ("examplecluster.abc123xyz789.cn-north-1.redshift.amazonaws.com.cn", Some("cn-north-1")),
            ("warehouse.example.com", None),
            ("redshift.amazonaws.com", None),
            ("examplecluster.rds.amazonaws.com", None),
            ("127.0.0.1", None),
        ];
        for (host, region) in hosts {
            assert_eq!(region_of(host), region, "{host}");
        }
    }

    #[test]
    fn a_duration_is_one_that_aws_takes() {
        for (length, expected) in [(900, Some(900)), (3600, Some(3600)), (899, None), (3601, None), (u64::MAX, None)] {
            assert_eq!(seconds(Duration::from_secs(length)).ok(), expected);
        }
        assert!(seconds(Duration::ZERO).unwrap_err().is_configuration());
    }
}
