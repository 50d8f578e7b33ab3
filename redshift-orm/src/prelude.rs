//! What a program that uses the crate needs: `use redshift_orm::prelude::*;`.

pub use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
pub use rust_decimal::Decimal;
pub use uuid::Uuid;

pub use crate::client::Executor;
pub use crate::expr::{
    Aggregates, BitwiseOperators, Casts, ComparisonOperators, Condition, Expression, FrameBound, Navigation,
    PatternMatching, Raw, SortChoice, Sorting, all_of, any_of, case, case_of, count_star, decode, null, raw_expr,
    value,
};
pub use crate::functions::array_object::{ArrayFunctions, array, object};
pub use crate::functions::conditional::ConditionalFunctions;
pub use crate::functions::date_time::{
    DatePart, DateTimeFunctions, ExtractedPart, TimePart, current_date, getdate, sysdate, timeofday,
};
pub use crate::functions::hash::{HashFunctions, Sha2};
pub use crate::functions::hyperloglog::SketchFunctions;
pub use crate::functions::interval::{IntervalFunctions, days, hours, minutes, months, seconds, years};
pub use crate::functions::json_super::JsonFunctions;
pub use crate::functions::math::{MathFunctions, pi, random};
pub use crate::functions::regexp::{RegexpFunctions, regexp};
pub use crate::functions::string::{Collation, StringFunctions};
pub use crate::functions::system_information::{current_database, current_user, current_user_id, pg_backend_pid};
pub use crate::functions::varbyte::{BinaryFormat, VarbyteFunctions};
pub use crate::functions::window::{WindowFunctions, cume_dist, dense_rank, ntile, percent_rank, rank, row_number};
pub use crate::functions::within_group::SortedFunctions;
pub use crate::statement::{
    BoxQuery, Grantee, LayoutKeys, ModelQuery, Privilege, TemporaryTable, UseDefault, cube, grouping, grouping_sets,
    rollup, with, with_recursive,
};
pub use crate::types::{HllSketch, IntervalDayToSecond, IntervalYearToMonth, Json};
#[doc(hidden)]
pub use crate::unsupported::{
    OtherNames as _, RefusedOfModels as _, RefusedOperators as _, RefusedStatements as _, clock_timestamp,
    current_timestamp, currval, generate_series, localtimestamp, nextval,
};
pub use crate::{
    BaseTable, Database, Defaulted, Error, MaterializedView, Model, Result, Schema, Selectable, SqlType, Transaction,
    View, ViewDefinition, ViewQuery, dec, raw_sql, sql_query,
};
