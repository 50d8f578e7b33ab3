//! The stand-in as a process of its own, as most programs find it.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::{Outcome, relay};

/// The server process: prints where it listens, and serves until its standard input ends.
pub(crate) async fn serve() -> Outcome {
    let server = redshift_local::Server::start().await?;
    let socket = server.engine_socket().ok_or("the engine has no socket")?;
    println!("{} {} {} {}", server.url(), server.address(), relay::to(socket).await?, socket.display());
    tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await??;
    Ok(())
}

/// That process, which ends with its owner.
pub(crate) struct Serving {
    child: Child,
    pub(crate) url: String,
    pub(crate) address: String,
    /// The address of a relay to the engine.
    pub(crate) relay: String,
    /// The engine's own socket.
    pub(crate) socket: PathBuf,
}

impl Serving {
    pub(crate) fn start() -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("the server has no output")?).read_line(&mut line)?;
        let mut said = line.trim().splitn(4, ' ').map(str::to_owned);
        let (Some(url), Some(address), Some(relay), Some(socket)) =
            (said.next(), said.next(), said.next(), said.next())
        else {
            return Err("the server did not say where it listens".into());
        };
        Ok(Self { child, url, address, relay, socket: socket.into() })
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}
