//! The credentials for the connections of a pool: kept while they are good, asked for by one at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tokio::sync::{Mutex, MutexGuard};

use super::{Credentials, Login, Provider};
use crate::error::Error;

/// What a request came to. Those who waited for it share it.
type Answer = Result<Credentials, Arc<Error>>;

/// Asks a provider for the credentials of one login.
pub(in crate::client) struct Keeper {
    provider: Provider,
    login: Login,
    /// How many requests have ended.
    answered: AtomicU64,
    state: Mutex<State>,
}

/// What the last requests left.
#[derive(Default)]
struct State {
    kept: Option<Kept>,
    last: Option<Answer>,
}

/// Credentials that are used again.
struct Kept {
    credentials: Credentials,
    expires_at: SystemTime,
    refresh_at: SystemTime,
}

impl Keeper {
    pub(in crate::client) fn new(provider: Provider, login: Login) -> Self {
        Keeper { provider, login, answered: AtomicU64::new(0), state: Mutex::default() }
    }

    /// Credentials to log in with.
    pub(in crate::client) async fn credentials(&self, now: SystemTime) -> Answer {
        let (mut state, shared) = self.turn().await;
        if let Some(answer) = shared {
            return answer;
        }
        if let Some(kept) = state.kept.as_ref().filter(|kept| now < kept.refresh_at) {
            return Ok(kept.credentials.clone());
        }
        let answer = match self.provider.ask(&self.login).await {
            Ok(credentials) => {
                state.kept = Kept::new(&credentials, now);
                Ok(credentials)
            }
            Err(error) => match state.kept.as_mut().filter(|kept| now < kept.expires_at) {
                Some(kept) => {
                    tracing::warn!(%error, "credentials could not be renewed");
                    kept.postpone(now);
                    Ok(kept.credentials.clone())
                }
                None => Err(Arc::new(error)),
            },
        };
        self.tell(&mut state, answer)
    }

    /// Credentials in place of those that the server has refused. They may be the same.
    pub(in crate::client) async fn fresh(&self, refused: &Credentials, now: SystemTime) -> Answer {
        let (mut state, shared) = self.turn().await;
        // Another connection may have been refused before, and have asked already.
        let kept = state.kept.as_ref().map(|kept| Ok(kept.credentials.clone()));
        let is_other =
            |answer: &Answer| answer.as_ref().map_or(true, |credentials| !credentials.is_same_login(refused));
        if let Some(answer) = shared.or(kept).filter(is_other) {
            return answer;
        }
        state.kept = None;
        let answer = self.provider.ask(&self.login).await.map_err(Arc::new);
        state.kept = answer.as_ref().ok().and_then(|credentials| Kept::new(credentials, now));
        self.tell(&mut state, answer)
    }

    /// Waits until no request is under way, and gives the answer of one that was.
    async fn turn(&self) -> (MutexGuard<'_, State>, Option<Answer>) {
        let before = self.answered.load(Ordering::Acquire);
        let state = self.state.lock().await;
        let heard = self.answered.load(Ordering::Acquire) > before;
        let shared = state.last.clone().filter(|_| heard);
        (state, shared)
    }

    fn tell(&self, state: &mut State, answer: Answer) -> Answer {
        state.last = Some(answer.clone());
        self.answered.fetch_add(1, Ordering::Release);
        answer
    }
}

impl Kept {
    /// `None` for credentials that are not kept: they do not say when they expire, or they have done so.
    fn new(credentials: &Credentials, asked_at: SystemTime) -> Option<Self> {
        let expires_at = credentials.expires_at?;
        let life = expires_at.duration_since(asked_at).ok().filter(|life| *life > Duration::ZERO)?;
        let named = credentials.refresh_at.filter(|time| (asked_at..expires_at).contains(time));
        let refresh_at = named.unwrap_or(asked_at + life / 5 * 4);
        Some(Kept { credentials: credentials.clone(), expires_at, refresh_at })
    }

    /// The provider fails: it is asked again at the half of what is left, rather than by each connection.
    fn postpone(&mut self, now: SystemTime) {
        let left = self.expires_at.duration_since(now).unwrap_or_default();
        self.refresh_at = now + left / 2;
    }
}

impl Credentials {
    /// Whether the server would say the same to them.
    pub(in crate::client) fn is_same_login(&self, other: &Credentials) -> bool {
        (&self.user, &self.password) == (&other.user, &other.password)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::task::{Context, Waker};

    use futures_util::future::join_all;

    use super::super::CredentialProvider;
    use super::*;
    use crate::error::Result;

    const LIFE: Duration = Duration::from_secs(900);

    /// Answers one thing after the other, and counts what is under way.
    #[derive(Default)]
    struct Script {
        answers: std::sync::Mutex<VecDeque<Option<Credentials>>>,
        asked: AtomicU64,
        under_way: AtomicU64,
    }

    impl CredentialProvider for Script {
        async fn credentials(&self, login: &Login) -> Result<Credentials> {
            assert_eq!(*login, Login::new("host", 5439, "dev"));
            self.asked.fetch_add(1, Ordering::Relaxed);
            assert_eq!(self.under_way.fetch_add(1, Ordering::Relaxed), 0, "two requests at once");
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            self.under_way.fetch_sub(1, Ordering::Relaxed);
            let answer = self.answers.lock().unwrap().pop_front().expect("there is an answer left");
            answer.ok_or_else(|| Error::configuration("no"))
        }
    }

    impl Script {
        fn new(answers: impl IntoIterator<Item = Option<Credentials>>) -> (Arc<Self>, Keeper) {
            let script =
                Arc::new(Script { answers: std::sync::Mutex::new(answers.into_iter().collect()), ..Script::default() });
            let keeper = Keeper::new(Provider::new(Arc::clone(&script)), Login::new("host", 5439, "dev"));
            (script, keeper)
        }

        fn asked(&self) -> u64 {
            self.asked.load(Ordering::Relaxed)
        }
    }

    fn lasting(password: &str, until: SystemTime) -> Option<Credentials> {
        Some(Credentials::new("me", password).expires_at(until))
    }

    async fn password(keeper: &Keeper, now: SystemTime) -> String {
        keeper.credentials(now).await.unwrap().password().to_owned()
    }

    #[tokio::test]
    async fn credentials_are_kept_for_most_of_their_life() {
        let start = SystemTime::now();
        let (script, keeper) = Script::new([lasting("a", start + LIFE), lasting("b", start + 3 * LIFE)]);
        for at in [0, 1, 400, 719] {
            assert_eq!(password(&keeper, start + Duration::from_secs(at)).await, "a");
        }
        assert_eq!(script.asked(), 1);
        assert_eq!(password(&keeper, start + Duration::from_secs(720)).await, "b");
        // The life of the second began later.
        assert_eq!(password(&keeper, start + Duration::from_secs(720 + 1583)).await, "b");
        assert_eq!(script.asked(), 2);
    }

    #[tokio::test]
    async fn the_time_that_they_name_wins() {
        let start = SystemTime::now();
        let first = lasting("a", start + LIFE).map(|first| first.refresh_at(start + Duration::from_secs(850)));
        let (_, keeper) = Script::new([first, lasting("b", start + 2 * LIFE)]);
        assert_eq!(password(&keeper, start).await, "a");
        assert_eq!(password(&keeper, start + Duration::from_secs(849)).await, "a");
        assert_eq!(password(&keeper, start + Duration::from_secs(850)).await, "b");
        // One outside of the life means nothing.
        for time in [start - LIFE, start + 2 * LIFE] {
            let first = lasting("a", start + LIFE).map(|first| first.refresh_at(time));
            let (_, keeper) = Script::new([first, lasting("b", start + 2 * LIFE)]);
            assert_eq!(password(&keeper, start).await, "a");
            assert_eq!(password(&keeper, start + Duration::from_secs(719)).await, "a");
            assert_eq!(password(&keeper, start + Duration::from_secs(720)).await, "b");
        }
    }

    #[tokio::test]
    async fn what_does_not_last_is_asked_for_again() {
        let start = SystemTime::now();
        let past = lasting("b", start - LIFE);
        let (script, keeper) = Script::new([Some(Credentials::new("me", "a")), past, lasting("c", start + LIFE)]);
        for expected in ["a", "b", "c", "c"] {
            assert_eq!(password(&keeper, start).await, expected);
        }
        assert_eq!(script.asked(), 3);
    }

    #[tokio::test]
    async fn there_is_one_request_at_a_time_and_its_answer_is_shared() {
        let start = SystemTime::now();
        for answer in [lasting("a", start + LIFE), Some(Credentials::new("me", "a"))] {
            let (script, keeper) = Script::new([answer]);
            for credentials in join_all((0..20).map(|_| keeper.credentials(start))).await {
                assert_eq!(credentials.unwrap().password(), "a");
            }
            assert_eq!(script.asked(), 1);
        }
        let (script, keeper) = Script::new([None, lasting("b", start + LIFE)]);
        for refused in join_all((0..20).map(|_| keeper.credentials(start))).await {
            assert_eq!(refused.unwrap_err().to_string(), "no");
        }
        assert_eq!(script.asked(), 1);
        assert_eq!(password(&keeper, start).await, "b");
    }

    #[tokio::test]
    async fn a_request_that_nobody_waits_for_any_more_is_made_again() {
        let start = SystemTime::now();
        let (script, keeper) = Script::new([lasting("a", start + LIFE)]);
        let mut given_up = Box::pin(keeper.credentials(start));
        assert!(given_up.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        let mut waiting = Box::pin(keeper.credentials(start));
        assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        drop(given_up);
        script.under_way.store(0, Ordering::Relaxed);
        assert_eq!(waiting.await.unwrap().password(), "a");
        assert_eq!(script.asked(), 2);
    }

    #[tokio::test]
    async fn a_failure_does_no_harm_while_there_are_others() {
        let start = SystemTime::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let (script, keeper) =
            Script::new([lasting("a", start + LIFE), None, None, None, lasting("b", start + 2 * LIFE)]);
        assert_eq!(password(&keeper, start).await, "a");
        assert_eq!(password(&keeper, at(720)).await, "a");
        assert_eq!(script.asked(), 2);
        // It is left in peace for half of the rest.
        assert_eq!(password(&keeper, at(809)).await, "a");
        assert_eq!(script.asked(), 2);
        assert_eq!(password(&keeper, at(810)).await, "a");
        assert_eq!(script.asked(), 3);
        assert_eq!(keeper.credentials(at(900)).await.unwrap_err().to_string(), "no");
        assert_eq!(password(&keeper, at(900)).await, "b");
    }

    #[tokio::test]
    async fn refused_credentials_are_asked_for_again_by_one() {
        let start = SystemTime::now();
        let (script, keeper) = Script::new([lasting("a", start + LIFE), lasting("b", start + LIFE), None]);
        let refused = keeper.credentials(start).await.unwrap();
        for fresh in join_all((0..20).map(|_| keeper.fresh(&refused, start))).await {
            assert_eq!(fresh.unwrap().password(), "b");
        }
        assert_eq!(keeper.fresh(&refused, start).await.unwrap().password(), "b");
        assert_eq!(password(&keeper, start).await, "b");
        assert_eq!(script.asked(), 2);
        // What was refused is not fallen back to.
        let refused = keeper.credentials(start).await.unwrap();
        assert!(keeper.fresh(&refused, start).await.is_err());
        script.answers.lock().unwrap().push_back(lasting("c", start + LIFE));
        assert_eq!(password(&keeper, start).await, "c");
    }

    #[tokio::test]
    async fn an_answer_from_before_the_refusal_is_not_enough() {
        let start = SystemTime::now();
        let fixed = |password| Some(Credentials::new("me", password));
        let (script, keeper) = Script::new([fixed("a"), fixed("a"), fixed("b")]);
        let refused = keeper.credentials(start).await.unwrap();
        let (before, fresh) = tokio::join!(keeper.credentials(start), keeper.fresh(&refused, start));
        assert_eq!((before.unwrap().password(), fresh.unwrap().password()), ("a", "b"));
        assert_eq!(script.asked(), 3);
    }
}
