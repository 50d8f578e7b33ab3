//! Functions over many rows that the engine lacks: LISTAGG, MEDIAN, percentiles, IGNORE NULLS. Their values are collected in order, as an
//! aggregate or over a window whose frame is the partition, and a function of the pack takes the result out of them.

use super::call::Call;
use super::function::Window;
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::rewriter::Rewriter;
use super::token::Kind;
use crate::refusal::Refusal;

/// The frame that makes a window collect its whole partition in order.
const PARTITION: &str = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";

/// What the aggregates of a query block have in common.
#[derive(Debug, Default)]
pub(crate) struct Aggregates {
    /// The order of the first sort-based aggregate that says one, in words.
    order: Option<Vec<String>>,
    /// LISTAGG, MEDIAN or PERCENTILE_CONT is among them.
    sorted: bool,
    /// One of them has DISTINCT and is no LISTAGG.
    distinct: bool,
}

/// What stands behind the parentheses of a sort-based call.
#[derive(Debug, Default)]
struct Behind {
    /// The tokens of the list of `WITHIN GROUP (ORDER BY ..)`.
    order: Option<(usize, usize)>,
    /// `PARTITION BY ..` of `OVER (..)`, rewritten.
    partition: Option<String>,
    /// The token that follows.
    next: usize,
}

impl Rewriter<'_, '_> {
    /// `APPROXIMATE COUNT(DISTINCT ..)` and `APPROXIMATE PERCENTILE_DISC(..)`, whose estimates are exact here. Says which token follows.
    pub(super) fn approximate(&mut self, index: usize) -> Result<usize, Refusal> {
        self.tree.accept(Lenient::Approximate)?;
        let name = index + 1;
        let function = self.tree.text(name).to_ascii_lowercase();
        let known = match function.as_str() {
            "count" => self.tree.keyword(name + 2) == Keyword::Distinct,
            "percentile_disc" => true,
            _ => false,
        };
        if self.tree.kind(name + 1) != Kind::Open {
            return Err(self.tree.syntax_error(index));
        }
        if !known {
            return Err(Refusal::not_supported(
                "APPROXIMATE is supported for COUNT(DISTINCT ..) and PERCENTILE_DISC only",
            ));
        }
        self.skip_tokens(index, index);
        Ok(name)
    }

    fn is_approximate(&self, call: Call) -> bool {
        call.first > 0 && self.tree.keyword(call.first - 1) == Keyword::Approximate
    }

    /// Notes an aggregate with DISTINCT, which the sort-based ones do not stand beside ("LISTAGG").
    pub(super) fn note_distinct(&mut self, function: &str, call: Call) {
        let is_distinct = self.tree.keyword(call.open + 1) == Keyword::Distinct;
        if is_distinct && !matches!(function, "listagg" | "any_value") && !self.is_approximate(call) {
            self.block.distinct = true;
        }
    }

    /// Notes a sort-based aggregate: those of a query block share one order, and none stands beside a DISTINCT one.
    fn note_sorted(&mut self, order: Option<(usize, usize)>) -> Result<(), Refusal> {
        self.block.sorted = true;
        let Some((start, end)) = order else { return Ok(()) };
        let order = self.order_in_words(start, end);
        match &self.block.order {
            None => self.block.order = Some(order),
            Some(first) if *first == order => {}
            Some(first) if unqualified(first) == unqualified(&order) => {
                return Err(Refusal::not_simulated(
                    "WITHIN GROUP by columns that only differ in the name of their table",
                ));
            }
            Some(_) => {
                return Err(Refusal::not_supported(
                    "within group ORDER BY clauses for aggregate functions must be the same",
                ));
            }
        }
        Ok(())
    }

    /// Refuses a query block whose sort-based aggregates stand beside a DISTINCT one.
    pub(super) fn check_aggregates(&self) -> Result<(), Refusal> {
        if self.block.sorted && self.block.distinct {
            return Err(Refusal::not_supported(
                "LISTAGG, PERCENTILE_CONT and MEDIAN are not supported with other distinct aggregate functions",
            ));
        }
        Ok(())
    }

    /// An ORDER BY list as the words that it is compared by.
    fn order_in_words(&self, start: usize, end: usize) -> Vec<String> {
        let words = (start..end).filter(|at| self.tree.keyword(*at) != Keyword::Asc);
        words
            .map(|at| match self.tree.kind(at) {
                Kind::String => self.tree.text(at).to_owned(),
                _ => self.tree.text(at).trim_matches('"').to_ascii_lowercase(),
            })
            .collect()
    }

    /// Walks `[WITHIN GROUP (ORDER BY ..)] [OVER ([PARTITION BY ..])]` from a token on.
    fn behind_sorted(&mut self, index: usize) -> Result<Behind, Refusal> {
        let (order, at) = self.within_group(index)?;
        self.refuse_filter(at)?;
        if self.tree.keyword(at) != Keyword::Over {
            return Ok(Behind { order, partition: None, next: at });
        }
        let open = at + 1;
        if self.tree.kind(open) != Kind::Open {
            return Err(self.tree.syntax_error(open));
        }
        let close = self.tree.close(open);
        let window = self.render(open, close + 1, |rewriter| rewriter.window(Window::Partition, open).map(|_| ()))?;
        Ok(Behind { order, partition: Some(inside(&window).to_owned()), next: close + 1 })
    }

    /// The tokens of the list of a `WITHIN GROUP (ORDER BY ..)`, and the token that follows.
    fn within_group(&self, index: usize) -> Result<(Option<(usize, usize)>, usize), Refusal> {
        if self.tree.keyword(index) != Keyword::Within {
            return Ok((None, index));
        }
        let open = index + 2;
        if self.tree.keyword(index + 1) != Keyword::Group || self.tree.kind(open) != Kind::Open {
            return Err(self.tree.syntax_error(index + 1));
        }
        if self.tree.keyword(open + 1) != Keyword::Order || self.tree.keyword(open + 2) != Keyword::By {
            return Err(self.tree.syntax_error(open + 1));
        }
        let close = self.tree.close(open);
        if open + 3 == close {
            return Err(self.tree.syntax_error(close));
        }
        Ok((Some((open + 3, close)), close + 1))
    }

    /// `name(arguments)` over the rows in order: an aggregate, or a window over each partition.
    fn collect(&mut self, name: &str, arguments: &str, behind: &Behind) -> Result<String, Refusal> {
        let order = match behind.order {
            Some((start, end)) => format!(" ORDER BY {}", self.render_expression(start, end)?),
            None => String::new(),
        };
        Ok(match &behind.partition {
            None => format!("{name}({arguments}{order})"),
            Some(partition) if order.is_empty() => format!("{name}({arguments}) OVER ({partition})"),
            Some(partition) => format!("{name}({arguments}) OVER ({partition}{order} {PARTITION})"),
        })
    }

    /// `LISTAGG([DISTINCT] expression [, delimiter]) [WITHIN GROUP (ORDER BY ..)] [OVER (..)]`
    pub(super) fn listagg(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<usize, Refusal> {
        let (value, delimiter) = match *arguments {
            [value] => (value, None),
            [value, delimiter] => (value, Some(delimiter)),
            _ => return Err(self.wrong_arguments(call)),
        };
        let distinct = self.tree.keyword(value.0) == Keyword::Distinct;
        let value = self.render_expression(value.0 + usize::from(distinct), value.1)?;
        let delimiter = match delimiter {
            Some((start, end)) if start + 1 == end && self.tree.kind(start) == Kind::String => self.tree.text(start),
            Some(_) => return Err(Refusal::not_simulated("LISTAGG with a delimiter that is no literal")),
            None => "''",
        };
        let behind = self.behind_sorted(call.close + 1)?;
        if behind.partition.is_none() {
            self.note_sorted(behind.order)?;
        }
        // NULL and the empty string are left out ("LISTAGG").
        let value = format!("nullif(({value})::text, '')");
        let text = if distinct {
            let values = self.collect("redshift_local.distinct_values", &value, &behind)?;
            format!("array_to_string({values}, {delimiter})")
        } else {
            self.collect("string_agg", &format!("{value}, {delimiter}"), &behind)?
        };
        self.replace_tokens(call.first, behind.next - 1, &format!("redshift_local.listagg({text})"));
        Ok(behind.next)
    }

    /// `HLL(expression)`, whose estimate is exact here.
    pub(super) fn hll(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<usize, Refusal> {
        let [(start, end)] = *arguments else { return Err(self.wrong_arguments(call)) };
        if matches!(self.tree.keyword(start), Keyword::Distinct | Keyword::All) {
            return Err(self.tree.syntax_error(start));
        }
        let value = self.render_expression(start, end)?;
        self.replace_tokens(call.first, call.close, &format!("redshift_local.hll(DISTINCT {value})"));
        self.behind("hll", call, call.close + 1)
    }

    /// `MEDIAN(expression) [OVER (..)]`
    pub(super) fn median(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<usize, Refusal> {
        let [(start, end)] = *arguments else { return Err(self.wrong_arguments(call)) };
        let value = self.render_expression(start, end)?;
        let mut behind = self.behind_sorted(call.close + 1)?;
        if behind.order.is_some() {
            return Err(self.tree.syntax_error(call.close + 1));
        }
        // "MEDIAN applies an implicit order by on the expression value."
        behind.order = Some((start, end));
        if behind.partition.is_none() {
            self.note_sorted(behind.order)?;
        }
        let values = self.collect("redshift_local.given", &value, &behind)?;
        self.replace_tokens(call.first, behind.next - 1, &format!("redshift_local.median({values})"));
        Ok(behind.next)
    }

    /// `PERCENTILE_CONT(fraction) WITHIN GROUP (ORDER BY ..) [OVER (..)]`, and PERCENTILE_DISC, which is a window function or APPROXIMATE.
    pub(super) fn percentile(&mut self, function: &str, call: Call) -> Result<usize, Refusal> {
        let fraction = self.fraction(call)?;
        let behind = self.behind_sorted(call.close + 1)?;
        let Some((start, end)) = behind.order else { return Err(self.tree.syntax_error(call.close + 1)) };
        let mut value = start;
        while value < end && !matches!(self.tree.keyword(value), Keyword::Asc | Keyword::Desc | Keyword::Nulls) {
            if self.tree.kind(value) == Kind::Comma {
                return Err(self.tree.syntax_error(value));
            }
            value = self.tree.next(value);
        }
        match (function, self.is_approximate(call), behind.partition.is_some()) {
            ("percentile_disc", true, true) => {
                return Err(Refusal::not_supported("APPROXIMATE PERCENTILE_DISC is not a window function"));
            }
            ("percentile_disc", true, false) | (_, false, true) => {}
            ("percentile_disc", ..) => {
                return Err(Refusal::not_simulated("PERCENTILE_DISC as an aggregate without APPROXIMATE"));
            }
            _ => self.note_sorted(behind.order)?,
        }
        let value = self.render_expression(start, value)?;
        let values = self.collect("redshift_local.given", &value, &behind)?;
        self.replace_tokens(call.first, behind.next - 1, &format!("redshift_local.{function}({fraction}, {values})"));
        Ok(behind.next)
    }

    /// The percentile of a call: "Numeric constant between 0 and 1".
    fn fraction(&self, call: Call) -> Result<String, Refusal> {
        let text = self.tree.text(call.open + 1);
        if call.open + 2 != call.close || self.tree.kind(call.open + 1) != Kind::Number {
            return Err(Refusal::not_simulated("a percentile that is no literal"));
        }
        match text.parse::<f64>() {
            Ok(fraction) if (0.0..=1.0).contains(&fraction) => Ok(text.to_owned()),
            _ => Err(Refusal::not_supported("percentile value must be between 0 and 1")),
        }
    }

    /// FIRST_VALUE, LAST_VALUE, NTH_VALUE, LAG and LEAD, with `IGNORE NULLS` or `RESPECT NULLS` behind their parentheses; FIRST_VALUE
    /// and LAST_VALUE take it inside them too, as older manuals have it.
    pub(super) fn value_function(&mut self, function: &str, call: Call) -> Result<usize, Refusal> {
        if matches!(function, "lag" | "lead") && self.arguments(call).len() > 2 {
            let message = format!("Default parameter not be supported for window function {function}");
            return Err(Refusal::not_supported(message));
        }
        let treatment = |at: usize| {
            let keyword = self.tree.keyword(at);
            let is_treatment = matches!(keyword, Keyword::Ignore | Keyword::Respect);
            (is_treatment && self.tree.keyword(at + 1) == Keyword::Nulls).then_some(keyword)
        };
        let inside = matches!(function, "first_value" | "last_value") && call.close > call.open + 3;
        let inside = if inside { treatment(call.close - 2) } else { None };
        let after = treatment(call.close + 1);
        let end = if inside.is_some() { call.close - 2 } else { call.close };
        let over = if after.is_some() { call.close + 3 } else { call.close + 1 };
        match (inside, after) {
            (Some(_), Some(_)) => Err(self.tree.syntax_error(call.close + 1)),
            (Some(Keyword::Ignore), None) | (None, Some(Keyword::Ignore)) => {
                self.ignore_nulls(function, call, end, over)
            }
            _ => {
                self.expression(call.open + 1, end)?;
                if inside.is_some() {
                    self.skip_tokens(end, end + 1);
                }
                if after.is_some() {
                    self.skip_tokens(call.close + 1, call.close + 2);
                }
                self.behind(function, call, over)
            }
        }
    }

    /// A function over the values of its window that are not NULL.
    fn ignore_nulls(&mut self, function: &str, call: Call, end: usize, over: usize) -> Result<usize, Refusal> {
        let open = over + 1;
        if self.tree.keyword(over) != Keyword::Over || self.tree.kind(open) != Kind::Open {
            return Err(self.tree.syntax_error(over));
        }
        let close = self.tree.close(open);
        let kind = super::function::window(function);
        let window = self.render(open, close + 1, |rewriter| rewriter.window(kind, open).map(|_| ()))?;
        let arguments = self.arguments(call);
        let text = match (function, arguments.as_slice()) {
            ("first_value" | "last_value", &[(start, _)]) => {
                let value = self.render_expression(start, end)?;
                format!("redshift_local.{function}({value}, 'ignore nulls') OVER {window}")
            }
            ("nth_value", &[value, row]) => {
                let value = self.render_expression(value.0, value.1)?;
                let row = self.render_expression(row.0, row.1)?;
                format!("redshift_local.nth_value({row}, redshift_local.given({value}) OVER {window})")
            }
            ("lag" | "lead", &[value, ref rows @ ..]) => {
                let value = self.render_expression(value.0, value.1)?;
                let rows = match rows {
                    [] => "1".to_owned(),
                    [(start, end), ..] => self.render_expression(*start, *end)?,
                };
                let frame = match function {
                    "lag" => "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
                    _ => "ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING",
                };
                let window = inside(&window);
                format!("redshift_local.{function}({rows}, redshift_local.given({value}) OVER ({window} {frame}))")
            }
            _ => return Err(self.wrong_arguments(call)),
        };
        self.replace_tokens(call.first, close, &text);
        Ok(close + 1)
    }
}

/// A text without the parentheses around it.
fn inside(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text)
}

/// The words without the names in front of a dot.
fn unqualified(words: &[String]) -> Vec<&String> {
    let mut kept: Vec<&String> = Vec::new();
    for word in words {
        if kept.last().is_some_and(|last| *last == ".") {
            kept.truncate(kept.len().saturating_sub(2));
        }
        kept.push(word);
    }
    kept
}
