//! How the plan of a statement is asked for.

use super::execute::{Executing, Executor, ReadExecutor, Reading, Work};
use super::lease::Lease;
use crate::error::Result;
use crate::explain::Plan;
use crate::model::Model;
use crate::sql::{Arrival, Sql, Values};
use crate::statement::scope::Scope;
use crate::statement::{BoxQuery, CreateTableAs, CreatedAsQuery, Delete, Filtered, InsertSelect, Query, Shape, Update};

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// The plan of the query, which is not executed: `EXPLAIN` (`r_EXPLAIN`).
    ///
    /// The manual does not say that EXPLAIN takes parameters, so the statement that is explained has literals in their place, and goes
    /// by the simple protocol. Error messages show it with its parameters, as those of [`all`](Query::all) do; the plan itself shows the
    /// values.
    ///
    /// # Errors
    /// When the server refuses the query, or the connection breaks.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64 }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, #[redshift(distkey)] customer_id: i64 }
    /// # async fn example(db: Database) -> Result<()> {
    /// let plan = Order::query().join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).explain(&db).await?;
    /// println!("{plan}");
    /// for join in plan.nodes().filter(|node| node.redistribution().is_some_and(|label| !label.is_collocated())) {
    ///     println!("rows move: {}", join.line());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn explain<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Plan> {
        self.boxed().explain(executor)
    }
}

impl<Row> BoxQuery<'_, Row> {
    /// The plan of the query, as [`Query::explain`].
    ///
    /// # Errors
    /// As [`Query::explain`].
    pub fn explain<E: ReadExecutor>(self, executor: &E) -> Executing<'_, Plan> {
        Box::pin(executor.reading().explain(self.write(Values::Literals, Arrival::Typed), self.to_sql()))
    }
}

macro_rules! explain {
    ($([$($generics:tt)*] $statement:ty;)*) => { $(
        impl<$($generics)*> $statement {
            /// The plan of the statement, which is not executed: `EXPLAIN` (`r_EXPLAIN`), as that of a query
            /// ([`Query::explain`]).
            ///
            /// # Errors
            /// When the server refuses the statement, or the connection breaks.
            pub fn explain<E: Executor>(self, executor: &E) -> Executing<'_, Plan> {
                Box::pin(executor.connection().reading().explain(self.write(Values::Literals), self.write(Values::Parameters)))
            }
        }
    )* };
}
explain! {
    [T] InsertSelect<'_, T>;
    [M: Model, S: Scope] Update<'_, M, Filtered, S>;
    [M: Model, S: Scope] Delete<'_, M, Filtered, S>;
    [M: CreatedAsQuery] CreateTableAs<'_, M>;
}

impl Reading<'_> {
    /// `literal` is the statement as it is sent, `shown` what messages show of it.
    async fn explain(self, literal: Sql<'static>, shown: Sql<'static>) -> Result<Plan> {
        literal.check()?;
        let (text, shown) = (format!("EXPLAIN {}", literal.text()), shown.after("EXPLAIN "));
        let lines = self.run(&Lines { text, shown }).await?;
        Ok(Plan::parse(lines.join("\n")))
    }
}

/// EXPLAIN, which executes nothing.
struct Lines {
    text: String,
    shown: Sql<'static>,
}

impl Work for Lines {
    type Output = Vec<String>;

    async fn run(&self, lease: &mut Lease) -> Result<Vec<String>> {
        lease.simple_column(&self.text, &self.shown).await
    }
}
