//! A small blocking client of the engine, for the statements the server itself runs.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use crate::error::{Error, Result};
use crate::gate::frame;

/// The user that owns everything; Redshift's own default name for its first user.
pub(crate) const USER: &str = "awsuser";

/// One connection to the engine, without the gate.
#[derive(Debug)]
pub(crate) struct Admin {
    stream: UnixStream,
}

impl Admin {
    /// Connects; `Err` may only mean that the engine is not up yet.
    pub(crate) fn connect(socket: &Path, database: &str) -> io::Result<Self> {
        let stream = UnixStream::connect(socket)?;
        let mut admin = Self { stream };
        let mut startup = Vec::new();
        frame::startup(&mut startup, &[("user", USER), ("database", database), ("client_encoding", "UTF8")]);
        admin.stream.write_all(&startup)?;
        admin.until_ready()?;
        Ok(admin)
    }

    /// The connection, for its end to be seen.
    pub(crate) fn into_stream(self) -> UnixStream {
        self.stream
    }

    /// Runs statements; the first error ends them.
    pub(crate) fn run(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>> {
        let mut message = Vec::new();
        frame::query(&mut message, sql);
        self.stream
            .write_all(&message)
            .and_then(|()| self.until_ready())
            .map_err(|error| Error::sql(format!("a statement of redshift-local itself failed: {error}")))
    }

    /// Reads up to `ReadyForQuery`, keeping the rows.
    fn until_ready(&mut self) -> io::Result<Vec<Vec<Option<String>>>> {
        let mut failure = None;
        let mut rows = Vec::new();
        loop {
            let (kind, body) = self.message()?;
            match kind {
                b'E' => {
                    let text = frame::error_field(&body, b'M').unwrap_or_default();
                    let context = frame::error_field(&body, b'W').unwrap_or_default();
                    failure.get_or_insert(format!("{text} {context}").trim_end().to_owned());
                    if frame::error_field(&body, b'S').is_some_and(|severity| severity != "ERROR") {
                        break;
                    }
                }
                b'D' => rows.push(frame::data_row(&body)),
                b'Z' => break,
                _ => {}
            }
        }
        match failure {
            Some(text) => Err(io::Error::other(text)),
            None => Ok(rows),
        }
    }

    fn message(&mut self) -> io::Result<(u8, Vec<u8>)> {
        let mut head = [0; 5];
        self.stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        let length = length.checked_sub(4).ok_or_else(|| io::Error::other("a message without a length"))?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((head[0], body))
    }
}
