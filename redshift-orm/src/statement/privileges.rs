//! GRANT and REVOKE of privileges on tables and schemas.

use crate::schema::TableName;
use crate::sql::{Sql, SqlWriter};

/// A privilege on a table or a view (`r_GRANT`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Privilege(&'static str);

impl Privilege {
    /// `SELECT`; an UPDATE or DELETE that filters needs it too.
    pub const SELECT: Privilege = Privilege("SELECT");
    /// `INSERT`, for COPY too.
    pub const INSERT: Privilege = Privilege("INSERT");
    /// `UPDATE`.
    pub const UPDATE: Privilege = Privilege("UPDATE");
    /// `DELETE`.
    pub const DELETE: Privilege = Privilege("DELETE");
    /// `DROP`.
    pub const DROP: Privilege = Privilege("DROP");
    /// `REFERENCES`: to make foreign keys.
    pub const REFERENCES: Privilege = Privilege("REFERENCES");
    /// `ALTER`.
    pub const ALTER: Privilege = Privilege("ALTER");
    /// `TRUNCATE`.
    pub const TRUNCATE: Privilege = Privilege("TRUNCATE");
    /// `ALL PRIVILEGES`, which stands alone.
    pub const ALL: Privilege = Privilege(ALL);
}

/// A privilege on a schema (`r_GRANT`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SchemaPrivilege(&'static str);

impl SchemaPrivilege {
    /// `CREATE`: to make objects in the schema.
    pub const CREATE: SchemaPrivilege = SchemaPrivilege("CREATE");
    /// `USAGE`: to reach the objects in the schema, each of which needs a privilege of its own.
    pub const USAGE: SchemaPrivilege = SchemaPrivilege("USAGE");
    /// `ALTER`.
    pub const ALTER: SchemaPrivilege = SchemaPrivilege("ALTER");
    /// `DROP`.
    pub const DROP: SchemaPrivilege = SchemaPrivilege("DROP");
    /// `ALL PRIVILEGES`, which stands alone.
    pub const ALL: SchemaPrivilege = SchemaPrivilege(ALL);
}

/// Who has a privilege.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grantee<'a> {
    /// A user.
    User(&'a str),
    /// `ROLE`.
    Role(&'a str),
    /// `GROUP`.
    Group(&'a str),
    /// `PUBLIC`: everybody, whoever comes later too.
    Public,
}

/// One stands for a list of one.
macro_rules! one_of_a_list {
    ($($name:ident $(<$lifetime:lifetime>)?),*) => { $(
        impl$(<$lifetime>)? IntoIterator for $name$(<$lifetime>)? {
            type Item = Self;
            type IntoIter = std::iter::Once<Self>;
            fn into_iter(self) -> Self::IntoIter {
                std::iter::once(self)
            }
        }
    )* };
}
one_of_a_list!(Privilege, SchemaPrivilege, Grantee<'a>);

/// What privileges are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Securable<'a> {
    Table(TableName<'a>),
    Schema(&'a str),
}

/// Which privileges on what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Privileges<'a> {
    /// In the order given.
    pub(crate) keywords: Vec<&'static str>,
    pub(crate) on: Securable<'a>,
    pub(crate) grantees: Vec<Grantee<'a>>,
    /// `WITH GRANT OPTION` or `GRANT OPTION FOR`.
    pub(crate) grant_option: bool,
}

impl<'a> Privileges<'a> {
    fn on_table(table: TableName<'a>, privileges: impl IntoIterator<Item = Privilege>) -> Self {
        let keywords = privileges.into_iter().map(|privilege| privilege.0).collect();
        Privileges { keywords, on: Securable::Table(table), grantees: Vec::new(), grant_option: false }
    }

    fn on_schema(schema: &'a str, privileges: impl IntoIterator<Item = SchemaPrivilege>) -> Self {
        let keywords = privileges.into_iter().map(|privilege| privilege.0).collect();
        Privileges { keywords, on: Securable::Schema(schema), grantees: Vec::new(), grant_option: false }
    }
}

/// The keyword of ALL PRIVILEGES, which stands alone.
pub(crate) const ALL: &str = "ALL PRIVILEGES";

/// `GRANT privileges ON .. TO ..` (`r_GRANT`).
///
/// ```
/// use redshift_orm::prelude::*;
/// use redshift_orm::statement::{Grant, SchemaPrivilege};
///
/// # #[derive(Model)]
/// # #[redshift(schema = "sales", table = "orders")]
/// # struct Order { #[redshift(primary_key, identity)] id: i64 }
/// let readers = [Grantee::User("ada"), Grantee::Group("analysts")];
/// assert_eq!(
///     Grant::on_schema("sales", [SchemaPrivilege::USAGE]).to(readers).to_sql().text(),
///     r#"GRANT USAGE ON SCHEMA "sales" TO "ada", GROUP "analysts""#
/// );
/// assert_eq!(
///     Order::grant([Privilege::SELECT, Privilege::INSERT]).to(readers).to_sql().text(),
///     r#"GRANT SELECT, INSERT ON TABLE "sales"."orders" TO "ada", GROUP "analysts""#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a GRANT does nothing until `.execute(&db)` executes it"]
pub struct Grant<'a> {
    privileges: Privileges<'a>,
}

impl<'a> Grant<'a> {
    /// Privileges on a table or a view.
    pub fn on_table(table: TableName<'a>, privileges: impl IntoIterator<Item = Privilege>) -> Self {
        Grant { privileges: Privileges::on_table(table, privileges) }
    }

    /// Privileges on a schema.
    pub fn on_schema(schema: &'a str, privileges: impl IntoIterator<Item = SchemaPrivilege>) -> Self {
        Grant { privileges: Privileges::on_schema(schema, privileges) }
    }

    /// `TO` these, or this one, beside those named before. A GRANT to nobody is an error.
    pub fn to(mut self, grantees: impl IntoIterator<Item = Grantee<'a>>) -> Self {
        self.privileges.grantees.extend(grantees);
        self
    }

    /// `WITH GRANT OPTION`: they may grant the privileges to others. Only users have that option; with a role, a group or
    /// PUBLIC it is an error.
    pub fn with_grant_option(mut self) -> Self {
        self.privileges.grant_option = true;
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_grant(&self.privileges)
    }
}

/// `REVOKE privileges ON .. FROM ..` (`r_REVOKE`).
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # #[redshift(schema = "sales", table = "orders")]
/// # struct Order { #[redshift(primary_key, identity)] id: i64 }
/// assert_eq!(
///     Order::revoke(Privilege::ALL).from(Grantee::Public).to_sql().text(),
///     r#"REVOKE ALL PRIVILEGES ON TABLE "sales"."orders" FROM PUBLIC"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a REVOKE does nothing until `.execute(&db)` executes it"]
pub struct Revoke<'a> {
    privileges: Privileges<'a>,
}

impl<'a> Revoke<'a> {
    /// Privileges on a table or a view.
    pub fn on_table(table: TableName<'a>, privileges: impl IntoIterator<Item = Privilege>) -> Self {
        Revoke { privileges: Privileges::on_table(table, privileges) }
    }

    /// Privileges on a schema.
    pub fn on_schema(schema: &'a str, privileges: impl IntoIterator<Item = SchemaPrivilege>) -> Self {
        Revoke { privileges: Privileges::on_schema(schema, privileges) }
    }

    /// `FROM` these, or this one, beside those named before. A REVOKE from nobody is an error.
    pub fn from(mut self, grantees: impl IntoIterator<Item = Grantee<'a>>) -> Self {
        self.privileges.grantees.extend(grantees);
        self
    }

    /// `GRANT OPTION FOR`: takes the option to grant the privileges to others, and leaves the privileges. A group and PUBLIC do not
    /// have it, so with them it is an error.
    pub fn grant_option_for(mut self) -> Self {
        self.privileges.grant_option = true;
        self
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_revoke(&self.privileges)
    }
}
