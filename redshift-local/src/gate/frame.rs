//! The framing of the protocol: cutting messages out of a byte stream, reading and writing their fields.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// No message of a client is longer; Redshift ends statements at 16 MB.
pub(crate) const LONGEST: usize = 256 * 1024 * 1024;

/// A message with its kind, still in the reader's buffer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) kind: u8,
    pub(crate) body: &'a [u8],
    /// The whole message, as it is copied when nothing is changed.
    pub(crate) whole: &'a [u8],
}

/// The length of the next message cannot be right.
#[derive(Debug)]
pub(crate) struct Broken;

/// Bytes of a stream, from which whole messages are taken.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    bytes: Vec<u8>,
    start: usize,
}

impl Incoming {
    /// Reads more; `Ok(false)` at the end of the stream.
    pub(crate) async fn fill(&mut self, stream: &mut (impl AsyncRead + Unpin)) -> io::Result<bool> {
        if self.has_more() {
            self.bytes.drain(..self.start);
        } else {
            self.bytes.clear();
        }
        self.start = 0;
        self.bytes.reserve(64 * 1024);
        Ok(stream.read_buf(&mut self.bytes).await? > 0)
    }

    /// The next whole message, if it is there.
    pub(crate) fn next(&mut self) -> Result<Option<Frame<'_>>, Broken> {
        let Some(whole) = first(&self.bytes[self.start..])? else {
            return Ok(None);
        };
        self.start += whole.len();
        Ok(Some(Frame { kind: whole[0], body: &whole[5..], whole }))
    }

    /// The kind of the next message, of which perhaps nothing more has come.
    pub(crate) fn next_kind(&self) -> Option<u8> {
        self.bytes.get(self.start).copied()
    }

    /// The whole messages of one kind that are next, as they stand one behind the other.
    pub(crate) fn next_of(&mut self, kind: u8) -> &[u8] {
        let rest = &self.bytes[self.start..];
        let mut end = 0;
        while let Some(whole) = rest.get(end..).filter(|rest| rest.first() == Some(&kind))
            && let Ok(Some(whole)) = first(whole)
        {
            end += whole.len();
        }
        self.start += end;
        &rest[..end]
    }

    /// The next startup packet (without a kind), if it is there: the part after the length.
    pub(crate) fn next_startup(&mut self, longest: usize) -> Result<Option<Vec<u8>>, Broken> {
        let rest = &self.bytes[self.start..];
        let Some(length) = be_u32(rest, 0) else {
            return Ok(None);
        };
        let length = length as usize;
        if !(8..=longest).contains(&length) {
            return Err(Broken);
        }
        let Some(whole) = rest.get(..length) else {
            return Ok(None);
        };
        let body = whole[4..].to_vec();
        self.start += length;
        Ok(Some(body))
    }

    /// Whether bytes have arrived that were not taken yet.
    pub(crate) fn has_more(&self) -> bool {
        self.start < self.bytes.len()
    }
}

/// The message that bytes begin with, if it is whole.
fn first(bytes: &[u8]) -> Result<Option<&[u8]>, Broken> {
    let Some(length) = be_u32(bytes, 1) else {
        return Ok(None);
    };
    let length = length as usize;
    if !(4..=LONGEST).contains(&length) {
        return Err(Broken);
    }
    Ok(bytes.get(..length + 1))
}

/// Four bytes at an offset, as a number.
pub(crate) fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// Reads the fields of a message one after the other; `None` when it is too short.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    /// Bytes up to a zero.
    pub(crate) fn text(&mut self) -> Option<&'a [u8]> {
        let end = self.0.iter().position(|&byte| byte == 0)?;
        let (text, rest) = self.0.split_at(end);
        self.0 = &rest[1..];
        Some(text)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        let (two, rest) = self.0.split_at_checked(2)?;
        self.0 = rest;
        Some(u16::from_be_bytes(two.try_into().ok()?))
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        let value = be_u32(self.0, 0)?;
        self.0 = &self.0[4..];
        Some(value)
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    pub(crate) fn skip(&mut self, count: usize) -> Option<()> {
        self.0 = self.0.get(count..)?;
        Some(())
    }
}

/// Writes one message: the kind, the length, and what `body` writes.
pub(crate) fn write(out: &mut Vec<u8>, kind: u8, body: impl FnOnce(&mut Vec<u8>)) {
    out.push(kind);
    write_length(out, body);
}

fn write_length(out: &mut Vec<u8>, body: impl FnOnce(&mut Vec<u8>)) {
    let at = out.len();
    out.extend_from_slice(&[0; 4]);
    body(out);
    let length = u32::try_from(out.len() - at).unwrap_or(u32::MAX);
    out[at..at + 4].copy_from_slice(&length.to_be_bytes());
}

/// Text and its final zero; a zero inside ends it, as it would for the receiver.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    out.extend(text.iter().take_while(|&&byte| byte != 0));
    out.push(0);
}

/// A `StartupMessage`.
pub(crate) fn startup(out: &mut Vec<u8>, parameters: &[(&str, &str)]) {
    write_length(out, |out| {
        out.extend_from_slice(&196_608_u32.to_be_bytes());
        for (name, value) in parameters {
            put_text(out, name.as_bytes());
            put_text(out, value.as_bytes());
        }
        out.push(0);
    });
}

/// A `Query`.
pub(crate) fn query(out: &mut Vec<u8>, sql: &str) {
    write(out, b'Q', |out| put_text(out, sql.as_bytes()));
}

/// An `ErrorResponse` of our own.
pub(crate) fn error(out: &mut Vec<u8>, severity: &str, sqlstate: &str, message: &str) {
    write(out, b'E', |out| {
        for (field, value) in [(b'S', severity), (b'C', sqlstate), (b'M', message)] {
            out.push(field);
            put_text(out, value.as_bytes());
        }
        out.push(0);
    });
}

/// The fields of an `ErrorResponse` or `NoticeResponse`.
pub(crate) fn error_fields(body: &[u8]) -> Vec<(u8, String)> {
    let mut fields = Fields(body);
    let mut found = Vec::new();
    while let Some(field) = fields.byte().filter(|&field| field != 0) {
        let Some(text) = fields.text() else { break };
        found.push((field, String::from_utf8_lossy(text).into_owned()));
    }
    found
}

/// One field of an `ErrorResponse`.
pub(crate) fn error_field(body: &[u8], wanted: u8) -> Option<String> {
    error_fields(body).into_iter().find(|(field, _)| *field == wanted).map(|(_, text)| text)
}

/// The columns of a `DataRow` in text format.
pub(crate) fn data_row(body: &[u8]) -> Vec<Option<String>> {
    let mut fields = Fields(body);
    let count = fields.u16().unwrap_or(0);
    let mut columns = Vec::new();
    for _ in 0..count {
        let Some(length) = fields.u32() else { break };
        if length == u32::MAX {
            columns.push(None);
            continue;
        }
        let Some((value, rest)) = fields.0.split_at_checked(length as usize) else {
            break;
        };
        fields.0 = rest;
        columns.push(Some(String::from_utf8_lossy(value).into_owned()));
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incoming(bytes: &[u8]) -> Incoming {
        Incoming { bytes: bytes.to_vec(), start: 0 }
    }

    #[test]
    fn cuts_messages() {
        let mut bytes = Vec::new();
        query(&mut bytes, "select 1");
        bytes.extend_from_slice(b"S\0\0\0\x04P\0");
        let mut incoming = incoming(&bytes);
        let first = incoming.next().unwrap().unwrap();
        assert_eq!((first.kind, first.body), (b'Q', b"select 1\0".as_slice()));
        let second = incoming.next().unwrap().unwrap();
        assert_eq!((second.kind, second.body), (b'S', b"".as_slice()));
        assert!(incoming.next().unwrap().is_none());
        assert!(incoming.has_more());
    }

    #[test]
    fn takes_messages_of_one_kind_together() {
        let rows = b"D\0\0\0\x06ab" as &[u8];
        let mut incoming = incoming(&[rows, rows, b"C\0\0\0\x05\0", rows, b"D\0\0\0\x06a"].concat());
        assert_eq!(incoming.next_of(b'D'), [rows, rows].concat());
        assert_eq!(incoming.next_of(b'D'), b"");
        assert_eq!(incoming.next().unwrap().unwrap().kind, b'C');
        assert_eq!(incoming.next_of(b'D'), rows);
        assert_eq!(incoming.next_of(b'D'), b"");
        assert!(incoming.next().unwrap().is_none() && incoming.has_more());
        assert_eq!(super::Incoming { bytes: b"D\0\0\0\x03".to_vec(), start: 0 }.next_of(b'D'), b"");
    }

    #[test]
    fn refuses_impossible_lengths() {
        assert!(incoming(b"Q\0\0\0\x03").next().is_err());
        assert!(incoming(b"Q\xff\xff\xff\xff").next().is_err());
        assert!(incoming(b"\0\0\0\x07").next_startup(10_000).is_err());
    }

    #[test]
    fn reads_what_it_writes() {
        let mut out = Vec::new();
        error(&mut out, "ERROR", "0A000", "no");
        assert_eq!(error_field(&out[5..], b'M').as_deref(), Some("no"));
        assert_eq!(error_field(&out[5..], b'H'), None);
    }
}
