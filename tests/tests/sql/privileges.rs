//! GRANT and REVOKE.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm::statement::{Grant, Revoke, SchemaPrivilege};
use redshift_orm_tests::Order;

use crate::golden;

const EVERYBODY: [Grantee<'_>; 4] =
    [Grantee::User("o\"hara"), Grantee::Role("reader"), Grantee::Group("analysts"), Grantee::Public];

#[test]
fn grant() {
    let every = [
        Privilege::SELECT,
        Privilege::INSERT,
        Privilege::UPDATE,
        Privilege::DELETE,
        Privilege::DROP,
        Privilege::REFERENCES,
        Privilege::ALTER,
        Privilege::TRUNCATE,
    ];
    golden(
        expect_file!["../../golden/privileges/grant.sql"],
        [
            ("every privilege on a table", Order::grant(every).to([Grantee::User("ada")]).to_sql()),
            ("all of them", Order::grant([Privilege::ALL]).to([Grantee::Role("owner")]).to_sql()),
            ("to everybody", Order::grant([Privilege::SELECT]).to(EVERYBODY).to_sql()),
            ("to grant on", {
                Order::grant([Privilege::SELECT]).to([Grantee::User("ada")]).with_grant_option().to_sql()
            }),
            ("on a schema", Grant::on_schema("sales", [SchemaPrivilege::USAGE]).to([Grantee::Public]).to_sql()),
            ("more on a schema", {
                let privileges = [SchemaPrivilege::CREATE, SchemaPrivilege::ALTER, SchemaPrivilege::DROP];
                Grant::on_schema("sales", privileges).to([Grantee::Group("owners")]).to_sql()
            }),
        ],
    );
}

#[test]
fn the_option_stands_with_every_user() {
    let sql = Order::grant([Privilege::SELECT]).to(["ada", "eve"].map(Grantee::User)).with_grant_option().to_sql();
    assert!(sql.text().ends_with(r#"TO "ada" WITH GRANT OPTION, "eve" WITH GRANT OPTION"#), "{sql}");
}

#[test]
fn revoke() {
    golden(
        expect_file!["../../golden/privileges/revoke.sql"],
        [
            ("from everybody", Order::revoke([Privilege::INSERT, Privilege::UPDATE]).from(EVERYBODY).to_sql()),
            ("the option alone", {
                Order::revoke([Privilege::SELECT]).from([Grantee::User("ada")]).grant_option_for().to_sql()
            }),
            ("on a schema", Revoke::on_schema("public", [SchemaPrivilege::ALL]).from([Grantee::Public]).to_sql()),
        ],
    );
}

#[test]
fn what_says_too_little_or_too_much_is_not_written() {
    let ada = [Grantee::User("ada")];
    for (sql, said) in [
        (Order::grant([Privilege::SELECT]).to_sql(), "GRANT to nobody"),
        (Order::revoke([Privilege::SELECT]).to_sql(), "REVOKE from nobody"),
        (Order::grant([]).to(ada).to_sql(), "no privilege is named"),
        (Order::grant([Privilege::ALL, Privilege::SELECT]).to(ada).to_sql(), "ALL PRIVILEGES stands alone"),
        (Order::grant([Privilege::SELECT]).to(EVERYBODY).with_grant_option().to_sql(), "goes to users"),
        (Order::revoke([Privilege::SELECT]).from([Grantee::Public]).grant_option_for().to_sql(), "do not have it"),
    ] {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
