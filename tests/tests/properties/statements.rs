//! Random statements: every query that compiles is one that the server and both parsers take.
//!
//! The statements are left in the target directory for `tests/parsers/check.py`.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use redshift_orm::expr::{Column, Expr, Row};
use redshift_orm::prelude::*;
use redshift_orm::statement::scope::{Scope, SourceColumns as _};
use redshift_orm::statement::{Query, Selected, Unselected};
use redshift_orm::types::{NotNull, Null};
use redshift_orm_tests::server;

use crate::wait;

/// Models that differ in their layout, and have the same fields, so that one function writes conditions on each.
macro_rules! models {
    ($($model:ident $columns:ident $nullable:ident ($($attribute:tt)*);)*) => { $(
        #[derive(Debug, Clone, PartialEq, Model)]
        #[redshift($($attribute)*)]
        struct $model {
            #[redshift(primary_key, identity)]
            id: i64,
            number: Option<i64>,
            other: Option<i64>,
            #[redshift(varchar = 60)]
            name: Option<String>,
            #[redshift(varchar = max)]
            text: Option<String>,
            #[redshift(decimal(12, 2))]
            amount: Option<Decimal>,
            day: Option<NaiveDate>,
        }

        impl HasPalette for $columns {
            fn palette(self) -> Palette {
                Palette {
                    integers: vec![self.number, self.other],
                    texts: vec![self.name, self.text],
                    amounts: vec![self.amount],
                    days: vec![self.day],
                }
            }
        }

        impl HasPalette for $nullable {
            fn palette(self) -> Palette {
                Palette {
                    integers: vec![self.other, self.id, self.number],
                    texts: vec![self.text, self.name],
                    amounts: vec![self.amount],
                    days: vec![self.day],
                }
            }
        }
    )* };
}
models! {
    Alpha AlphaColumns AlphaNullableColumns (table = "alpha", distkey(number), sortkey(day));
    Beta BetaColumns BetaNullableColumns (table = "Beta two", diststyle = all);
    Gamma GammaColumns GammaNullableColumns (table = "select", schema = "from", sortkey = auto);
    Delta DeltaColumns DeltaNullableColumns (table = "delta", schema = "from", diststyle = even, interleaved_sortkey(number, name));
}

/// The columns that an expression may use.
#[derive(Clone, Default)]
struct Palette {
    integers: Vec<Column<i64, Null>>,
    texts: Vec<Column<String, Null>>,
    amounts: Vec<Column<Decimal, Null>>,
    days: Vec<Column<NaiveDate, Null>>,
}

impl Palette {
    fn of<const LENGTH: usize>(parts: [Palette; LENGTH]) -> Self {
        let mut all = Palette::default();
        for part in parts {
            all.integers.extend(part.integers);
            all.texts.extend(part.texts);
            all.amounts.extend(part.amounts);
            all.days.extend(part.days);
        }
        all
    }
}

trait HasPalette {
    fn palette(self) -> Palette;
}

impl HasPalette for Columns {
    fn palette(self) -> Palette {
        let (integer, text, amount, day) = self;
        Palette { integers: vec![integer], texts: vec![text], amounts: vec![amount], days: vec![day] }
    }
}

impl HasPalette for Column<i64, Null> {
    fn palette(self) -> Palette {
        Palette { integers: vec![self], ..Palette::default() }
    }
}

impl HasPalette for Column<String, Null> {
    fn palette(self) -> Palette {
        Palette { texts: vec![self], ..Palette::default() }
    }
}

impl HasPalette for Column<Decimal, Null> {
    fn palette(self) -> Palette {
        Palette { amounts: vec![self], ..Palette::default() }
    }
}

impl<T> HasPalette for Column<T, NotNull>
where
    Column<T, Null>: HasPalette,
{
    fn palette(self) -> Palette {
        self.into_nullable().palette()
    }
}

impl<C: HasPalette, const LENGTH: usize> HasPalette for [C; LENGTH] {
    fn palette(self) -> Palette {
        Palette::of(self.map(C::palette))
    }
}

macro_rules! of_several {
    ($($($part:ident)*;)*) => { $(
        impl<$($part: HasPalette),*> HasPalette for ($($part,)*) {
            #[expect(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn palette(self) -> Palette {
                let ($($part,)*) = self;
                Palette::of([$($part.palette()),*])
            }
        }
    )* };
}
of_several! {
    A B;
    A B C;
    A B C D;
}

type Value<T> = Expr<'static, T, Null, Row>;
type List = (Value<i64>, Value<String>, Value<Decimal>, Value<NaiveDate>);
type Columns = (Column<i64, Null>, Column<String, Null>, Column<Decimal, Null>, Column<NaiveDate, Null>);
type Rows = BoxQuery<'static, (Option<i64>, Option<String>, Option<Decimal>, Option<NaiveDate>)>;

const TEXTS: [&str; 8] = ["", "a", "it's", "back\\slash", "\"quoted\"", "ångström %", "$1 -- ;", "名_前\u{1F600}"];

/// Random bytes, read as choices. When they are used up every choice is the first, which is always the smallest.
struct Choices<'b> {
    bytes: RefCell<&'b [u8]>,
}

impl Choices<'_> {
    fn below(&self, count: usize) -> usize {
        let mut bytes = self.bytes.borrow_mut();
        let Some((first, rest)) = bytes.split_first() else { return 0 };
        *bytes = rest;
        usize::from(*first) % count
    }

    fn yes(&self) -> bool {
        self.below(2) == 1
    }

    fn literal(&self) -> i64 {
        i64::try_from(self.below(19)).unwrap() - 9
    }

    fn one<T: Copy>(&self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1 + u32::try_from(self.below(28)).unwrap()).unwrap()
    }

    fn integer(&self, p: &Palette, depth: u8) -> Value<i64> {
        let Some(next) = depth.checked_sub(1) else { return self.one(&p.integers).into_expr() };
        match self.below(11) {
            0 => self.one(&p.integers).into_expr(),
            1 => -self.integer(p, next),
            2 => self.integer(p, next) + self.integer(p, next),
            3 => self.integer(p, next) - self.literal(),
            4 => self.integer(p, next) * self.literal(),
            5 => case().when(self.test(p, next), self.integer(p, next)).otherwise(self.integer(p, next)),
            6 => self.integer(p, next).coalesce(self.integer(p, next)),
            7 => self.text(p, next).len().cast::<i64>(),
            8 => self.day_of(p, next).datediff(DatePart::Day, self.day_of(p, next)),
            9 => self.integer(p, next).nullif(self.literal()),
            _ => self.amount(p, next).cast::<i64>(),
        }
    }

    fn text(&self, p: &Palette, depth: u8) -> Value<String> {
        let Some(next) = depth.checked_sub(1) else { return self.one(&p.texts).into_expr() };
        match self.below(8) {
            0 => self.one(&p.texts).into_expr(),
            1 => self.text(p, next).lower(),
            2 => self.text(p, next).left(3),
            3 => self.text(p, next).replace(self.one(&TEXTS[1..]), self.one(&TEXTS)),
            4 => self.text(p, next).concat(self.text(p, next)),
            5 => case().when(self.test(p, next), self.text(p, next)).end(),
            6 => self.text(p, next).coalesce(self.one(&TEXTS)).nullif(self.one(&TEXTS)),
            _ => self.integer(p, next).cast::<String>(),
        }
    }

    fn amount(&self, p: &Palette, depth: u8) -> Value<Decimal> {
        let Some(next) = depth.checked_sub(1) else { return self.one(&p.amounts).into_expr() };
        match self.below(6) {
            0 => self.one(&p.amounts).into_expr(),
            1 => self.amount(p, next) + dec!(0.5),
            2 => self.amount(p, next) - self.amount(p, next),
            3 => self.amount(p, next).abs(),
            4 => case().when(self.test(p, next), self.amount(p, next)).end(),
            _ => self.integer(p, next).cast_decimal(20, 2),
        }
    }

    fn day_of(&self, p: &Palette, depth: u8) -> Value<NaiveDate> {
        let Some(next) = depth.checked_sub(1) else { return self.one(&p.days).into_expr() };
        match self.below(4) {
            0 => self.one(&p.days).into_expr(),
            1 => self.day_of(p, next).last_day(),
            2 => case().when(self.test(p, next), self.day_of(p, next)).end(),
            _ => self.day_of(p, next).coalesce(self.day()).nullif(self.day()),
        }
    }

    fn test(&self, p: &Palette, depth: u8) -> Condition<'static> {
        let next = depth.saturating_sub(1);
        let choices = if depth == 0 { 5 } else { 13 };
        match self.below(choices) {
            0 => self.integer(p, next).lt(self.literal()),
            1 => self.text(p, next).is_null(),
            2 => self.text(p, next).eq(self.one(&TEXTS)),
            3 => self.day_of(p, next).ge(self.day()),
            4 => self.amount(p, next).gt(dec!(1.25)),
            5 => self.integer(p, next).in_((0..self.below(4)).map(|_| self.literal()).collect::<Vec<_>>()),
            6 => self.day_of(p, next).between(self.day(), self.day_of(p, next)),
            7 => self.text(p, next).like("%a_"),
            8 => self.test(p, next).not(),
            9 => self.test(p, next).and(self.test(p, next)),
            10 => self.test(p, next).or(self.test(p, next)),
            11 => {
                let outer = self.one(&p.integers);
                let inner = Gamma::query().filter(|g| g.other.eq(outer)).filter(|g| self.test(&g.palette(), next));
                if self.yes() { inner.exists() } else { inner.not_exists() }
            }
            _ => {
                let inner = Delta::query().filter(|d| self.test(&d.palette(), next)).select(|d| d.number);
                self.integer(p, next).in_query(inner)
            }
        }
    }

    fn list(&self, p: &Palette) -> List {
        (self.integer(p, 3), self.text(p, 3), self.amount(p, 2), self.day_of(p, 2))
    }

    /// Rows of one to four sources.
    fn statement(&self) -> Rows {
        let alpha = Alpha::query().filter_some(self.yes().then_some(()), |a, ()| self.test(&a.palette(), 2));
        match self.below(6) {
            0 => self.shape(alpha),
            1 => self.shape(alpha.join(Beta::query(), |(a, b)| a.number.eq(b.other))),
            2 => self.shape(alpha.left_join(Beta::query(), |(a, b)| a.number.eq(b.number).and(b.name.is_not_null()))),
            3 => self.shape(alpha.full_join(Gamma::query(), |a| a.other, |g| g.number)),
            4 => {
                let three = alpha.join(Beta::query(), |(a, b)| a.id.eq(b.id));
                self.shape(three.right_join(Delta::query(), |(_, b, d)| b.number.eq(d.number)))
            }
            _ => {
                let totals = Gamma::query().select(|g| self.list(&g.palette()));
                let three = alpha.left_join(totals, |(a, (number, ..))| a.number.eq(number)).cross_join(Beta::query());
                self.shape(three.join(Delta::query(), |(a, _, _, d)| a.id.eq(d.id)))
            }
        }
    }

    /// What is done with the rows.
    fn shape<S: Scope>(&self, query: Query<'static, S, Unselected>) -> Rows
    where
        S::Args: HasPalette,
    {
        let query = match self.below(3) {
            0 => query,
            1 => query.filter(|columns| self.test(&columns.palette(), 3)),
            _ => query
                .filter(|columns| self.test(&columns.palette(), 1))
                .filter(|columns| self.test(&columns.palette(), 2)),
        };
        match self.below(7) {
            0 => {
                let query = query.select(|columns| self.list(&columns.palette()));
                let query = if self.yes() { query.distinct() } else { query };
                let query = query.order_by(|(integer, text, ..)| (integer.asc(), text.desc().nulls_last()));
                if self.yes() { query.limit(7).offset(1).boxed() } else { query.boxed() }
            }
            1 => self.groups(query),
            2 => self.windows(query),
            3 => {
                let left = query.select(|columns| self.list(&columns.palette()));
                let right = Beta::query().select(|b| self.list(&b.palette()));
                match self.below(4) {
                    0 => left.union_all(right).order_by(|(integer, ..)| integer.asc()).boxed(),
                    1 => left.union(right).boxed(),
                    2 => left.intersect(right).limit(3).boxed(),
                    _ => left.except(right).boxed(),
                }
            }
            4 => {
                let inner = query.select(|columns| self.list(&columns.palette()));
                with("inner rows", inner, |rows| {
                    let both = rows.query().left_join(rows, |((a, ..), (b, ..))| a.eq(b));
                    both.filter(|columns| self.test(&columns.palette(), 2))
                        .select(|columns| self.list(&columns.palette()))
                })
                .boxed()
            }
            5 => self.pivot(query),
            _ => {
                let inner: Query<'static, S, Selected<List>> = query.select(|columns| self.list(&columns.palette()));
                if self.yes() {
                    return self.windows(inner.derived());
                }
                let outer = Beta::query().join(inner, |(b, (integer, ..))| b.number.eq(integer));
                outer.select(|columns| self.list(&columns.palette())).boxed()
            }
        }
    }

    /// Rows that PIVOT or UNPIVOT makes, of which all is said again that is said of rows.
    fn pivot<S: Scope>(&self, query: Query<'static, S, Unselected>) -> Rows
    where
        S::Args: HasPalette,
    {
        let list = |columns: S::Args| self.list(&columns.palette());
        let integer = |columns: S::Args| self.integer(&columns.palette(), 2);
        let amount = |columns: S::Args| self.amount(&columns.palette(), 1);
        match self.below(6) {
            0 => {
                let first = self.below(TEXTS.len() - 1);
                let values = [Some(TEXTS[first]), None, Some(TEXTS[first + 1])];
                self.shape(query.pivot(list, |c| integer(c).sum(), |c| self.text(&c.palette(), 1), values))
            }
            1 => {
                let value = self.literal();
                self.shape(query.pivot(list, |c| amount(c).avg(), integer, [value, value + 1]))
            }
            2 => {
                let values = [Some(self.day()), None];
                self.shape(query.pivot(list, |_| count_star(), |c| self.day_of(&c.palette(), 2), values))
            }
            3 => {
                let value = self.literal();
                let row = query.pivot(|_| (), |c| integer(c).max(), amount, [None, Some(Decimal::new(value, 2))]);
                self.shape(Beta::query().left_join(row, |(b, [first, _])| b.number.eq(first)))
            }
            4 => self.shape(query.unpivot_columns(list, |c| {
                let palette = c.palette();
                [("it's \"one\"", self.integer(&palette, 2)), ("two", self.integer(&palette, 1))]
            })),
            _ => self.shape(query.unpivot_columns_include_nulls(list, |c| {
                let palette = c.palette();
                (("%", self.one(&palette.amounts)), ("名", self.amount(&palette, 2)), ("$1", self.amount(&palette, 1)))
            })),
        }
    }

    fn groups<S: Scope>(&self, query: Query<'static, S, Unselected>) -> Rows
    where
        S::Args: HasPalette,
    {
        let groups = query.group_by(|columns| {
            let palette = columns.palette();
            // Not so deep that a key holds a subquery, which Redshift refuses in GROUP BY.
            (self.text(&palette, 1), self.day_of(&palette, 1))
        });
        let groups = if self.yes() {
            groups.having(|_, columns| self.integer(&columns.palette(), 2).sum().gt(self.literal()))
        } else {
            groups
        };
        let rows = groups.select(|(text, day), columns| {
            let palette = columns.palette();
            (self.integer(&palette, 2).max(), text, self.amount(&palette, 2).sum(), day)
        });
        rows.order_by(|(integer, ..)| integer.desc()).boxed()
    }

    fn windows<S: Scope>(&self, query: Query<'static, S, Unselected>) -> Rows
    where
        S::Args: HasPalette,
    {
        let query = if self.yes() {
            query.qualify(|columns| {
                let palette = columns.palette();
                let (key, order) = (self.one(&palette.texts), self.integer(&palette, 1));
                row_number().over(|w| w.partition_by(key).order_by(order.desc())).le(3)
            })
        } else {
            query
        };
        let rows = query.select(|columns| {
            let palette = columns.palette();
            let (key, order) = (self.text(&palette, 1), self.one(&palette.days));
            let running = self.integer(&palette, 2).sum();
            (
                running.over(|w| w.partition_by(key.clone()).order_by(order.asc()).rows_unbounded_preceding()),
                self.one(&palette.texts).lag(1).over(|w| w.partition_by(order).order_by(key.asc())),
                self.amount(&palette, 1).max().over(|w| w.partition_by(order)),
                self.day_of(&palette, 1),
            )
        });
        rows.boxed()
    }
}

#[test]
fn what_compiles_is_taken_by_the_server() {
    let db = wait(async {
        let db = server::database().await;
        Schema::of::<(Alpha, Beta, Gamma, Delta)>().create_all(&db).await.unwrap();
        let row = |number: i64| NewAlpha {
            number: Some(number),
            other: (number != 2).then_some(1),
            name: Some("it's".into()),
            text: (number != 1).then(|| "back\\slash".into()),
            amount: Some(Decimal::new(number, 2)),
            day: NaiveDate::from_ymd_opt(2026, 1, 9),
        };
        Alpha::insert_many([row(0), row(1), row(2)]).execute(&db).await.unwrap();
        let twin = |number| {
            let NewAlpha { number, other, name, text, amount, day } = row(number);
            NewBeta { number, other, name, text, amount, day }
        };
        Beta::insert_many([twin(1), twin(2), twin(3)]).execute(&db).await.unwrap();
        db
    });
    let mut statements = String::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 200, ..ProptestConfig::default() });
    let statements = RefCell::new(&mut statements);
    runner
        .run(&prop::collection::vec(any::<u8>(), 0..300), |bytes| {
            let query = Choices { bytes: RefCell::new(&bytes) }.statement();
            let sql = query.to_sql();
            prop_assert!(sql.check().is_ok(), "{sql}");
            writeln!(statements.borrow_mut(), "{};", sql.text()).unwrap();
            let rows = wait(query.all(&db));
            prop_assert!(rows.is_ok(), "{:?}\n{sql}", rows.unwrap_err());
            Ok(())
        })
        .unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("statements.sql");
    std::fs::write(path, statements.into_inner()).unwrap();
}
