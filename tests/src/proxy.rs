//! A proxy before a server that cuts links where it is told to.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Where a link is cut: once, on whichever link comes there first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Before a statement that begins like this reaches the server.
    Before(&'static str),
    /// When the server has done a statement that begins like this, before any of its answer reaches the client.
    After(&'static str),
    /// Like [`After`](Cut::After), when so many rows of the answer have reached the client.
    Rows(&'static str, usize),
    /// The client's side alone, before a statement that begins like this reaches the server, which learns nothing until
    /// [`Proxy::release`]: the statement is still under way.
    Hold(&'static str),
    /// When so many messages more have passed, of either side of whatever link; the next one is lost.
    Anywhere(usize),
}

/// What happens to the statements that are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Waiting,
    /// They reach the server.
    Arrived,
    /// They are lost, and the server sees the link end.
    Lost,
}

/// A proxy before a server.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    server: SocketAddr,
    cut: Mutex<Option<Cut>>,
    links: AtomicUsize,
    statements: AtomicUsize,
    /// Whether links are made, and those there are stay.
    up: watch::Sender<bool>,
    held: watch::Sender<Held>,
}

impl Proxy {
    /// A proxy before the server of a URL.
    ///
    /// # Panics
    /// When the URL names no address, or no port is free.
    pub async fn start(url: &str) -> Self {
        let server = authority(url).parse().expect("the stand-in's URL names an address");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let shared = Arc::new(Shared {
            server,
            cut: Mutex::new(None),
            links: AtomicUsize::new(0),
            statements: AtomicUsize::new(0),
            up: watch::Sender::new(true),
            held: watch::Sender::new(Held::Waiting),
        });
        let accepting = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(Arc::clone(&accepting), client));
            }
        });
        Proxy { address, shared }
    }

    /// The URL with the proxy in place of the server.
    #[must_use]
    pub fn url(&self, url: &str) -> String {
        url.replacen(authority(url), &self.address.to_string(), 1)
    }

    /// Cuts a link when it comes there.
    pub fn cut(&self, cut: Cut) {
        self.shared.held.send_replace(Held::Waiting);
        *self.shared.cut() = Some(cut);
    }

    /// Cuts nothing any more, lets links be made, and loses what is held.
    pub fn clear(&self) {
        *self.shared.cut() = None;
        self.release(false);
        self.up();
    }

    /// Whether the link that was to be cut is cut.
    #[must_use]
    pub fn has_cut(&self) -> bool {
        self.shared.cut().is_none()
    }

    /// How many links were made or tried.
    #[must_use]
    pub fn links(&self) -> usize {
        self.shared.links.load(Ordering::SeqCst)
    }

    /// How many statements the clients have sent.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.shared.statements.load(Ordering::SeqCst)
    }

    /// Ends all links, and every new one as soon as it is made.
    pub fn down(&self) {
        self.shared.up.send_replace(false);
    }

    /// Lets links be made again.
    pub fn up(&self) {
        self.shared.up.send_replace(true);
    }

    /// Lets the statements that are held reach the server, or be lost.
    pub fn release(&self, arrives: bool) {
        self.shared.held.send_replace(if arrives { Held::Arrived } else { Held::Lost });
    }
}

impl Shared {
    fn cut(&self) -> MutexGuard<'_, Option<Cut>> {
        self.cut.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a statement; the cut that it is for.
    fn take(&self, statement: &str) -> Option<Cut> {
        self.statements.fetch_add(1, Ordering::SeqCst);
        let mut cut = self.cut();
        match *cut {
            Some(Cut::Before(start) | Cut::After(start) | Cut::Rows(start, _) | Cut::Hold(start))
                if statement.starts_with(start) =>
            {
                cut.take()
            }
            _ => None,
        }
    }

    /// Whether the link is cut before this message, whatever it is.
    fn is_the_end(&self) -> bool {
        let mut cut = self.cut();
        match &mut *cut {
            Some(Cut::Anywhere(0)) => cut.take().is_some(),
            Some(Cut::Anywhere(messages)) => {
                *messages -= 1;
                false
            }
            _ => false,
        }
    }
}

/// The host and port of a URL.
fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['/', '?']).next().unwrap_or(rest);
    rest.rsplit_once('@').map_or(rest, |(_, host)| host)
}

async fn serve(shared: Arc<Shared>, client: TcpStream) {
    shared.links.fetch_add(1, Ordering::SeqCst);
    let mut up = shared.up.subscribe();
    let link = async {
        let Ok(server) = TcpStream::connect(shared.server).await else { return };
        let (from, to) = client.into_split();
        let client = (Half::new(from, true), to);
        let (from, to) = server.into_split();
        forward(&shared, client, (Half::new(from, false), to)).await;
    };
    tokio::select! {
        () = link => {}
        _ = up.wait_for(|up| !up) => {}
    }
}

/// Forwards messages until the link is cut. Both sides end when this does.
async fn forward(
    shared: &Shared,
    (mut from_client, mut to_client): (Half, OwnedWriteHalf),
    (mut from_server, mut to_server): (Half, OwnedWriteHalf),
) {
    let mut rows_until_cut = None;
    let mut named = Named::default();
    loop {
        tokio::select! {
            message = from_client.next() => {
                let Some(message) = message.filter(|_| !shared.is_the_end()) else { return };
                match named.executed(&message).and_then(|statement| shared.take(&statement)) {
                    None | Some(Cut::Anywhere(_)) => {}
                    Some(Cut::Before(_)) => return,
                    Some(Cut::Rows(_, rows)) => rows_until_cut = Some(rows),
                    Some(Cut::After(_)) => {
                        request(message, &mut from_client, &mut to_server).await;
                        from_server.until_ready().await;
                        return;
                    }
                    Some(Cut::Hold(_)) => {
                        let mut held_back = vec![message];
                        while held_back.last().is_some_and(|message| !message.ends_a_request()) {
                            let Some(next) = from_client.next().await else { return };
                            held_back.push(next);
                        }
                        drop((from_client, to_client));
                        let mut held = shared.held.subscribe();
                        let arrives = held.wait_for(|held| *held != Held::Waiting).await.is_ok_and(|held| *held == Held::Arrived);
                        if arrives {
                            for message in held_back {
                                let _ = to_server.write_all(&message.0).await;
                            }
                            from_server.until_ready().await;
                        }
                        return;
                    }
                }
                if to_server.write_all(&message.0).await.is_err() {
                    return;
                }
            }
            message = from_server.next() => {
                let Some(message) = message.filter(|_| !shared.is_the_end()) else { return };
                if message.tag() == Some(b'D')
                    && let Some(rows) = &mut rows_until_cut
                {
                    match rows.checked_sub(1) {
                        Some(left) => *rows = left,
                        None => return,
                    }
                }
                if to_client.write_all(&message.0).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// Forwards the rest of a request.
async fn request(mut message: Message, from_client: &mut Half, to_server: &mut OwnedWriteHalf) {
    loop {
        if to_server.write_all(&message.0).await.is_err() || message.ends_a_request() {
            return;
        }
        match from_client.next().await {
            Some(next) => message = next,
            None => return,
        }
    }
}

/// A message of the protocol, with its tag and length.
struct Message(Vec<u8>);

impl Message {
    /// What kind of message it is. The first one of a client has no tag, and its length begins with 0.
    fn tag(&self) -> Option<u8> {
        self.0.first().copied().filter(|tag| *tag != 0)
    }

    fn ends_a_request(&self) -> bool {
        matches!(self.tag(), Some(b'Q' | b'S'))
    }

    /// The texts that it begins with.
    fn texts(&self) -> impl Iterator<Item = String> {
        let body = self.0.get(5..).unwrap_or_default();
        body.split(|byte| *byte == 0).map(|text| String::from_utf8_lossy(text).into_owned())
    }
}

/// The texts of the statements that have names.
#[derive(Default)]
struct Named(HashMap<String, String>);

impl Named {
    /// The text of the statement that a message begins to execute.
    fn executed(&mut self, message: &Message) -> Option<String> {
        let mut texts = message.texts();
        match message.tag()? {
            b'Q' => texts.next(),
            b'P' => {
                let (name, text) = (texts.next()?, texts.next()?);
                if name.is_empty() {
                    return Some(text);
                }
                self.0.insert(name, text);
                None
            }
            // After the name of the portal.
            b'B' => self.0.get(&texts.nth(1)?).cloned(),
            _ => None,
        }
    }
}

/// The messages of one side.
struct Half {
    from: OwnedReadHalf,
    read: Vec<u8>,
    /// The next message has no tag.
    starts: bool,
}

impl Half {
    fn new(from: OwnedReadHalf, starts: bool) -> Self {
        Half { from, read: Vec::new(), starts }
    }

    /// The next message. Nothing of it is lost when this is dropped.
    async fn next(&mut self) -> Option<Message> {
        loop {
            let tag = usize::from(!self.starts);
            if let Some(length) = self.read.get(tag..).and_then(|rest| rest.first_chunk::<4>()) {
                let end = tag + usize::try_from(u32::from_be_bytes(*length)).ok()?;
                if self.read.len() >= end {
                    self.starts = false;
                    return Some(Message(self.read.drain(..end).collect()));
                }
            }
            if self.from.read_buf(&mut self.read).await.ok()? == 0 {
                return None;
            }
        }
    }

    /// Reads until the server is ready for the next request.
    async fn until_ready(&mut self) {
        while let Some(message) = self.next().await {
            if message.tag() == Some(b'Z') {
                return;
            }
        }
    }
}
