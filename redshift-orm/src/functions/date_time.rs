//! Date and time functions (`Date_functions_header`), and the functions of formats (`r_Data_type_formatting`).
//!
//! Date parts, formats and time zones are part of the text: Redshift takes a date part as a word, never as a parameter.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use rust_decimal::Decimal;

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, ResultOf, ResultValue};
use crate::schema::DataType;
use crate::types::{Characters, NotNull, Nullability, SqlType};

type Out<A, B> = <A as Combine<B>>::Out;
type Or<A, B> = <A as Nullability>::Or<B>;
type Whole<K> = Out<K, Constant>;

/// A date part (`r_Dateparts_for_datetime_functions`) that all the functions take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// `CENTURY`
    Century,
    /// `DECADE`
    Decade,
    /// `YEAR`
    Year,
    /// `QUARTER`
    Quarter,
    /// `MONTH`
    Month,
    /// `WEEK`: begins on Monday.
    Week,
    /// `DAY`
    Day,
    /// `HOUR`
    Hour,
    /// `MINUTE`
    Minute,
    /// `SECOND`
    Second,
    /// `MILLISECOND`
    Millisecond,
    /// `MICROSECOND`
    Microsecond,
}

impl DatePart {
    fn word(self) -> &'static str {
        match self {
            DatePart::Century => "century",
            DatePart::Decade => "decade",
            DatePart::Year => "year",
            DatePart::Quarter => "quarter",
            DatePart::Month => "month",
            DatePart::Week => "week",
            DatePart::Day => "day",
            DatePart::Hour => "hour",
            DatePart::Minute => "minute",
            DatePart::Second => "second",
            DatePart::Millisecond => "millisecond",
            DatePart::Microsecond => "microsecond",
        }
    }
}

/// A part of a date that is read, not counted (`r_EXTRACT_function`): a [`DatePart`], a day of the week or the year, the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtractedPart {
    /// A date part.
    Part(DatePart),
    /// `DAYOFWEEK`: from 0, which is Sunday, to 6.
    DayOfWeek,
    /// `DAYOFYEAR`: from 1.
    DayOfYear,
    /// `EPOCH`: seconds since 1970-01-01 00:00:00 UTC.
    Epoch,
    /// `MILLENNIUM`: the third began with 2001.
    Millennium,
    /// `ISOWEEK`: the number of the week by ISO 8601.
    IsoWeek,
    /// `ISOYEAR`: the year that the ISO week belongs to.
    IsoYear,
}

impl From<DatePart> for ExtractedPart {
    fn from(part: DatePart) -> Self {
        ExtractedPart::Part(part)
    }
}

impl ExtractedPart {
    fn word(self) -> &'static str {
        match self {
            ExtractedPart::Part(part) => part.word(),
            ExtractedPart::DayOfWeek => "dayofweek",
            ExtractedPart::DayOfYear => "dayofyear",
            ExtractedPart::Epoch => "epoch",
            ExtractedPart::Millennium => "millennium",
            ExtractedPart::IsoWeek => "isoweek",
            ExtractedPart::IsoYear => "isoyear",
        }
    }
}

/// A part of a time of day, for TIME (`r_Dateparts_for_datetime_functions`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimePart {
    /// `HOUR`
    Hour,
    /// `MINUTE`
    Minute,
    /// `SECOND`
    Second,
    /// `MILLISECOND`
    Millisecond,
    /// `MICROSECOND`
    Microsecond,
}

impl TimePart {
    fn word(self) -> &'static str {
        match self {
            TimePart::Hour => "hour",
            TimePart::Minute => "minute",
            TimePart::Second => "second",
            TimePart::Millisecond => "millisecond",
            TimePart::Microsecond => "microsecond",
        }
    }
}

/// The parts that dates have. A trait of its own, because the compiler lists what an impl for one type is meant for.
#[doc(hidden)]
pub trait PartsOfDates {}
impl PartsOfDates for DatePart {}

/// The parts that times have.
#[doc(hidden)]
pub trait PartsOfTimes {}
impl PartsOfTimes for TimePart {}

/// A part of which DATEADD and DATEDIFF count so many: [`DatePart`] of dates, [`TimePart`] of times.
#[diagnostic::on_unimplemented(
    message = "DATEADD and DATEDIFF count no `{Self}` here: this value has the parts of `{Parts}`",
    label = "is no `{Parts}`",
    note = "DATE, TIMESTAMP and TIMESTAMPTZ have the parts of `DatePart`, a TIME those of `TimePart`"
)]
pub trait PartOf<Parts> {
    #[doc(hidden)]
    fn word(self) -> &'static str;
}
#[diagnostic::do_not_recommend]
impl<P: PartsOfDates> PartOf<P> for DatePart {
    fn word(self) -> &'static str {
        self.word()
    }
}
#[diagnostic::do_not_recommend]
impl<P: PartsOfTimes> PartOf<P> for TimePart {
    fn word(self) -> &'static str {
        self.word()
    }
}

/// A part that EXTRACT reads: [`DatePart`] and [`ExtractedPart`] of dates, [`TimePart`] of times.
#[diagnostic::on_unimplemented(
    message = "EXTRACT reads no `{Self}` here: this value has the parts of `{Parts}`",
    label = "is no `{Parts}`",
    note = "DATE, TIMESTAMP and TIMESTAMPTZ have the parts of `DatePart` and `ExtractedPart`, a TIME those of `TimePart`"
)]
pub trait ExtractedPartOf<Parts> {
    #[doc(hidden)]
    fn word(self) -> &'static str;
}
#[diagnostic::do_not_recommend]
impl<P: PartsOfDates> ExtractedPartOf<P> for DatePart {
    fn word(self) -> &'static str {
        self.word()
    }
}
#[diagnostic::do_not_recommend]
impl<P: PartsOfDates> ExtractedPartOf<P> for ExtractedPart {
    fn word(self) -> &'static str {
        self.word()
    }
}
#[diagnostic::do_not_recommend]
impl<P: PartsOfTimes> ExtractedPartOf<P> for TimePart {
    fn word(self) -> &'static str {
        self.word()
    }
}

/// Types that hold a date: DATE, TIMESTAMP and TIMESTAMPTZ.
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds no date",
    label = "the date and time functions take DATE, TIMESTAMP or TIMESTAMPTZ",
    note = "text becomes a date with `.to_date(\"YYYY-MM-DD\")` or `.cast::<NaiveDate>()`"
)]
pub trait Dated: SqlType {
    /// What DATE_TRUNC gives: a DATE becomes a TIMESTAMP.
    type Moment: SqlType;
}

/// Types that hold a date or a time: DATE, TIME, TIMESTAMP and TIMESTAMPTZ.
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds no date and no time",
    label = "this takes DATE, TIME, TIMESTAMP and TIMESTAMPTZ",
    note = "text becomes a date with `.to_date(\"YYYY-MM-DD\")` or `.cast::<NaiveDate>()`"
)]
pub trait Timed: SqlType {
    #[doc(hidden)]
    type Proof;
    /// The parts that values have.
    type Parts;
    /// What DATEADD gives: a DATE becomes a TIMESTAMP.
    type Moved: SqlType;
    /// What EXTRACT gives.
    type Extracted: SqlType;
}

macro_rules! timed {
    ($($name:ty: $parts:ty, $moved:ty, $extracted:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Timed for $name {
            type Proof = ();
            type Parts = $parts;
            type Moved = $moved;
            type Extracted = $extracted;
        }
    )* };
}
// Manual: r_DATEADD_function and r_EXTRACT_function, "Return type".
timed! {
    NaiveDate: DatePart, NaiveDateTime, i32;
    NaiveTime: TimePart, NaiveTime, i32;
    NaiveDateTime: DatePart, NaiveDateTime, i32;
    DateTime<Utc>: DatePart, DateTime<Utc>, f64;
}

macro_rules! dated {
    ($($name:ty: $moment:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Dated for $name {
            type Moment = $moment;
        }
    )* };
}
dated! {
    NaiveDate: NaiveDateTime;
    NaiveDateTime: NaiveDateTime;
    DateTime<Utc>: DateTime<Utc>;
}

/// Types without a time zone that hold a date: DATE and TIMESTAMP.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a DATE nor a TIMESTAMP",
    label = "this function takes DATE or TIMESTAMP",
    note = "a TIMESTAMPTZ becomes a TIMESTAMP with `.cast::<NaiveDateTime>()`"
)]
pub trait WithoutZone: Dated {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl WithoutZone for NaiveDate {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl WithoutZone for NaiveDateTime {
    type Proof = ();
}

/// TIMESTAMP.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a TIMESTAMP",
    label = "this function takes TIMESTAMP",
    note = "`.cast::<NaiveDateTime>()` makes a TIMESTAMP of a DATE or a TIMESTAMPTZ"
)]
pub trait Timestamp: WithoutZone {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Timestamp for NaiveDateTime {
    type Proof = ();
}

/// DATE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a DATE",
    label = "this function takes DATE",
    note = "`.cast::<NaiveDate>()` makes a DATE of a TIMESTAMP or a TIMESTAMPTZ"
)]
pub trait Date: Dated {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Date for NaiveDate {
    type Proof = ();
}

/// TIMESTAMP and TIMESTAMPTZ: AT TIME ZONE makes one of the other.
#[diagnostic::on_unimplemented(
    message = "AT TIME ZONE takes a TIMESTAMP or a TIMESTAMPTZ, not a `{Self}`",
    label = "no time stands in a zone here",
    note = "`.cast::<NaiveDateTime>()` makes a TIMESTAMP of a DATE"
)]
pub trait Zoned: SqlType {
    /// TIMESTAMPTZ for TIMESTAMP, TIMESTAMP for TIMESTAMPTZ.
    type Other: SqlType;
}
#[diagnostic::do_not_recommend]
impl Zoned for NaiveDateTime {
    type Other = DateTime<Utc>;
}
#[diagnostic::do_not_recommend]
impl Zoned for DateTime<Utc> {
    type Other = NaiveDateTime;
}

/// Two types that hold a date, and the function that compares them.
#[diagnostic::on_unimplemented(
    message = "Amazon Redshift has no function that compares a `{Self}` with a `{Other}` as dates",
    label = "DATE_CMP and its like take DATE, TIMESTAMP and TIMESTAMPTZ",
    note = "other values are compared with `.eq(..)`, `.lt(..)` and their like"
)]
pub trait DateCmp<Other> {
    #[doc(hidden)]
    const FUNCTION: &'static str;
}

macro_rules! date_cmp {
    ($($a:ty, $b:ty => $function:literal;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl DateCmp<$b> for $a {
            const FUNCTION: &'static str = $function;
        }
    )* };
}
date_cmp! {
    NaiveDate, NaiveDate => "DATE_CMP";
    NaiveDate, NaiveDateTime => "DATE_CMP_TIMESTAMP";
    NaiveDate, DateTime<Utc> => "DATE_CMP_TIMESTAMPTZ";
    NaiveDateTime, NaiveDateTime => "TIMESTAMP_CMP";
    NaiveDateTime, NaiveDate => "TIMESTAMP_CMP_DATE";
    NaiveDateTime, DateTime<Utc> => "TIMESTAMP_CMP_TIMESTAMPTZ";
    DateTime<Utc>, DateTime<Utc> => "TIMESTAMPTZ_CMP";
    DateTime<Utc>, NaiveDate => "TIMESTAMPTZ_CMP_DATE";
    DateTime<Utc>, NaiveDateTime => "TIMESTAMPTZ_CMP_TIMESTAMP";
}

/// What TO_CHAR formats: dates and numbers.
#[diagnostic::on_unimplemented(
    message = "TO_CHAR does not format a `{Self}`",
    label = "TO_CHAR takes DATE, TIMESTAMP, TIMESTAMPTZ and numbers",
    note = "`.cast::<String>()` makes a text of other values"
)]
pub trait Formatted: SqlType {
    #[doc(hidden)]
    type Proof;
}

macro_rules! formatted {
    ($($name:ty),*) => { $( #[diagnostic::do_not_recommend] impl Formatted for $name { type Proof = (); } )* };
}
formatted!(i16, i32, i64, f32, f64, Decimal, NaiveDate, NaiveDateTime, DateTime<Utc>);

/// The date and time functions, as methods of columns and expressions. All are NULL when an argument is.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     placed_at: NaiveDateTime,
/// }
///
/// let months = Order::query()
///     .group_by(|o| o.placed_at.date_trunc(DatePart::Month))
///     .select(|month, _| (month, count_star()));
/// assert!(months.to_sql().text().starts_with("SELECT DATE_TRUNC('month', t0.\"placed_at\"), COUNT(*) FROM "));
/// ```
pub trait DateTimeFunctions<'a>: Expression<'a> {
    /// `DATE_TRUNC('part', self)` (`r_DATE_TRUNC`): the start of the part. A DATE becomes a TIMESTAMP. A TIMESTAMPTZ stays one, by a
    /// cast, because the manual says TIMESTAMP and leaves this case out.
    fn date_trunc(
        self,
        part: DatePart,
    ) -> Expr<'a, <Self::Type as Dated>::Moment, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Dated,
        Self::Level: Combine<Constant>,
    {
        let truncated = literal(part.word()).binary(Operator::Function("DATE_TRUNC"), self.into_expr().nodes);
        match Self::Type::DATA_TYPE {
            DataType::TimestampTz => Expr::new(truncated.unary(Operator::Cast(DataType::TimestampTz))),
            _ => Expr::new(truncated),
        }
    }

    /// `EXTRACT(part FROM self)` (`r_EXTRACT_function`): INTEGER, and DOUBLE PRECISION of a TIMESTAMPTZ.
    fn extract<P: ExtractedPartOf<<Self::Type as Timed>::Parts>>(
        self,
        part: P,
    ) -> Expr<'a, <Self::Type as Timed>::Extracted, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Timed<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Extract(part.word())))
    }

    /// `DATE_PART(part, self)` (`r_DATE_PART_function`): the same as EXTRACT, as DOUBLE PRECISION.
    fn date_part(self, part: impl Into<ExtractedPart>) -> Expr<'a, f64, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Dated,
        Self::Level: Combine<Constant>,
    {
        Expr::new(word(part.into().word()).binary(Operator::Function("DATE_PART"), self.into_expr().nodes))
    }

    /// `DATEADD(part, count, self)` (`r_DATEADD_function`): that many parts later, or earlier. A DATE becomes a TIMESTAMP; a TIME goes on
    /// at midnight.
    fn dateadd<P: PartOf<<Self::Type as Timed>::Parts>, B: ResultOf<'a, i32>>(
        self,
        part: P,
        count: B,
    ) -> Expr<'a, <Self::Type as Timed>::Moved, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Timed<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        let rest = vec![count.into_result_of().nodes, self.into_expr().nodes];
        Expr::new(word(part.word()).list(Operator::Function("DATEADD"), rest))
    }

    /// `DATEDIFF(part, self, end)` (`r_DATEDIFF_function`): how many boundaries of the part lie between the two.
    fn datediff<P: PartOf<<Self::Type as Timed>::Parts>, B: ResultOf<'a, Self::Type>>(
        self,
        part: P,
        end: B,
    ) -> Expr<'a, i64, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Timed<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        let rest = vec![self.into_expr().nodes, end.into_result_of().nodes];
        Expr::new(word(part.word()).list(Operator::Function("DATEDIFF"), rest))
    }

    /// `LAST_DAY(self)` (`r_LAST_DAY`): the last day of the month.
    fn last_day(self) -> Expr<'a, NaiveDate, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: WithoutZone<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("LAST_DAY")))
    }

    /// `ADD_MONTHS(self, months)` (`r_ADD_MONTHS`): the last day of a month stays the last day. A DATE becomes a TIMESTAMP.
    fn add_months<B: ResultOf<'a, i32>>(
        self,
        months: B,
    ) -> Expr<'a, NaiveDateTime, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: WithoutZone<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("ADD_MONTHS"), months.into_result_of().nodes))
    }

    /// `MONTHS_BETWEEN(self, earlier)` (`r_MONTHS_BETWEEN_function`): negative when `self` is the earlier one.
    fn months_between<B: ResultOf<'a, Self::Type>>(
        self,
        earlier: B,
    ) -> Expr<'a, f64, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: WithoutZone<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("MONTHS_BETWEEN"), earlier.into_result_of().nodes))
    }

    /// `TRUNC(self)` (`r_TRUNC_date`): the DATE of a TIMESTAMP.
    fn trunc_date(self) -> Expr<'a, NaiveDate, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Timestamp<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("TRUNC")))
    }

    /// `CONVERT_TIMEZONE('source', 'target', self)` (`CONVERT_TIMEZONE`): the same moment on the clocks of another zone.
    fn convert_timezone(
        self,
        source: &'a str,
        target: &'a str,
    ) -> Expr<'a, NaiveDateTime, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Timestamp<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let rest = vec![literal(target), self.into_expr().nodes];
        Expr::new(literal(source).list(Operator::Function("CONVERT_TIMEZONE"), rest))
    }

    /// `CONVERT_TIMEZONE('target', self)` (`CONVERT_TIMEZONE`): a moment of UTC on the clocks of another zone.
    fn convert_timezone_from_utc(
        self,
        target: &'a str,
    ) -> Expr<'a, NaiveDateTime, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Timestamp<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(literal(target).binary(Operator::Function("CONVERT_TIMEZONE"), self.into_expr().nodes))
    }

    /// `self AT TIME ZONE 'zone'` (`r_AT_TIME_ZONE`): the TIMESTAMPTZ of a TIMESTAMP on the clocks of a zone; the TIMESTAMP there of
    /// a TIMESTAMPTZ.
    fn at_time_zone(
        self,
        zone: &'a str,
    ) -> Expr<'a, <Self::Type as Zoned>::Other, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Zoned,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Template("({} AT TIME ZONE {})"), literal(zone)))
    }

    /// `NEXT_DAY(self, 'day')` (`r_NEXT_DAY`): the first such day of the week after the date.
    fn next_day(self, day: Weekday) -> Expr<'a, NaiveDate, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: WithoutZone<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let day = match day {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        };
        Expr::new(self.into_expr().nodes.binary(Operator::Function("NEXT_DAY"), literal(day)))
    }

    /// `DATE_PART_YEAR(self)` (`r_DATE_PART_YEAR`): the year of a DATE.
    #[doc(alias = "year")]
    fn date_part_year(self) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Date<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("DATE_PART_YEAR")))
    }

    /// `self + time` (`r_DATE-CONCATENATE_function`): the TIMESTAMP of a DATE and a TIME.
    fn at_time<B: ResultOf<'a, NaiveTime>>(
        self,
        time: B,
    ) -> Expr<'a, NaiveDateTime, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Date<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Add, time.into_result_of().nodes))
    }

    /// `DATE_CMP(self, other)` (`r_DATE_CMP`) and its like by the types: -1, 0 or 1. A DATE is its first moment, in the session's
    /// time zone beside a TIMESTAMPTZ. (`r_DATE_CMP_TIMESTAMP`, `r_DATE_CMP_TIMESTAMPTZ`, `r_TIMESTAMP_CMP`, `r_TIMESTAMP_CMP_DATE`,
    /// `r_TIMESTAMP_CMP_TIMESTAMPTZ`, `r_TIMESTAMPTZ_CMP`, `r_TIMESTAMPTZ_CMP_DATE`, `r_TIMESTAMPTZ_CMP_TIMESTAMP`)
    fn date_cmp<B: ResultValue<'a>>(
        self,
        other: B,
    ) -> Expr<'a, i32, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: DateCmp<B::Type>,
        Self::Level: Combine<B::Level>,
    {
        let function = Operator::Function(<Self::Type as DateCmp<B::Type>>::FUNCTION);
        Expr::new(self.into_expr().nodes.binary(function, other.into_result().nodes))
    }

    /// `TO_CHAR(self, 'format')` (`r_TO_CHAR`): a date by `r_FORMAT_strings`, a number by `r_Numeric_formating`.
    fn to_char(self, format: &'a str) -> Expr<'a, String, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Formatted<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TO_CHAR"), literal(format)))
    }

    /// `TO_DATE(self, 'format')` (`r_TO_DATE_function`).
    fn to_date(self, format: &'a str) -> Expr<'a, NaiveDate, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TO_DATE"), literal(format)))
    }

    /// `TO_TIMESTAMP(self, 'format')` (`r_TO_TIMESTAMP`): a TIMESTAMPTZ.
    fn to_timestamp(self, format: &'a str) -> Expr<'a, DateTime<Utc>, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TO_TIMESTAMP"), literal(format)))
    }

    /// `TO_NUMBER(self, 'format')` (`r_TO_NUMBER`): an error of the server for a text of another form.
    fn to_number(self, format: &'a str) -> Expr<'a, Decimal, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TO_NUMBER"), literal(format)))
    }

    /// `TEXT_TO_INT_ALT(self, 'format')` (`r_TEXT_TO_INT_ALT`): by a format of Teradata; 0 for a blank text. Not simulated by the
    /// stand-in.
    fn text_to_int_alt(self, format: &'a str) -> Expr<'a, i32, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("TEXT_TO_INT_ALT"), literal(format)))
    }

    /// `TEXT_TO_NUMERIC_ALT(self, 'format', precision, scale)` (`r_TEXT_TO_NUMERIC_ALT`): by a format of Teradata; 0 for a blank text.
    /// Not simulated by the stand-in.
    fn text_to_numeric_alt(
        self,
        format: &'a str,
        precision: u8,
        scale: u8,
    ) -> Expr<'a, Decimal, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let digits = [precision, scale].map(|digits| Nodes::leaf(Node::Number(digits.into())));
        let rest = std::iter::once(literal(format)).chain(digits);
        Expr::new(self.into_expr().nodes.list(Operator::Function("TEXT_TO_NUMERIC_ALT"), rest))
    }
}

impl<'a, E: Expression<'a>> DateTimeFunctions<'a> for E {}

/// `GETDATE()` (`r_GETDATE`): the start of the statement, in the session's time zone.
///
/// NOW(), CURRENT_TIMESTAMP and LOCALTIMESTAMP run on the leader node only, so that no query of a table can call them
/// (`c_SQL_functions_leader_node_only`); this is what stands in their place.
#[doc(alias = "now")]
#[doc(alias = "current_timestamp")]
#[doc(alias = "localtimestamp")]
pub fn getdate<'a>() -> Expr<'a, NaiveDateTime, NotNull, Constant> {
    Expr::new(Nodes::call(Operator::Function("GETDATE")))
}

/// `SYSDATE` (`r_SYSDATE`): the start of the transaction, in the session's time zone.
pub fn sysdate<'a>() -> Expr<'a, NaiveDateTime, NotNull, Constant> {
    Expr::new(word("SYSDATE"))
}

/// `TIMEOFDAY()` (`r_TIMEOFDAY_function`): the present moment as text, weekday and time zone with it.
pub fn timeofday<'a>() -> Expr<'a, String, NotNull, Constant> {
    Expr::new(Nodes::call(Operator::Function("TIMEOFDAY")))
}

/// `CURRENT_DATE` (`r_CURRENT_DATE_function`): the date at the start of the transaction, in the session's time zone.
pub fn current_date<'a>() -> Expr<'a, NaiveDate, NotNull, Constant> {
    Expr::new(word("CURRENT_DATE"))
}

fn word<'a>(word: &'static str) -> Nodes<'a> {
    Nodes::leaf(Node::Word(word))
}

fn literal(text: &str) -> Nodes<'_> {
    Nodes::text(text)
}
