//! What a fresh database costs a test: two hundred tests, as programs have them.

use redshift_orm::prelude::*;

#[derive(Debug, PartialEq, Model)]
#[redshift(table = "notes")]
struct Note {
    #[redshift(primary_key)]
    id: i64,
    #[redshift(varchar = 20)]
    text: String,
}

/// Ten tests for each name.
macro_rules! tens {
    ($($name:ident)*) => {
        $(mod $name { tens!(@tests t0 t1 t2 t3 t4 t5 t6 t7 t8 t9); })*
    };
    (@tests $($test:ident)*) => {
        $(#[redshift_orm::test]
        async fn $test(db: redshift_orm::Database) -> redshift_orm::Result<()> {
            super::is_fresh(&db).await
        })*
    };
}

tens!(a b c d e f g h i j k l m n o p q r s t);

/// Writes and reads, and finds nothing of other tests.
async fn is_fresh(db: &redshift_orm::Database) -> redshift_orm::Result<()> {
    redshift_orm::create_all(db).await?;
    Note::insert(NewNote { id: 1, text: "one".into() }).execute(db).await?;
    let notes = Note::query().all(db).await?;
    assert_eq!(notes, [Note { id: 1, text: "one".into() }]);
    Ok(())
}
