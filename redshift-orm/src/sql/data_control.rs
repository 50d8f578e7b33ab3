//! How GRANT and REVOKE are written. They bind nothing: names are quoted.

use super::{Sql, SqlWriter, Values};
use crate::statement::privileges::{ALL, Grantee, Privileges, Securable};

impl SqlWriter<'_> {
    /// `GRANT privileges ON object TO grantees`.
    pub(crate) fn write_grant(privileges: &Privileges<'_>) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.check_privileges(privileges, "GRANT to nobody; say to whom with `.to([..])`");
        writer.push("GRANT ");
        writer.privileges_on(privileges);
        writer.push(" TO ");
        writer.list(", ", &privileges.grantees, |writer, grantee| {
            writer.grantee(grantee);
            if privileges.grant_option {
                writer.push(" WITH GRANT OPTION");
                if !matches!(grantee, Grantee::User(_)) {
                    writer.fail(|| {
                        "WITH GRANT OPTION goes to users, not to roles, groups or PUBLIC; grant to them in a statement of its own"
                            .into()
                    });
                }
            }
        });
        writer.finish().into_owned()
    }

    /// `REVOKE privileges ON object FROM grantees`.
    pub(crate) fn write_revoke(privileges: &Privileges<'_>) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.check_privileges(privileges, "REVOKE from nobody; say from whom with `.from([..])`");
        writer.push("REVOKE ");
        writer.when(privileges.grant_option, "GRANT OPTION FOR ");
        writer.privileges_on(privileges);
        writer.push(" FROM ");
        writer.list(", ", &privileges.grantees, |writer, grantee| {
            writer.grantee(grantee);
            if privileges.grant_option && matches!(grantee, Grantee::Group(_) | Grantee::Public) {
                writer.fail(|| "GRANT OPTION is revoked from users and roles: groups and PUBLIC do not have it".into());
            }
        });
        writer.finish().into_owned()
    }

    fn check_privileges(&mut self, privileges: &Privileges<'_>, nobody: &'static str) {
        if privileges.grantees.is_empty() {
            self.fail(|| nobody.into());
        }
        if privileges.keywords.is_empty() {
            self.fail(|| "no privilege is named; name one, such as `Privilege::SELECT`".into());
        }
        if privileges.keywords.len() > 1 && privileges.keywords.contains(&ALL) {
            self.fail(|| "ALL PRIVILEGES stands alone; leave the others out".into());
        }
    }

    fn privileges_on(&mut self, privileges: &Privileges<'_>) {
        self.list(", ", &privileges.keywords, |writer, keyword| writer.push(keyword));
        match &privileges.on {
            Securable::Table(name) => {
                self.push(" ON TABLE ");
                self.table_name(name);
            }
            Securable::Schema(name) => {
                self.push(" ON SCHEMA ");
                self.identifier(name);
            }
        }
    }

    fn grantee(&mut self, grantee: &Grantee<'_>) {
        let (keyword, name) = match grantee {
            Grantee::User(name) => ("", name),
            Grantee::Role(name) => ("ROLE ", name),
            Grantee::Group(name) => ("GROUP ", name),
            Grantee::Public => return self.push("PUBLIC"),
        };
        self.push(keyword);
        self.identifier(name);
    }
}
