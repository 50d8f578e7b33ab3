//! A program that writes and reads all day, and remembers what it was told.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use redshift_orm::prelude::*;
use redshift_orm_tests::dice::Dice;

use crate::ledger::{Account, Entry, NewEntry, Promise, Write};

pub(crate) const ACCOUNTS: i32 = 8;
pub(crate) const BALANCE: i64 = 1_000;

/// What one worker did.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) writes: Vec<Write>,
    /// How often each thing that reads succeeded and failed.
    pub(crate) reads: HashMap<&'static str, (u64, u64)>,
    /// How often each kind of error was met, with one of its messages.
    pub(crate) errors: HashMap<&'static str, (u64, String)>,
    pub(crate) timings: Vec<Duration>,
    /// What should not be.
    pub(crate) broken: Vec<String>,
}

impl Done {
    pub(crate) fn add(&mut self, other: Self) {
        self.writes.extend(other.writes);
        self.timings.extend(other.timings);
        self.broken.extend(other.broken);
        for (what, (good, bad)) in other.reads {
            let count = self.reads.entry(what).or_default();
            *count = (count.0 + good, count.1 + bad);
        }
        for (kind, (times, message)) in other.errors {
            self.errors.entry(kind).or_insert((0, message)).0 += times;
        }
    }

    fn failed(&mut self, error: &Error) {
        self.errors.entry(kind(error)).or_insert_with(|| (0, error.to_string())).0 += 1;
    }

    fn read<T>(&mut self, what: &'static str, result: Result<T>) -> Option<T> {
        let count = self.reads.entry(what).or_default();
        match result {
            Ok(value) => {
                count.0 += 1;
                Some(value)
            }
            Err(error) => {
                count.1 += 1;
                self.failed(&error);
                None
            }
        }
    }
}

/// The kind of an error, as the program can tell it.
fn kind(error: &Error) -> &'static str {
    [
        ("resolution unknown", error.is_commit_unknown()),
        ("conflict", error.is_serialization_conflict()),
        ("authentication", error.is_authentication()),
        ("connection", error.is_connection()),
        ("timeout", error.is_timeout()),
        ("transaction", error.is_transaction()),
    ]
    .into_iter()
    .find_map(|(kind, is_it)| is_it.then_some(kind))
    .unwrap_or("other")
}

/// Works until the end.
pub(crate) async fn work(db: Database, number: u32, seed: u64, end: Instant) -> Done {
    let mut worker = Worker { db, number, writes: 0, dice: Dice::new(seed), done: Done::default() };
    while Instant::now() < end {
        let start = Instant::now();
        worker.step().await;
        worker.done.timings.push(start.elapsed());
    }
    worker.done
}

struct Worker {
    db: Database,
    number: u32,
    writes: u32,
    dice: Dice,
    done: Done,
}

impl Worker {
    async fn step(&mut self) {
        match self.dice.roll(100) {
            0..20 => self.insert().await,
            20..30 => self.insert_with_id().await,
            30..40 => self.transaction().await,
            40..45 => self.transaction_with_marker().await,
            45..50 => self.insert_many().await,
            50..60 => self.transfer().await,
            60..65 => self.drop_in_the_middle().await,
            65..85 => self.look_up().await,
            85..95 => self.sum().await,
            _ => self.stream().await,
        }
    }

    fn token(&mut self) -> String {
        self.writes += 1;
        format!("{}-{}", self.number, self.writes)
    }

    fn wrote<T>(&mut self, way: &'static str, token: String, rows: i64, id: Option<i64>, result: &Result<T>) {
        if let Err(error) = result {
            self.done.failed(error);
        }
        self.done.writes.push(Write { token, way, rows, promise: Promise::of(result), id });
    }

    async fn insert(&mut self) {
        let token = self.token();
        let done = Entry::insert(entry(&token, 0)).execute(&self.db).await;
        self.wrote("insert", token, 1, None, &done);
    }

    async fn insert_with_id(&mut self) {
        let token = self.token();
        let done = Entry::insert(entry(&token, 0)).id(&self.db).await;
        self.wrote("insert with id", token, 1, done.as_ref().ok().copied(), &done);
    }

    async fn transaction(&mut self) {
        let token = self.token();
        let done = self
            .db
            .transaction(async |tx| {
                for part in 0..3 {
                    Entry::insert(entry(&token, part)).execute(&tx).await?;
                }
                Ok(())
            })
            .await;
        self.wrote("transaction", token, 3, None, &done);
    }

    /// A transaction of which nothing stays unknown.
    async fn transaction_with_marker(&mut self) {
        let token = self.token();
        let insert = async |tx| Entry::insert(entry(&token, 0)).execute(&tx).await;
        let done = self.db.transaction_with_marker(insert).await;
        self.wrote("transaction with marker", token, 1, None, &done);
    }

    async fn insert_many(&mut self) {
        let token = self.token();
        let done = Entry::insert_many((0..600).map(|part| entry(&token, part))).execute(&self.db).await;
        self.wrote("insert many", token, 600, None, &done);
    }

    /// Moves money between two accounts that others move money between, and writes it down.
    async fn transfer(&mut self) {
        let token = self.token();
        let accounts = u64::from(ACCOUNTS.unsigned_abs());
        let from = i32::try_from(self.dice.roll(accounts)).unwrap_or(0);
        let to = (from + 1 + i32::try_from(self.dice.roll(accounts - 1)).unwrap_or(0)) % ACCOUNTS;
        let done = self
            .db
            .transaction(async |tx| {
                for (number, amount) in [(from, -1), (to, 1)] {
                    let of = Account::update().set(|a| a.balance.to(a.balance + amount));
                    of.filter(|a| a.number.eq(number)).execute(&tx).await?;
                }
                Entry::insert(entry(&token, 0)).execute(&tx).await.map(drop)
            })
            .await;
        self.wrote("transfer", token, 1, None, &done);
    }

    /// Stops waiting for a write at some moment.
    async fn drop_in_the_middle(&mut self) {
        let token = self.token();
        let patience = Duration::from_millis(self.dice.roll(20));
        let write = Entry::insert(entry(&token, 0));
        match tokio::time::timeout(patience, write.execute(&self.db)).await {
            Ok(done) => self.wrote("insert", token, 1, None, &done),
            Err(_) => {
                self.done.writes.push(Write { token, way: "insert", rows: 1, promise: Promise::Dropped, id: None })
            }
        }
    }

    /// What was acknowledged is there.
    async fn look_up(&mut self) {
        let known = u64::try_from(self.done.writes.len()).unwrap_or(0);
        let index = usize::try_from(self.dice.roll(known.max(1))).unwrap_or(0);
        let Some(write) = self.done.writes.get(index).filter(|write| write.promise == Promise::Written).cloned() else {
            return;
        };
        let found = Entry::query().filter(|e| e.token.eq(&write.token)).count(&self.db.read()).await;
        if let Some(found) = self.done.read("look-up", found)
            && found != write.rows
        {
            self.done.broken.push(format!("{write:?} had {found} rows when it was looked up"));
        }
    }

    /// Money is neither made nor lost, whenever one looks.
    async fn sum(&mut self) {
        let sum = Account::query().select(|a| a.balance.sum()).one(&self.db.read()).await;
        if let Some(sum) = self.done.read("sum", sum)
            && sum != Some(i64::from(ACCOUNTS) * BALANCE)
        {
            self.done.broken.push(format!("the sum of the accounts was {sum:?}"));
        }
    }

    async fn stream(&mut self) {
        let mut rows = Entry::query().select(|e| e.part).limit(3_000).stream(&self.db);
        let most = self.dice.roll(4_000);
        let mut read = 0;
        let end = loop {
            match rows.try_next().await {
                Ok(Some(_)) if read < most => read += 1,
                Ok(_) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        self.done.read("stream", end);
    }
}

fn entry(token: &str, part: i32) -> NewEntry {
    NewEntry { token: token.to_owned(), part }
}
