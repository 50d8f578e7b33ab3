//! System information functions (`r_System_information_functions`) that run beside tables. Those of the leader node alone, such as
//! CURRENT_SCHEMA and VERSION, are for `sql_query`.

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Constant, Expr};
use crate::schema::DataType;
use crate::types::{NotNull, Null};

/// `CURRENT_DATABASE()` (`r_CURRENT_DATABASE`): the database of the connection.
pub fn current_database<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(call("CURRENT_DATABASE"))
}

/// `CURRENT_USER` (`r_CURRENT_USER`): the name of the user whose rights are asked.
pub fn current_user<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(Nodes::leaf(Node::Word("CURRENT_USER")))
}

/// `CURRENT_USER_ID` (`r_CURRENT_USER_ID`): the number of that user.
pub fn current_user_id<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(Nodes::leaf(Node::Word("CURRENT_USER_ID")))
}

/// `PG_BACKEND_PID()` (`PG_BACKEND_PID`): the number of the server's process for the connection.
pub fn pg_backend_pid<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("PG_BACKEND_PID"))
}

/// `PG_LAST_COPY_COUNT()` (`PG_LAST_COPY_COUNT`): the rows that the session's last COPY loaded; 0 without one.
pub fn pg_last_copy_count<'a>() -> Expr<'a, i64, NotNull, Constant> {
    Expr::new(call("PG_LAST_COPY_COUNT"))
}

/// `PG_LAST_COPY_ID()` (`PG_LAST_COPY_ID`): the number of the session's last COPY; -1 without one.
pub fn pg_last_copy_id<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("PG_LAST_COPY_ID"))
}

/// `PG_LAST_UNLOAD_COUNT()` (`PG_LAST_UNLOAD_COUNT`): the rows that the session's last UNLOAD wrote; 0 without one.
pub fn pg_last_unload_count<'a>() -> Expr<'a, i64, NotNull, Constant> {
    Expr::new(call("PG_LAST_UNLOAD_COUNT"))
}

/// `PG_LAST_UNLOAD_ID()` (`PG_LAST_UNLOAD_ID`): the number of the session's last UNLOAD.
pub fn pg_last_unload_id<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("PG_LAST_UNLOAD_ID"))
}

/// `PG_LAST_QUERY_ID()` (`PG_LAST_QUERY_ID`): the number of the session's last query that did not run on the leader node alone; -1
/// without one.
pub fn pg_last_query_id<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("PG_LAST_QUERY_ID"))
}

/// `LAST_USER_QUERY_ID()` (`LAST_USER_QUERY_ID`): the number of the user's last query in the session, as SYS_QUERY_HISTORY has it; -1
/// without one.
pub fn last_user_query_id<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("LAST_USER_QUERY_ID"))
}

/// `SLICE_NUM()` (`r_SLICE_NUM`): the slice that holds the row.
pub fn slice_num<'a>() -> Expr<'a, i32, NotNull, Constant> {
    Expr::new(call("SLICE_NUM"))
}

/// `DB_COLLATION()` (`r_CREATE_TABLE_NEW`): `case_sensitive` or `case_insensitive`.
pub fn db_collation<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(call("DB_COLLATION"))
}

/// `CURRENT_AWS_ACCOUNT` (`r_CURRENT_AWS_ACCOUNT`): the cluster's account, as a BIGINT: the manual says an integer, and account numbers
/// have twelve digits.
pub fn current_aws_account<'a>() -> Expr<'a, i64, NotNull, Constant> {
    Expr::new(Nodes::leaf(Node::Word("CURRENT_AWS_ACCOUNT")).unary(Operator::Cast(DataType::BigInt)))
}

/// `CURRENT_NAMESPACE` (`r_CURRENT_NAMESPACE`): the unique id of the cluster's namespace.
pub fn current_namespace<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(Nodes::leaf(Node::Word("CURRENT_NAMESPACE")))
}

/// `CURRENT_SESSION_ARN()` (`r_CURRENT_SESSION_ARN`): the name of the global user of the session; NULL for local users.
pub fn current_session_arn<'a>() -> Expr<'a, String, Null, Constant> {
    Expr::new(call("CURRENT_SESSION_ARN"))
}

/// `GET_MOUNTED_ROLE()` (`GET_MOUNTED_ROLE`): the role by which a Lake Formation schema is mounted; NULL outside of its views.
pub fn get_mounted_role<'a>() -> Expr<'a, String, Null, Constant> {
    Expr::new(call("GET_MOUNTED_ROLE"))
}

/// `DEFAULT_IAM_ROLE()` (`r_DEFAULT_IAM_ROLE`): the cluster's default role, if there is one.
pub fn default_iam_role<'a>() -> Expr<'a, String, Null, Constant> {
    Expr::new(call("DEFAULT_IAM_ROLE"))
}

/// `HAS_ASSUMEROLE_PRIVILEGE('role', 'command')` (`r_HAS_ASSUMEROLE_PRIVILEGE`): whether the current user may run a command (`COPY`,
/// `UNLOAD`, `EXTERNAL FUNCTION` or `CREATE MODEL`) with an IAM role.
pub fn has_assumerole_privilege<'a>(iam_role_arn: &'a str, command: &'a str) -> Expr<'a, bool, NotNull, Constant> {
    Expr::new(Nodes::text(iam_role_arn).binary(Operator::Function("HAS_ASSUMEROLE_PRIVILEGE"), Nodes::text(command)))
}

/// `ROLE_IS_MEMBER_OF('role', 'granted')` (`r_ROLE_IS_MEMBER_OF`): whether a role has another one; an error of the server for roles that
/// are not there or not to be seen.
pub fn role_is_member_of<'a>(role: &'a str, granted: &'a str) -> Expr<'a, bool, NotNull, Constant> {
    Expr::new(Nodes::text(role).binary(Operator::Function("ROLE_IS_MEMBER_OF"), Nodes::text(granted)))
}

/// `USER_IS_MEMBER_OF('user', 'role')` (`r_USER_IS_MEMBER_OF`): whether a user has a role or is in a group; an error of the server for
/// names that are not there or not to be seen.
pub fn user_is_member_of<'a>(user: &'a str, role_or_group: &'a str) -> Expr<'a, bool, NotNull, Constant> {
    Expr::new(Nodes::text(user).binary(Operator::Function("USER_IS_MEMBER_OF"), Nodes::text(role_or_group)))
}

fn call<'a>(name: &'static str) -> Nodes<'a> {
    Nodes::call(Operator::Function(name))
}
