//! Messages as no driver sends them: every one is answered, and the server goes on.

use std::time::Duration;

use redshift_local::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::fresh;

/// Sends bytes and reads until the server closes.
async fn answer(bytes: &[u8]) -> Vec<u8> {
    let server = Server::shared().await.unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    tokio::time::timeout(Duration::from_secs(60), reading).await.expect("the server hangs").unwrap();
    answer
}

/// Sends bytes and nothing more, and reads until the server closes.
async fn answer_to_all(bytes: &[u8]) -> Vec<u8> {
    let server = Server::shared().await.unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    // A reset is an end too.
    drop(tokio::time::timeout(Duration::from_secs(60), reading).await.expect("the server hangs"));
    answer
}

fn startup(parameters: &[&str]) -> Vec<u8> {
    let mut body = 196_608_u32.to_be_bytes().to_vec();
    for text in parameters {
        body.extend_from_slice(text.as_bytes());
        body.push(0);
    }
    body.push(0);
    packet(&body)
}

fn packet(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 4).unwrap();
    [&length.to_be_bytes(), body].concat()
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind], packet(body).as_slice()].concat()
}

/// In a session that has begun.
async fn answer_in_session(bytes: &[u8]) -> String {
    let bytes = [startup(&["user", "awsuser", "database", "dev"]).as_slice(), bytes].concat();
    String::from_utf8_lossy(&answer(&bytes).await).into_owned()
}

#[tokio::test]
async fn broken_frames_end_in_a_fatal_error() {
    for (bytes, text) in [
        (b"Q\0\0\0\x02".to_vec(), "invalid message length"),
        (b"Q\xff\xff\xff\xff".to_vec(), "invalid message length"),
        (message(b'Q', b"SELECT 1"), "invalid message format"),
        (message(b'Q', b"SELECT 1\0x\0"), "invalid message format"),
        (message(b'P', b"s\0SELECT 1"), "invalid message format"),
        (message(b'P', b"s\0SELECT 1\0\0\x05\0"), "invalid message format"),
        (message(b'B', b"p\0s\0\0\x09"), "invalid message format"),
        (message(b'E', b"portal"), "invalid message format"),
        (message(b'C', b""), "invalid message format"),
        (message(b'!', b""), "invalid frontend message type 33"),
    ] {
        let answer = answer_in_session(&bytes).await;
        assert!(answer.contains("FATAL") && answer.contains(text), "{text}: {answer}");
    }
}

#[tokio::test]
async fn broken_startups_end_in_a_fatal_error() {
    for (bytes, text) in [
        (b"\0\0\0\x03".to_vec(), "invalid length of startup packet"),
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), "invalid length of startup packet"),
        (packet(&196_610_u32.to_be_bytes()), "unsupported frontend protocol 3.2: server supports 1.0 to 3.0"),
        (packet(&[0, 3, 0, 0, b'u']), "invalid startup packet layout"),
        (startup(&["database", "dev"]), "no PostgreSQL user name specified in startup packet"),
        (startup(&["user", "awsuser", "database", "postgres"]), "database \"postgres\" does not exist"),
        (startup(&["user", "awsuser", "database", "missing"]), "database \"missing\" does not exist"),
        (startup(&["user", "nobody", "database", "dev"]), "password authentication failed for user \"nobody\""),
    ] {
        let answer = String::from_utf8_lossy(&answer(&bytes).await).into_owned();
        assert!(answer.contains("FATAL") && answer.contains(text), "{text}: {answer}");
    }
}

#[tokio::test]
async fn encryption_is_declined() {
    let mut bytes = packet(&80_877_103_u32.to_be_bytes());
    let server = Server::shared().await.unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    for code in [80_877_103_u32, 80_877_104] {
        bytes = packet(&code.to_be_bytes());
        stream.write_all(&bytes).await.unwrap();
        assert_eq!(stream.read_u8().await.unwrap(), b'N');
    }
    drop(bytes);
    stream.write_all(&startup(&["user", "awsuser", "database", "dev"])).await.unwrap();
    assert_eq!(stream.read_u8().await.unwrap(), b'R');
}

#[tokio::test]
async fn odd_messages_do_not_confuse_the_session() {
    let end = message(b'X', b"");
    // A text that is not UTF-8, a function call, leftovers of a copy: then a query that works.
    let bytes = [
        message(b'Q', b"SELECT '\xff'\0"),
        message(b'F', &[0; 10]),
        message(b'd', b"data"),
        message(b'c', b""),
        message(b'Q', b"\0"),
        message(b'Q', b"SELECT 42 AS answer\0"),
    ]
    .concat();
    let server = Server::shared().await.unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(&startup(&["user", "awsuser", "database", "dev"])).await.unwrap();
    stream.write_all(&bytes).await.unwrap();
    let mut answer = Vec::new();
    let mut ready = 0;
    // One for the start and one for each query, the function call among them.
    while ready < 5 {
        let kind = stream.read_u8().await.unwrap();
        let length = stream.read_u32().await.unwrap() as usize;
        let mut body = vec![0; length - 4];
        stream.read_exact(&mut body).await.unwrap();
        ready += usize::from(kind == b'Z');
        answer.extend_from_slice(&body);
    }
    stream.write_all(&end).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(answer.contains("invalid byte sequence for encoding \"UTF8\": 0xff"), "{answer}");
    assert!(answer.contains("redshift-local: the function call message is not simulated"), "{answer}");
    assert!(answer.contains("42"), "{answer}");
}

#[tokio::test]
async fn noise_is_survived() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()[0]
    };
    for round in 0..60 {
        let kinds = b"QPBDECSHFdcf";
        let mut bytes = startup(&["user", "awsuser", "database", "dev"]);
        for _ in 0..5 {
            let kind = kinds[usize::from(next()) % kinds.len()];
            let body: Vec<u8> = (0..next() % 24).map(|_| next() % 4).collect();
            bytes.extend(message(kind, &body));
        }
        bytes.extend(message(b'S', b""));
        bytes.extend(message(b'X', b""));
        if round % 3 == 0 {
            bytes.truncate(bytes.len() - usize::from(next() % 30));
            bytes.extend([0xff; 8]);
        }
        drop(answer_to_all(&bytes).await);
    }
    fresh().await.query("SELECT 1", &[]).await.unwrap();
}
