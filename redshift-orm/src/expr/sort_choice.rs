//! An order that is chosen while the program runs.

use super::Expression;
use super::node::Nodes;
use super::ordering::{SortItem, Sortable};
use crate::error::{Error, Result};

/// The orders that a text may choose: names, each with the column or expression that it stands for.
///
/// The text comes from outside, from the URL of a request for example, so that no part of it becomes SQL: it names what is declared
/// here, or it is an error that lists the names ([`Error::is_unknown_order`]).
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     placed_at: DateTime<Utc>,
///     note: Option<String>,
/// }
///
/// fn orders<'a>(o: OrderColumns) -> SortChoice<'a> {
///     SortChoice::new().by("id", o.id).by("placed", o.placed_at).by("note", o.note.lower())
/// }
/// let query = Order::query().order_by_choice("placed desc, note nulls first", orders)?.select(|o| o.id);
/// assert!(query.to_sql().text().ends_with("ORDER BY t0.\"placed_at\" DESC, LOWER(t0.\"note\") NULLS FIRST"));
///
/// let error = Order::query().order_by_choice("total", orders).unwrap_err();
/// assert_eq!(error.to_string(), "there is no order \"total\"; the names are id, placed and note, each with ASC or DESC behind it if need be");
/// # Ok::<(), redshift_orm::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a choice of orders does nothing until `.order_by_choice(..)` takes it"]
pub struct SortChoice<'a> {
    choices: Vec<(&'static str, Nodes<'a>)>,
}

impl<'a> SortChoice<'a> {
    /// No order yet.
    pub fn new() -> Self {
        SortChoice::default()
    }

    /// One more order: `name` is what the text says, without blanks and commas.
    pub fn by<E: Expression<'a, Level: Sortable>>(mut self, name: &'static str, expression: E) -> Self {
        self.choices.push((name, expression.into_expr().nodes));
        self
    }

    /// The items of ORDER BY that the text chooses: names with `ASC` or `DESC`, `NULLS FIRST` or `NULLS LAST`, between commas.
    pub(crate) fn choose(self, text: &str) -> Result<Vec<SortItem<'a>>> {
        let mut chosen: Vec<&str> = Vec::new();
        let mut items = Vec::new();
        for part in text.split(',') {
            let mut words = part.split_whitespace();
            let name = words.next().unwrap_or_default();
            let Some((name, nodes)) = self.choices.iter().find(|(known, _)| *known == name) else {
                return Err(self.unknown(name));
            };
            if chosen.contains(name) {
                return Err(Error::unknown_order(format!("the order names {name} twice")));
            }
            chosen.push(name);
            let words: Vec<_> = words.map(str::to_ascii_lowercase).collect();
            let mut words: &[String] = &words;
            let mut item = SortItem { nodes: nodes.clone(), descending: false, nulls_first: None };
            if let [direction, rest @ ..] = words
                && matches!(direction.as_str(), "asc" | "desc")
            {
                item.descending = direction == "desc";
                words = rest;
            }
            if let [nulls, place, rest @ ..] = words
                && nulls == "nulls"
                && matches!(place.as_str(), "first" | "last")
            {
                item.nulls_first = Some(place == "first");
                words = rest;
            }
            if !words.is_empty() {
                return Err(Error::unknown_order(format!(
                    "the order by {name} goes on with other words than ASC or DESC, NULLS FIRST or NULLS LAST; a comma stands between two orders"
                )));
            }
            items.push(item);
        }
        Ok(items)
    }

    fn unknown(&self, name: &str) -> Error {
        let names: Vec<_> = self.choices.iter().map(|(name, _)| *name).collect();
        let names = match names.split_last() {
            Some((last, [])) => format!("the name is {last}"),
            Some((last, others)) => format!("the names are {} and {last}", others.join(", ")),
            None => return Error::unknown_order("there is no order to choose; declare names with `SortChoice::by`"),
        };
        let shown: String = name.chars().take(40).collect();
        let missing = if name.is_empty() { "a name is missing".into() } else { format!("there is no order {shown:?}") };
        Error::unknown_order(format!("{missing}; {names}, each with ASC or DESC behind it if need be"))
    }
}
