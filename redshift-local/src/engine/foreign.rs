//! A PostgreSQL that somebody else has started: what it must be, and the databases that are made there.
//!
//! Everything that is made there has a mark: the template is named by the pack's fingerprint, and every database has a setting that names
//! it too. What has none is never used, changed or dropped.

use std::hash::{BuildHasher, RandomState};

use super::route::{Address, Foreign, Route, become_user, set};
use super::url::Url;
use super::{Admin, FIRST_DATABASE, LAYOUT, SESSION, USER, install};
use crate::error::{Error, Result};
use crate::pack;
use crate::rewrite::identifier::{literal, quote};

/// The setting of a database that says which version of the stand-in has made it.
pub(crate) const MADE_BY: &str = "redshift_local.made_by";
/// The first PostgreSQL with `MERGE`, as `server_version_num` has it.
const OLDEST: u32 = 150_000;

/// Which version makes the databases.
pub(crate) fn version() -> String {
    format!("{}_{LAYOUT}", pack::fingerprint())
}

fn template() -> String {
    format!("redshift_local_{}", version())
}

/// Prepares the server of a URL; gives the way there, and a connection that ends when the server does.
pub(super) fn prepare(url: &str, settings: Vec<(&'static str, &'static str)>) -> Result<(Route, Admin)> {
    let Url { address, credentials, database } = Url::parse(url)?;
    let foreign = |session| Some(Foreign { credentials: credentials.clone(), session, settings: settings.clone() });
    let log_in = |route: &Route| {
        Admin::log_in(route, &database)
            .map_err(|error| Error::io(format!("the PostgreSQL at {} cannot be used", route.address), error))
    };
    // Only a superuser may begin with all of the settings.
    let mut route = Route { address, foreign: foreign(&[]) };
    check(&mut log_in(&route)?, &route.address)?;
    route.foreign = foreign(SESSION);
    let mut admin = log_in(&route)?;
    make_user(&mut admin)?;
    admin.run(&become_user())?;
    make_template(&mut admin, &route)?;
    make_first_database(&mut admin, &settings)?;
    Ok((route, admin))
}

/// The one value of a query.
fn value(admin: &mut Admin, sql: &str) -> Result<Option<String>> {
    Ok(admin.run(sql)?.into_iter().flatten().next().flatten())
}

/// Refuses a server on which statements would not do what they do on Redshift.
fn check(admin: &mut Admin, address: &Address) -> Result<()> {
    let number = value(admin, "SHOW server_version_num")?.and_then(|number| number.parse::<u32>().ok());
    if number.is_none_or(|number| number < OLDEST) {
        let version = value(admin, "SHOW server_version")?.unwrap_or_default();
        return Err(Error::start(format!(
            "the PostgreSQL at {address} is {version}, and redshift-local needs {} or newer",
            OLDEST / 10_000
        )));
    }
    if value(admin, "SHOW is_superuser")?.as_deref() != Some("on") {
        let user = value(admin, "SELECT session_user")?.unwrap_or_default();
        return Err(Error::start(format!(
            "the user {user} of the PostgreSQL at {address} is no superuser; without one keys would be enforced, lengths counted in \
             characters and blanks at the end of a text compared, which Redshift does not, because PostgreSQL lets nobody else change \
             that: name a superuser, or leave the URL out so that redshift-local starts a PostgreSQL of its own"
        )));
    }
    Ok(())
}

/// The user of the stand-in. It has no password, since nobody logs in as it: sessions become it.
fn make_user(admin: &mut Admin) -> Result<()> {
    let is_super = |admin: &mut Admin| value(admin, &format!("SELECT rolsuper FROM pg_roles WHERE rolname = '{USER}'"));
    if is_super(admin)?.is_none() {
        let made = admin.run(&format!("CREATE ROLE {USER} SUPERUSER CREATEDB CREATEROLE LOGIN"));
        // Another may have been quicker.
        if is_super(admin)?.is_none() {
            return made.map(drop);
        }
    }
    if is_super(admin)?.as_deref() == Some("t") {
        return Ok(());
    }
    Err(Error::start(format!(
        "the server has a role {USER} that is no superuser; redshift-local needs this name for its own"
    )))
}

/// The database that all others are copied from; made under another name, so that it is whole when it has its own.
fn make_template(admin: &mut Admin, route: &Route) -> Result<()> {
    let template = template();
    under_another_name(admin, &template, |admin, staged| {
        // Whatever the server's own locale is, texts are ordered by their bytes.
        admin.run(&format!(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
            quote(staged)
        ))?;
        install(&mut route.admin(staged)?)?;
        admin.run(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", quote(staged))).map(drop)
    })
}

fn make_first_database(admin: &mut Admin, settings: &[(&str, &str)]) -> Result<()> {
    under_another_name(admin, FIRST_DATABASE, |admin, staged| create_database(admin, staged, &[]))?;
    match made_by(admin, FIRST_DATABASE)? {
        Some(version) if version == self::version() => set(admin, FIRST_DATABASE, settings),
        Some(_) => Err(Error::start(format!(
            "the database {FIRST_DATABASE} on the server was made by another version of redshift-local; drop it to begin anew"
        ))),
        None => Err(Error::start(format!(
            "the server has a database {FIRST_DATABASE} that redshift-local has not made and does not touch; rename it, or use \
             another server"
        ))),
    }
}

/// Which version has made a database; `None` when it was not made by the stand-in.
fn made_by(admin: &mut Admin, name: &str) -> Result<Option<String>> {
    let sql = format!(
        "SELECT split_part(setting, '=', 2) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, \
         unnest(s.setconfig) AS setting WHERE s.setrole = 0 AND d.datname = {} AND setting LIKE '{MADE_BY}=%'",
        literal(name)
    );
    value(admin, &sql)
}

/// Makes a database that is not there under another name, and gives it its own in one step.
fn under_another_name(admin: &mut Admin, name: &str, make: impl Fn(&mut Admin, &str) -> Result<()>) -> Result<()> {
    let exists = format!("SELECT 1 FROM pg_database WHERE datname = {}", literal(name));
    if value(admin, &exists)?.is_some() {
        return Ok(());
    }
    let staged = format!("redshift_local_staged_{:016x}", RandomState::new().hash_one(std::process::id()));
    let made = make(admin, &staged)
        .and_then(|()| admin.run(&format!("ALTER DATABASE {} RENAME TO {}", quote(&staged), quote(name))));
    if let Err(error) = made {
        drop(admin.run(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote(&staged))));
        // Another may have been quicker.
        if value(admin, &exists)?.is_none() {
            return Err(error);
        }
    }
    Ok(())
}

/// Copies the template, and marks the copy.
pub(super) fn create_database(admin: &mut Admin, name: &str, settings: &[(&str, &str)]) -> Result<()> {
    let sql = format!("CREATE DATABASE {} TEMPLATE {}", quote(name), quote(&template()));
    admin.run(&sql)?;
    set(admin, name, &[(MADE_BY, &version())])?;
    set(admin, name, settings)
}
