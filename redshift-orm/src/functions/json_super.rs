//! JSON and SUPER type information functions (`json-functions`, `r_type_information_functions`).

use crate::expr::node::{Kind, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression};
use crate::types::{Characters, NotNull, Null, SqlType, Value};

type Whole<K> = <K as Combine<Constant>>::Out;

/// SUPER.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a SUPER",
    label = "this function takes SUPER",
    note = "JSON in a VARCHAR becomes a SUPER with `.json_parse()`"
)]
pub trait Super: SqlType {}
#[diagnostic::do_not_recommend]
impl Super for serde_json::Value {}

/// The functions of JSON in a VARCHAR and of SUPER, as methods of columns and expressions.
pub trait JsonFunctions<'a>: Expression<'a> {
    /// `JSON_PARSE(self)` (`JSON_PARSE`): the SUPER of a JSON text; an error of the server when it is none.
    fn json_parse(self) -> Expr<'a, serde_json::Value, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_PARSE")))
    }

    /// `CAN_JSON_PARSE(self)` (`CAN_JSON_PARSE`): whether JSON_PARSE takes the text.
    fn can_json_parse(self) -> Expr<'a, bool, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CAN_JSON_PARSE")))
    }

    /// `JSON_EXTRACT_PATH_TEXT(self, 'key', ..)` (`JSON_EXTRACT_PATH_TEXT`): what stands in a JSON text under a key of keys.
    fn json_extract_path_text<const N: usize>(self, path: [&'a str; N]) -> Expr<'a, String, Null, Whole<Self::Level>>
    where
        Self::Type: Characters,
        Self::Level: Combine<Constant>,
    {
        let keys = path.map(|key| Nodes::Leaf(Kind::Literal(Value::Varchar(key.into()))));
        Expr::new(self.into_expr().nodes.list(Operator::Function("JSON_EXTRACT_PATH_TEXT"), keys.into()))
    }

    /// `JSON_SERIALIZE(self)` (`JSON_SERIALIZE`): the JSON text of a SUPER, `null` for NULL. Text longer than a VARCHAR is an error of
    /// the server.
    fn json_serialize(self) -> Expr<'a, String, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_SERIALIZE")))
    }

    /// `JSON_TYPEOF(self)` (`r_json_typeof`): number, string, boolean, object, array or null.
    fn json_typeof(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Super,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_TYPEOF")))
    }
}

impl<'a, E: Expression<'a>> JsonFunctions<'a> for E {}
