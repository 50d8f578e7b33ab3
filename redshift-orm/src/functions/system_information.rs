//! System information functions (`r_System_information_functions`) that run beside tables. Those of the leader node alone, such as
//! CURRENT_SCHEMA and VERSION, are for `sql_query`.

use crate::expr::node::{Kind, Nodes, Operator};
use crate::expr::{Constant, Expr};
use crate::types::NotNull;

/// `CURRENT_DATABASE()` (`r_CURRENT_DATABASE`): the database of the connection.
pub fn current_database<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(call("CURRENT_DATABASE"))
}

/// `CURRENT_USER` (`r_CURRENT_USER`): the name of the user whose rights are asked.
pub fn current_user<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(Nodes::Leaf(Kind::Word("CURRENT_USER")))
}

/// `CURRENT_USER_ID` (`r_CURRENT_USER_ID`): the number of that user.
pub fn current_user_id<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(Nodes::Leaf(Kind::Word("CURRENT_USER_ID")))
}

/// `PG_BACKEND_PID()` (`PG_BACKEND_PID`): the number of the server's process for the connection.
pub fn pg_backend_pid<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("PG_BACKEND_PID"))
}

fn call<'a>(name: &'static str) -> Nodes<'a> {
    Nodes::Leaf(Kind::Operator(Operator::Function(name)))
}
