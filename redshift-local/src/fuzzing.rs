//! What is fuzzed: every function takes any bytes, and panics where the stand-in is wrong about them. The tests below run them briefly on
//! random bytes, the targets of `fuzz/` for as long as one likes, led by coverage.

use std::cell::OnceCell;
use std::future::Future;

use crate::gate::frame::Incoming;
use crate::gate::rehearsal;
use crate::rewrite::{self, Known, Session};

/// Rewrites a text, of which the first byte tells how it was sent.
///
/// # Panics
/// When the rewriter does, when two rewritings differ, or when what goes to the engine does not hold the one statement that it stands for.
pub fn rewriting(bytes: &[u8]) {
    let Some((&how, text)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let session = Session { in_transaction_block: how & 1 != 0, extended: how & 2 != 0 };
    let outcome = rewrite::rewrite(text, session, &Known::default());
    assert_eq!(outcome, rewrite::rewrite(text, session, &Known::default()), "rewritten twice: {text}");
    for (index, part) in outcome.iter().enumerate().filter(|_| outcome.len() > 1) {
        let alone = rewrite::rewrite_one(text, index, session, &Known::default());
        assert_eq!(part.outcome, alone, "statement {index} of {text}");
    }
    let (statements, refusal) = match rewrite::runnable(outcome) {
        Ok(statements) => (statements, None),
        Err((statements, refusal)) => (statements, Some(refusal)),
    };
    for statement in &statements {
        let count = rewrite::count(&statement.sql);
        assert!(
            count.is_some_and(|count| count <= 1),
            "{count:?} statements for the engine from {text}: {}",
            statement.sql
        );
    }
    if let Some(position) = refusal.as_ref().and_then(|refusal| refusal.position) {
        let length = text.chars().count();
        assert!((1..=length + 1).contains(&position), "an error at {position} of {length} in {text}");
    }
}

/// Rewrites a procedure whose body is a text, as [`rewriting`] does.
///
/// # Panics
/// As [`rewriting`].
pub fn procedure(bytes: &[u8]) {
    let head: &[u8] = b"\0CREATE PROCEDURE p (a INT, b INOUT VARCHAR, c OUT INT) LANGUAGE plpgsql AS $redshift_local$";
    rewriting(&[head, bytes, b"$redshift_local$"].concat());
}

/// Cuts messages out of a stream that arrives in pieces, of which the first byte tells the length.
///
/// # Panics
/// When the pieces change what is read.
pub fn framing(bytes: &[u8]) {
    let Some((&piece, stream)) = bytes.split_first() else { return };
    let whole = block_on(frames(stream.chunks(stream.len().max(1))));
    let pieces = block_on(frames(stream.chunks(usize::from(piece) + 1)));
    assert_eq!(whole, pieces, "in pieces of {}: {stream:?}", usize::from(piece) + 1);
}

/// The messages in a stream, and whether it broke.
async fn frames(pieces: impl Iterator<Item = &[u8]>) -> (Vec<Vec<u8>>, bool) {
    let mut incoming = Incoming::default();
    let mut found = Vec::new();
    for mut piece in pieces {
        incoming.fill(&mut piece).await.expect("a stream in memory");
        loop {
            match incoming.next() {
                Ok(Some(frame)) => found.push(frame.whole.to_vec()),
                Ok(None) => break,
                Err(_) => return (found, true),
            }
        }
    }
    (found, false)
}

/// Plays a session: a client that sends anything in any order, and an engine of a few rules.
///
/// # Panics
/// When an answer is missing, comes twice, or is another statement's.
pub fn conversation(bytes: &[u8]) {
    block_on(rehearsal::play(bytes));
}

/// Reads any bytes as what a client sends after its start, and any as what the engine answers.
///
/// # Panics
/// When the gate does.
pub fn garbage(bytes: &[u8]) {
    block_on(rehearsal::endure(bytes));
}

/// Runs a future on this thread.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    thread_local! {
        static RUNTIME: OnceCell<tokio::runtime::Runtime> = const { OnceCell::new() };
    }
    RUNTIME.with(|runtime| {
        let build = || tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.get_or_init(build).block_on(future)
    })
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_session_stays_in_step(script in vec(any::<u8>(), 0..80)) {
            super::conversation(&script);
        }

        #[test]
        fn messages_may_arrive_in_pieces(
            piece: u8,
            messages in vec((any::<u8>(), vec(any::<u8>(), 0..20)), 0..10),
            noise in vec(any::<u8>(), 0..8),
        ) {
            let mut bytes = vec![piece];
            for (kind, body) in messages {
                crate::gate::frame::write(&mut bytes, kind, |out| out.extend_from_slice(&body));
            }
            bytes.extend_from_slice(&noise);
            super::framing(&bytes);
        }

        #[test]
        fn garbage_ends_a_session_and_nothing_else(bytes in vec(any::<u8>(), 0..200)) {
            super::garbage(&bytes);
        }
    }
}
