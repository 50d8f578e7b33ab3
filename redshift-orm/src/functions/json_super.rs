//! JSON and SUPER type information functions (`json-functions`, `c_Type_Info_Functions`).

use crate::expr::node::{Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, ResultOf};
use crate::schema::DataType;
use crate::types::{Characters, NotNull, Null, Super};

type Whole<K> = <K as Combine<Constant>>::Out;

/// The functions of JSON in a VARCHAR and of SUPER, as methods of columns and expressions.
#[expect(clippy::wrong_self_convention, reason = "the methods are SQL's words, and take the value into the call")]
pub trait JsonFunctions<'a>: Expression<'a> {
    /// `JSON_PARSE(self)` (`JSON_PARSE`): the SUPER of a JSON text; an error of the server when it is none.
    fn json_parse(self) -> Expr<'a, serde_json::Value, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_PARSE")))
    }

    /// `CAN_JSON_PARSE(self)` (`CAN_JSON_PARSE`): whether JSON_PARSE takes the text.
    fn can_json_parse(self) -> Expr<'a, bool, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("CAN_JSON_PARSE")))
    }

    /// `JSON_EXTRACT_PATH_TEXT(self, 'key', ..)` (`JSON_EXTRACT_PATH_TEXT`): what stands in a JSON text under a key of keys.
    fn json_extract_path_text<const N: usize>(self, path: [&'a str; N]) -> Expr<'a, String, Null, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let keys = path.map(Nodes::text);
        Expr::new(self.into_expr().nodes.list(Operator::Function("JSON_EXTRACT_PATH_TEXT"), keys))
    }

    /// `JSON_EXTRACT_ARRAY_ELEMENT_TEXT(self, index)` (`JSON_EXTRACT_ARRAY_ELEMENT_TEXT`): an element of the array that a JSON text is,
    /// counted from 0; NULL where there is none. The manual recommends `.json_parse()` and an element of the SUPER.
    fn json_extract_array_element_text<B: ResultOf<'a, i32>>(
        self,
        index: B,
    ) -> Expr<'a, String, Null, <Self::Level as Combine<B::Level>>::Out>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        let index = index.into_result_of().nodes;
        Expr::new(self.into_expr().nodes.binary(Operator::Function("JSON_EXTRACT_ARRAY_ELEMENT_TEXT"), index))
    }

    /// `JSON_ARRAY_LENGTH(self)` (`JSON_ARRAY_LENGTH`): how many elements the array has that a JSON text is; an error of the server when
    /// it is none. The manual recommends `.json_parse().get_array_length()`.
    fn json_array_length(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_ARRAY_LENGTH")))
    }

    /// `IS_VALID_JSON(self)` (`IS_VALID_JSON`): whether a text is an object of JSON; false for an array. The manual recommends
    /// [`can_json_parse`](JsonFunctions::can_json_parse).
    fn is_valid_json(self) -> Expr<'a, bool, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("IS_VALID_JSON")))
    }

    /// `IS_VALID_JSON_ARRAY(self)` (`IS_VALID_JSON_ARRAY`): whether a text is an array of JSON.
    fn is_valid_json_array(self) -> Expr<'a, bool, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("IS_VALID_JSON_ARRAY")))
    }

    /// `JSON_SERIALIZE_TO_VARBYTE(self)` (`JSON_SERIALIZE_TO_VARBYTE`): the JSON text of a SUPER as bytes.
    fn json_serialize_to_varbyte(self) -> Expr<'a, Vec<u8>, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_SERIALIZE_TO_VARBYTE")))
    }

    /// `JSON_SERIALIZE(self)` (`JSON_SERIALIZE`): the JSON text of a SUPER, `null` for NULL. Text longer than a VARCHAR is an error of
    /// the server.
    fn json_serialize(self) -> Expr<'a, String, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_SERIALIZE")))
    }

    /// `JSON_TYPEOF(self)` (`r_json_typeof`): number, string, boolean, object, array or null.
    fn json_typeof(self) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_TYPEOF")))
    }

    /// `JSON_SIZE(self)` (`r_json_size`): the bytes of the JSON text, which may be more than a VARCHAR holds.
    fn json_size(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("JSON_SIZE")))
    }

    /// `GET_ARRAY_LENGTH(self)` (`get_array_length`): how many elements an array has, and NULL for what is none.
    fn get_array_length(self) -> Expr<'a, i64, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        // INTEGER or BIGINT: the manual has said both.
        let length = self.into_expr().nodes.unary(Operator::Function("GET_ARRAY_LENGTH"));
        Expr::new(length.unary(Operator::Cast(DataType::BigInt)))
    }

    /// `IS_ARRAY(self)` (`r_is_array`); false for NULL, as all of its kind.
    fn is_array(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_ARRAY")
    }

    /// `IS_OBJECT(self)` (`r_is_object`).
    fn is_object(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_OBJECT")
    }

    /// `IS_SCALAR(self)` (`r_is_scalar`): neither an array nor an object.
    fn is_scalar(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_SCALAR")
    }

    /// `IS_VARCHAR(self)` (`r_is_varchar`): a string.
    fn is_varchar(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_VARCHAR")
    }

    /// `IS_BOOLEAN(self)` (`r_is_boolean`).
    fn is_boolean(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_BOOLEAN")
    }

    /// `IS_SMALLINT(self)` (`r_is_smallint`): a number without a fraction that fits.
    fn is_smallint(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_SMALLINT")
    }

    /// `IS_INTEGER(self)` (`r_is_integer`): a number without a fraction that fits.
    fn is_integer(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_INTEGER")
    }

    /// `IS_BIGINT(self)` (`r_is_bigint`): a number without a fraction that fits.
    fn is_bigint(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_BIGINT")
    }

    /// `IS_DECIMAL(self)` (`r_is_decimal`): a number that is no floating-point one.
    fn is_decimal(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_DECIMAL")
    }

    /// `IS_FLOAT(self)` (`r_is_float`): a floating-point number.
    fn is_float(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_FLOAT")
    }

    /// `IS_CHAR(self)` (`r_is_char`): a string of ASCII characters alone.
    fn is_char(self) -> Expr<'a, bool, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        is(self, "IS_CHAR")
    }

    /// `DECIMAL_PRECISION(self)` (`r_decimal_precision`): the digits of a decimal in all. Not simulated by the stand-in.
    fn decimal_precision(self) -> Expr<'a, i32, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("DECIMAL_PRECISION")))
    }

    /// `DECIMAL_SCALE(self)` (`r_decimal_scale`): the digits of a decimal behind the point. Not simulated by the stand-in.
    fn decimal_scale(self) -> Expr<'a, i32, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("DECIMAL_SCALE")))
    }

    /// `SIZE(self)` (`r_SIZE`): the bytes that the value takes in memory; 4 of NULL. Not simulated by the stand-in.
    fn size(self) -> Expr<'a, i32, NotNull, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("SIZE")))
    }
}

fn is<'a, E: Expression<'a>, K>(value: E, function: &'static str) -> Expr<'a, bool, NotNull, K> {
    Expr::new(value.into_expr().nodes.unary(Operator::Function(function)))
}

impl<'a, E: Expression<'a>> JsonFunctions<'a> for E {}
