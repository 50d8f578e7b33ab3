//! The models whose tables are created together.

use super::Table;
use super::plan::{Step, distinct, plan};
use crate::error::{Error, Result};
use crate::model::{Model, Registered, registered};
use crate::sql::Sql;
use crate::statement::DefinedView;

/// The tables of some models: [`of`](Schema::of) named ones or [every registered one](Schema::registered).
#[derive(Debug, Clone)]
pub struct Schema {
    models: Vec<Registered>,
}

impl Schema {
    /// The tables of a model, or of a tuple of models: `Schema::of::<(Customer, Order)>()`.
    #[must_use]
    pub fn of<S: ModelSet>() -> Self {
        let mut models = Vec::new();
        S::add_to(&mut models);
        Schema { models }
    }

    /// The tables of every model linked into the program.
    #[must_use]
    pub fn registered() -> Self {
        Schema { models: registered().collect() }
    }

    /// The tables, as named or registered.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table<'static>> + '_ {
        self.models.iter().filter(|model| !model.is_view).map(|model| model.table())
    }

    /// The statements that create the tables, in order: see [`creation_plan`](super::creation_plan). The views that have a definition
    /// follow, each after those that it reads.
    ///
    /// # Errors
    /// When two models give different definitions of one table or view.
    pub fn plan(&self) -> Result<Vec<Step<'static>>> {
        let models = distinct(&self.models, |model| model.table()).map_err(|(first, second)| {
            Error::statement(format!(
                "the models {} and {} define the table {} differently; \
                 give one of them another name with `#[redshift(table = \"..\")]`",
                (first.model)(),
                (second.model)(),
                first.table().name
            ))
        })?;
        let tables: Vec<_> = models.iter().filter(|model| !model.is_view).map(|model| model.table()).collect();
        let mut views: Vec<DefinedView<'static>> = Vec::new();
        for view in self.models.iter().filter_map(|model| (model.view)()) {
            match views.iter().find(|known| known.name().same(&view.name())) {
                None => views.push(view),
                Some(known) if *known == view => {}
                Some(_) => {
                    return Err(Error::statement(format!("two models define the view {} differently", view.name())));
                }
            }
        }
        plan(&tables, views)
    }

    /// The statements of the [plan](Schema::plan), to look at or to run elsewhere.
    ///
    /// # Errors
    /// Those of the plan.
    pub fn to_sql(&self) -> Result<Vec<Sql<'static>>> {
        Ok(self.plan()?.iter().map(Step::to_sql).collect())
    }
}

/// A model, or a tuple of up to 16 of them; tuples may stand in tuples.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model and no tuple of models",
    label = "no tables belong to `{Self}`",
    note = "put `#[derive(Model)]` on the struct; a tuple has at most 16 elements, which may be tuples themselves"
)]
pub trait ModelSet {
    #[doc(hidden)]
    fn add_to(models: &mut Vec<Registered>);
}

impl<M: Model> ModelSet for M {
    fn add_to(models: &mut Vec<Registered>) {
        models.push(Registered::of::<M>());
    }
}

macro_rules! tuple {
    ($($($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($part: ModelSet),*> ModelSet for ($($part,)*) {
            fn add_to(models: &mut Vec<Registered>) {
                $($part::add_to(models);)*
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H I J K L M N O P);

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[derive(crate::Model)]
    #[redshift(table = "customers")]
    struct Customer {
        id: i64,
    }

    #[derive(crate::Model)]
    #[redshift(table = "orders")]
    struct Order {
        id: i64,
    }

    #[derive(crate::Model)]
    #[redshift(table = "Customers")]
    struct Impostor {
        key: i64,
    }

    fn names(schema: &Schema) -> Vec<&str> {
        schema.tables().map(|table| table.name.name).collect()
    }

    #[test]
    fn a_set_is_a_model_or_a_tuple_of_sets() {
        assert_eq!(names(&Schema::of::<Order>()), ["orders"]);
        assert_eq!(names(&Schema::of::<(Order,)>()), ["orders"]);
        assert_eq!(names(&Schema::of::<(Order, (Customer, Order))>()), ["orders", "customers", "orders"]);
    }

    #[test]
    fn a_model_named_twice_is_created_once() {
        let plan = Schema::of::<(Order, Customer, Order)>().to_sql().unwrap();
        let lines: Vec<_> = plan.iter().map(|sql| sql.to_string().replace('\n', "")).collect();
        expect![[r#"
            CREATE TABLE IF NOT EXISTS "customers" (  "id" BIGINT NOT NULL)
            CREATE TABLE IF NOT EXISTS "orders" (  "id" BIGINT NOT NULL)"#]]
        .assert_eq(&lines.join("\n"));
    }

    #[test]
    fn two_definitions_of_one_table_name_both_models() {
        let error = Schema::of::<(Customer, Order, Impostor)>().plan().unwrap_err();
        expect![[r#"the models redshift_orm::schema::models::tests::Customer and redshift_orm::schema::models::tests::Impostor define the table customers differently; give one of them another name with `#[redshift(table = "..")]`"#]].assert_eq(&error.to_string());
    }

    #[test]
    fn a_model_makes_and_drops_its_table() {
        assert!(Order::create_table().to_sql().text().starts_with("CREATE TABLE \"orders\" ("));
        assert_eq!(Order::drop_table().to_sql().text(), "DROP TABLE \"orders\"");
    }
}
