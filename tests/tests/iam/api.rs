//! A double of the AWS API: it answers what a test has written down, and keeps what it was asked.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_config::SdkConfig;

/// It listens until the test's process ends.
pub(crate) struct Api {
    pub(crate) endpoint: String,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

/// An answer's status and its body.
type Answer = (u16, String);

impl Api {
    /// Gives these answers in turn.
    pub(crate) fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let api =
            Api { endpoint, answers: Arc::new(Mutex::new(answers.into_iter().collect())), requests: Arc::default() };
        let (answers, requests) = (Arc::clone(&api.answers), Arc::clone(&api.requests));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                requests.lock().unwrap().push(read(&stream));
                let (status, body) = answers.lock().unwrap().pop_front().expect("there is an answer left");
                let head =
                    format!("HTTP/1.1 {status} Status\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
                // What a client breaks off is the client's to report.
                let _ = (&stream).write_all((head + &body).as_bytes());
            }
        });
        api
    }

    pub(crate) fn config(&self) -> SdkConfig {
        super::config(&self.endpoint, super::KEY)
    }

    /// The requests so far: their headers and their bodies.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> String {
    let mut stream = BufReader::new(stream);
    let mut text = String::new();
    while stream.read_line(&mut text).unwrap() > 0 && !text.ends_with("\r\n\r\n") {}
    let length = text.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).unwrap();
    text + &String::from_utf8(body).unwrap()
}

/// The form that Redshift's own API answers in, with times in seconds from now.
pub(crate) fn redshift(call: &str, user: &str, password: &str, expires: u64, next: Option<u64>) -> Answer {
    let mut fields = format!(
        "<DbUser>{user}</DbUser><DbPassword>{password}</DbPassword><Expiration>{}</Expiration>",
        timestamp(expires)
    );
    if let Some(next) = next {
        write!(fields, "<NextRefreshTime>{}</NextRefreshTime>", timestamp(next)).unwrap();
    }
    let body = format!(
        "<{call}Response xmlns=\"http://redshift.amazonaws.com/doc/2012-12-01/\"><{call}Result>{fields}</{call}Result>\
         <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{call}Response>"
    );
    (200, body)
}

pub(crate) fn redshift_error(status: u16, code: &str, message: &str) -> Answer {
    let body = format!(
        "<ErrorResponse xmlns=\"http://redshift.amazonaws.com/doc/2012-12-01/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error><RequestId>1</RequestId></ErrorResponse>"
    );
    (status, body)
}

/// The form of Redshift Serverless.
pub(crate) fn serverless(user: &str, password: &str, expires: u64, next: u64) -> Answer {
    let (expires, next) = (epoch(expires), epoch(next));
    let body =
        format!(r#"{{"dbUser":"{user}","dbPassword":"{password}","expiration":{expires},"nextRefreshTime":{next}}}"#);
    (200, body)
}

pub(crate) fn serverless_error(code: &str, message: &str) -> Answer {
    (400, format!(r#"{{"__type":"{code}","message":"{message}"}}"#))
}

fn epoch(seconds_from_now: u64) -> u64 {
    let time = SystemTime::now() + Duration::from_secs(seconds_from_now);
    time.duration_since(UNIX_EPOCH).unwrap().as_secs()
}

fn timestamp(seconds_from_now: u64) -> String {
    let time = redshift_orm::prelude::Utc::now() + Duration::from_secs(seconds_from_now);
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
