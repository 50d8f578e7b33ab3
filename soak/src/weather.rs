//! What goes wrong, at random: in the network, on the server, and with passwords.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use redshift_local::{At, Fault, FaultError};
use redshift_orm::Result;
use redshift_orm::client::credentials::{CredentialProvider, Credentials, Login};
use redshift_orm_tests::dice::Dice;
use redshift_orm_tests::proxy::{Cut, Proxy};
use redshift_orm_tests::server::Fresh;

const USER: &str = "awsuser";

/// Whoever knows the password of the day.
#[derive(Clone, Default)]
pub(crate) struct Vault(Arc<Mutex<u64>>);

impl Vault {
    fn password(&self) -> String {
        format!("password of day {}", self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets the server know another password from now on.
    pub(crate) fn rotate(&self, database: &Fresh) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        database.logins().set([(USER, self.password())]);
    }
}

impl CredentialProvider for Vault {
    async fn credentials(&self, _: &Login) -> Result<Credentials> {
        Ok(Credentials::new(USER, self.password()))
    }
}

/// What can go wrong, where.
pub(crate) struct Weather {
    pub(crate) database: Fresh,
    pub(crate) writer: Proxy,
    pub(crate) reader: Proxy,
    pub(crate) vault: Vault,
    pub(crate) dice: Dice,
    /// The faults that happened, by kind.
    pub(crate) faults: Vec<(&'static str, u64)>,
}

/// Where links are cut: before a statement, in the middle of its answer, and after it.
const STATEMENTS: [&str; 7] = ["BEGIN", "INSERT", "UPDATE", "SELECT", "FETCH", "COMMIT", "ROLLBACK"];

const KINDS: [&str; 12] = [
    "link cut before a statement",
    "link cut before an answer",
    "link cut among rows",
    "link cut while a statement is under way",
    "link cut anywhere",
    "network down",
    "password expired",
    "maintenance",
    "storm of 1023",
    "statements slow",
    "statement cancelled",
    "connections refused",
];

impl Weather {
    /// Lets one thing go wrong, and waits until it has passed.
    pub(crate) async fn strike(&mut self) {
        let Weather { database, writer, reader, vault, dice, faults: happened } = self;
        let Some(kind) = dice.one_of(&KINDS) else { return };
        let statement = dice.one_of(&STATEMENTS).unwrap_or("SELECT");
        let proxy = if dice.roll(4) == 0 { reader } else { writer };
        let faults = database.faults();
        let time = Duration::from_millis(20 + dice.roll(200));
        match kind {
            "link cut before a statement" => proxy.cut(Cut::Before(statement)),
            "link cut before an answer" => proxy.cut(Cut::After(statement)),
            "link cut among rows" => proxy.cut(Cut::Rows("SELECT", usize::try_from(dice.roll(3)).unwrap_or(0))),
            "link cut while a statement is under way" => {
                proxy.cut(Cut::Hold(statement));
                tokio::time::sleep(time).await;
                proxy.release(dice.roll(2) == 0);
            }
            "link cut anywhere" => proxy.cut(Cut::Anywhere(usize::try_from(dice.roll(40)).unwrap_or(0))),
            "network down" => {
                proxy.down();
                tokio::time::sleep(time).await;
                proxy.up();
            }
            "password expired" => {
                vault.rotate(database);
                // What is open stays; those who come need the new one.
                proxy.down();
                proxy.up();
            }
            "maintenance" => faults.set([Fault::maintenance(time)]),
            "storm of 1023" => faults.set([Fault::error(FaultError::Serialization, At::every_commit())]),
            "statements slow" => faults.set([Fault::delay(Duration::from_millis(30), At::every_statement())]),
            "statement cancelled" => faults.set([Fault::error(FaultError::Cancelled, At::statement(3))]),
            _ => faults.set([Fault::refuse_connections(time / 2)]),
        }
        tokio::time::sleep(time).await;
        faults.clear();
        match happened.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => happened.push((kind, 1)),
        }
        // Now and then the weather is good for a while.
        tokio::time::sleep(Duration::from_millis(dice.roll(300))).await;
    }

    /// Nothing goes wrong any more.
    pub(crate) fn clear(&self) {
        self.database.faults().clear();
        self.writer.clear();
        self.reader.clear();
    }
}
