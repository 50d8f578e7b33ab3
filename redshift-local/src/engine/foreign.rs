//! A PostgreSQL that somebody else has started: what it must be, and the databases that are made there.
//!
//! Everything that is made there has a mark: the template is named by the pack's fingerprint, and in every database the schema of the stand-in
//! has a comment that names it too. What has none is never used, changed or dropped.
//!
//! Sessions of a superuser become the stand-in's user. Who is none makes that user, and all sessions log in as it; then the pack is
//! another one, and the rewriter refuses what it lacks.

use std::hash::{BuildHasher, RandomState};

use super::route::{Address, Credentials, Foreign, Route, set};
use super::url::Url;
use super::{Admin, FIRST_DATABASE, LAYOUT, SESSION, SUPERUSER_SESSION, USER, install};
use crate::error::{Error, Result};
use crate::pack;
use crate::rewrite::identifier::{literal, quote};
use crate::rewrite::setting::IDENTITY_GAPS;

/// The query of a database that says which version of the stand-in has made it.
pub(crate) const MADE_BY: &str =
    "SELECT pg_catalog.obj_description(pg_catalog.to_regnamespace('redshift_local'), 'pg_namespace')";
/// What the settings of the stand-in's own begin with. Nobody but a superuser may set them for a database.
const OWN: &str = "redshift_local.";
/// Tells the pack that there are others on the server.
const SERVER_OF_OTHERS: (&str, &str) = ("redshift_local.server_of_others", "on");
/// The first PostgreSQL with `MERGE`, as `server_version_num` has it.
const OLDEST: u32 = 150_000;

/// Which version makes the databases.
pub(crate) fn version(is_superuser: bool) -> String {
    format!("{}_{LAYOUT}{}", pack::fingerprint(), if is_superuser { "" } else { "_limited" })
}

fn template(is_superuser: bool) -> String {
    format!("redshift_local_{}", version(is_superuser))
}

/// Prepares the server of a URL; gives the way there, and a connection that ends when the server does.
pub(super) fn prepare(url: &str, settings: Vec<(&'static str, &'static str)>) -> Result<(Route, Admin)> {
    let Url { address, credentials, database } = Url::parse(url)?;
    let foreign = Foreign { credentials, session: Vec::new(), settings: Vec::new(), is_superuser: false };
    let mut route = Route { address, foreign: Some(foreign) };
    let log_in = |route: &Route| {
        Admin::log_in(route, &database)
            .map_err(|error| Error::io(format!("the PostgreSQL at {} cannot be used", route.address), error))
    };
    // Before any setting, some of which not everybody may begin with.
    let mut admin = log_in(&route)?;
    check(&mut admin, &route.address)?;
    let is_superuser = value(&mut admin, "SHOW is_superuser")?.as_deref() == Some("on");
    let credentials = route.foreign.as_ref().map(|foreign| foreign.credentials.clone());
    if let (false, Some(credentials)) = (is_superuser, &credentials) {
        check_limited(&mut admin, &credentials.user, &route.address, &settings)?;
    }
    if let Some(foreign) = &mut route.foreign {
        let (own, others): (Vec<_>, Vec<_>) =
            settings.into_iter().partition(|(name, _)| !is_superuser && name.starts_with(OWN));
        let further = if is_superuser { SUPERUSER_SESSION } else { own.as_slice() };
        foreign.session = SESSION.iter().chain([&SERVER_OF_OTHERS]).chain(further).copied().collect();
        foreign.settings = others;
        foreign.is_superuser = is_superuser;
    }
    let mut admin = log_in(&route)?;
    if is_superuser {
        make_user(&mut admin)?;
    } else if let (Some(foreign), Some(credentials)) = (&mut route.foreign, &credentials) {
        make_limited_user(&mut admin, credentials)?;
        USER.clone_into(&mut foreign.credentials.user);
    }
    let mut admin = Admin::connect(&route, &database).map_err(|error| {
        let message = format!(
            "the user {USER} of the PostgreSQL at {} cannot log in with the password of the user of the URL, as redshift-local does where \
             that is no superuser",
            route.address
        );
        Error::io(message, error)
    })?;
    make_template(&mut admin, &route, is_superuser)?;
    make_first_database(&mut admin, &route)?;
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

/// Refuses what cannot be had without a superuser at all.
fn check_limited(admin: &mut Admin, user: &str, address: &Address, settings: &[(&str, &str)]) -> Result<()> {
    let language = value(admin, "SHOW lc_messages")?.unwrap_or_default();
    if !(["", "C", "POSIX"].contains(&language.as_str()) || language.starts_with("C.") || language.starts_with("en")) {
        return Err(Error::start(format!(
            "the messages of the PostgreSQL at {address} are in another language than English (lc_messages is {language}), and the user \
             {user} may not change that: name a superuser, or a server whose messages are in English"
        )));
    }
    if settings.contains(&(IDENTITY_GAPS, "on")) {
        return Err(Error::start(NO_GAPS));
    }
    if user == USER {
        return Ok(());
    }
    let may = "SELECT rolcreatedb AND rolcreaterole FROM pg_roles WHERE rolname = current_user";
    if value(admin, may)?.as_deref() == Some("t") {
        return Ok(());
    }
    Err(Error::start(format!(
        "the user {user} of the PostgreSQL at {address} is neither a superuser nor may create databases and roles (CREATEDB CREATEROLE), as \
         redshift-local needs it; or create a role {USER} with LOGIN and CREATEDB, and name that in the URL"
    )))
}

/// Why bulk inserts leave no gaps.
const NO_GAPS: &str = "gaps between identity values are not simulated on a PostgreSQL whose user is no superuser";

/// The user of the stand-in where the one of the URL is no superuser. It has the password of that one, since sessions log in as it.
fn make_limited_user(admin: &mut Admin, credentials: &Credentials) -> Result<()> {
    let exists = format!("SELECT 1 FROM pg_roles WHERE rolname = '{USER}'");
    if credentials.user == USER || value(admin, &exists)?.is_some() {
        return Ok(());
    }
    let password = credentials.password.as_ref().map_or("NULL".to_owned(), |password| literal(password));
    let made = admin.run(&format!("CREATE ROLE {USER} LOGIN CREATEDB CREATEROLE PASSWORD {password}"));
    // Another may have been quicker.
    if value(admin, &exists)?.is_none() {
        return made.map(drop);
    }
    Ok(())
}

/// The database that all others are copied from; made under another name, so that it is whole when it has its own.
fn make_template(admin: &mut Admin, route: &Route, is_superuser: bool) -> Result<()> {
    let template = template(is_superuser);
    under_another_name(admin, &template, |admin, staged| {
        // Whatever the server's own locale is, texts are ordered by their bytes.
        admin.run(&format!(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
            quote(staged)
        ))?;
        let mut inside = route.admin(staged)?;
        install(&mut inside, is_superuser)?;
        inside.run(&format!("COMMENT ON SCHEMA redshift_local IS {}", literal(&version(is_superuser))))?;
        // It would be in the way of the new name.
        drop(inside);
        admin.run(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", quote(staged))).map(drop)
    })
}

fn make_first_database(admin: &mut Admin, route: &Route) -> Result<()> {
    let Some(foreign) = &route.foreign else { return Ok(()) };
    under_another_name(admin, FIRST_DATABASE, |admin, staged| create_database(admin, foreign, staged, &[]))?;
    // Whoever else has it may let nobody in.
    let made_by =
        Admin::connect(route, FIRST_DATABASE).ok().map(|mut first| value(&mut first, MADE_BY)).transpose()?.flatten();
    match made_by {
        Some(version) if version == self::version(foreign.is_superuser) => {
            set(admin, FIRST_DATABASE, &foreign.settings)
        }
        Some(_) => Err(Error::start(format!(
            "the database {FIRST_DATABASE} on the server was made by another version of redshift-local, or for a user with other rights; \
             drop it to begin anew"
        ))),
        None => Err(Error::start(format!(
            "the server has a database {FIRST_DATABASE} that redshift-local has not made and does not touch; rename it, or use \
             another server"
        ))),
    }
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

/// Copies the template, with the mark that is in it.
pub(super) fn create_database(
    admin: &mut Admin,
    foreign: &Foreign,
    name: &str,
    settings: &[(&str, &str)],
) -> Result<()> {
    let settings: Vec<_> = foreign.settings.iter().chain(settings).copied().collect();
    let is_refused =
        |(setting, value): &(&str, &str)| !foreign.is_superuser && *setting == IDENTITY_GAPS && *value == "on";
    if settings.iter().any(is_refused) {
        return Err(Error::start(NO_GAPS));
    }
    let template = template(foreign.is_superuser);
    admin.run(&format!("CREATE DATABASE {} TEMPLATE {}", quote(name), quote(&template)))?;
    let settings: Vec<_> =
        settings.into_iter().filter(|(setting, _)| foreign.is_superuser || !setting.starts_with(OWN)).collect();
    set(admin, name, &settings)
}
