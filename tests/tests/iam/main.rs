//! Temporary credentials from AWS: asked for at moto's server and at a double of the API, used on the stand-in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

mod api;
mod calls;
mod eyes;
mod failures;
mod logins;
mod moto;

use std::fmt::Write as _;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials as AwsCredentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use redshift_orm::Error;

/// What signs the requests, where nothing checks it.
const KEY: [&str; 3] = ["AKIAIOSFODNN7EXAMPLE", "hunter1 is the secret key", "hunter1 is the session token"];

/// What asks the API at this address, and tries twice.
fn config(endpoint: &str, [id, secret, token]: [&str; 3]) -> SdkConfig {
    let token = Some(token.to_owned()).filter(|token| !token.is_empty());
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(SharedCredentialsProvider::new(AwsCredentials::new(id, secret, token, None, "test")))
        .retry_config(RetryConfig::standard().with_max_attempts(2))
        .build()
}

/// Everything that an error shows, through whatever a program prints it with.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(error) = cause {
        let _ = write!(text, " {error} {error:?}");
        cause = error.source();
    }
    assert!(!text.contains("hunter"), "{text}");
    text
}
