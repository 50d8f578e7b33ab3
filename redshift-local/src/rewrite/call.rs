//! Calls of functions: which exist, which are renamed, which are rewritten as a whole, and what may stand behind a call.

use super::data_type::{self, DataType, TypeName};
use super::date_part;
use super::function::{self, Action, Window};
use super::history;
use super::identifier;
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::limited;
use super::navigation::Path;
use super::rewriter::Rewriter;
use super::routine;
use super::token::Kind;
use crate::refusal::Refusal;

/// A call: the tokens of its name and of its parentheses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call {
    pub(super) first: usize,
    pub(super) name: usize,
    pub(super) open: usize,
    pub(super) close: usize,
}

impl Rewriter<'_, '_> {
    /// Walks a call whose name is the tokens from `first` to `name`, and says which token follows.
    pub(super) fn call(&mut self, first: usize, name: usize, end: usize) -> Result<usize, Refusal> {
        let tree = self.tree;
        let call = Call { first, name, open: name + 1, close: tree.close(name + 1) };
        let function = tree.text(name).trim_matches('"').to_ascii_lowercase();
        let unknown = || {
            let qualified: String = (first..=name).map(|part| tree.text(part).to_ascii_lowercase()).collect();
            Refusal::unknown_function(&qualified).at(tree.position(tree.start(first)))
        };
        if first != name && !(first + 2 == name && tree.text(first).eq_ignore_ascii_case("pg_catalog")) {
            let schema = identifier::name(tree, first)?;
            if first + 2 != name || matches!(schema.as_str(), "redshift_local" | "information_schema") {
                return Err(unknown());
            }
            return self.user_function(Some(&schema), &function, call);
        }
        if matches!(function.as_str(), "nextval" | "currval" | "setval") {
            return Err(self.sequence_function(call));
        }
        let Some(action) = function::find(&function) else {
            if matches!(data_type::read(tree, name), Ok((TypeName::Column(_) | TypeName::NotSimulated(_), _))) {
                return Err(Refusal::not_simulated(&format!("the type {function} called as a function")));
            }
            return self.user_function(None, &function, call);
        };
        limited::check_function(tree, &function)?;
        if matches!(function.as_str(), "hll" | "hll_cardinality") {
            tree.accept(Lenient::Sketch)?;
        }
        if matches!(action, Action::Native | Action::Leader) {
            self.fold(name)?;
        }
        self.note_distinct(&function, call);
        match action {
            Action::Native if matches!(function::window(&function), Window::Value | Window::Offset) => {
                return self.value_function(&function, call);
            }
            Action::Native => {
                self.native(&function, call)?;
            }
            Action::Leader => {
                self.note_leader_only(&function);
                self.expression(call.open + 1, call.close)?;
            }
            Action::LeaderPack => {
                self.note_leader_only(&function);
                self.replace_tokens(first, name, &format!("redshift_local.{function}"));
                self.expression(call.open + 1, call.close)?;
            }
            Action::Pack => {
                if function.starts_with("regexp_") {
                    self.literal_pattern(call)?;
                }
                self.reads_history |= history::tells_of_history(&function);
                self.replace_tokens(first, name, &format!("redshift_local.{function}"));
                self.expression(call.open + 1, call.close)?;
            }
            Action::Special => return self.special(&function, call, end),
            Action::NotSimulated => {
                return Err(Refusal::not_simulated(&format!("the function {}", function.to_ascii_uppercase())));
            }
        }
        self.behind_call(&function, call)
    }

    /// A function that Redshift does not have: a user's, or none, and then the error names the types of the arguments.
    fn user_function(&mut self, schema: Option<&str>, function: &str, call: Call) -> Result<usize, Refusal> {
        self.refuse_filter(call.close + 1)?;
        let name = routine::engine_name(schema, function)?;
        self.replace_tokens(call.first, call.name, &name);
        self.user_functions.push(function.to_owned());
        self.expression(call.open + 1, call.close)?;
        let at = call.close + 1;
        let is_window = self.tree.keyword(at) == Keyword::Over && self.tree.kind(at + 1) == Kind::Open;
        if is_window { self.window(Window::None, at + 1) } else { Ok(at) }
    }

    /// `nextval('s')`: the function is there, the sequence cannot be.
    fn sequence_function(&self, call: Call) -> Refusal {
        if self.tree.kind(call.open + 1) != Kind::String {
            return Refusal::not_simulated("a sequence that is not a literal");
        }
        let name = self.tree.text(call.open + 1).trim_matches(['\'', '"']).to_ascii_lowercase();
        Refusal::new("42P01", format!("relation \"{name}\" does not exist"))
    }

    /// The pattern of the REGEXP functions is "a UTF-8 string literal".
    fn literal_pattern(&self, call: Call) -> Result<(), Refusal> {
        match self.arguments(call).get(1) {
            Some(&(start, end))
                if start + 1 != end || !matches!(self.tree.kind(start), Kind::String | Kind::Parameter) =>
            {
                Err(Refusal::not_simulated("a regular expression that is no literal"))
            }
            _ => Ok(()),
        }
    }

    fn native(&mut self, function: &str, call: Call) -> Result<(), Refusal> {
        let cast = match function {
            // RANK and DENSE_RANK give INTEGER, NTILE gives BIGINT; the engine has it the other way round.
            "rank" | "dense_rank" | "ntile" => "(",
            _ => "",
        };
        if !cast.is_empty() {
            self.writer.insert(self.tree.start(call.first), cast);
        }
        let quantified = matches!(self.tree.keyword(call.open + 1), Keyword::Distinct | Keyword::All);
        let argument = call.open + 1 + usize::from(quantified);
        if matches!(function, "stddev" | "stddev_pop" | "stddev_samp" | "var_pop" | "var_samp" | "variance")
            && argument < call.close
        {
            // They compute in DOUBLE PRECISION whatever the type is; the engine gives NUMERIC for most.
            self.writer.insert(self.tree.start(argument), "redshift_local.floating(");
            self.expression(argument, call.close)?;
            self.writer.insert(self.tree.end(call.close - 1), ")");
            return Ok(());
        }
        self.expression(call.open + 1, call.close)
    }

    /// Walks what stands behind the parentheses of a call: `OVER` and what Redshift does not have.
    fn behind_call(&mut self, function: &str, call: Call) -> Result<usize, Refusal> {
        self.behind(function, call, call.close + 1)
    }

    /// Walks what stands behind a call from a token on.
    pub(super) fn behind(&mut self, function: &str, call: Call, mut at: usize) -> Result<usize, Refusal> {
        let window = function::window(function);
        self.refuse_filter(at)?;
        if self.tree.keyword(at) == Keyword::Within {
            return Err(self.tree.syntax_error(at));
        }
        if self.tree.keyword(at) == Keyword::Over {
            at = self.over(function, window, call, at)?;
        } else if matches!(window, Window::Value | Window::Rank | Window::Offset) {
            return Err(Refusal::new("42601", format!("window function {function} requires an OVER clause")));
        }
        match function {
            "rank" | "dense_rank" => self.writer.insert(self.tree.end(at - 1), ")::integer"),
            "ntile" => self.writer.insert(self.tree.end(at - 1), ")::bigint"),
            _ => {}
        }
        Ok(at)
    }

    /// Refuses `FILTER (..)`: the word is taken for an alias, so the error is at the parenthesis.
    pub(super) fn refuse_filter(&self, at: usize) -> Result<(), Refusal> {
        if self.tree.keyword(at) == Keyword::Filter && self.tree.kind(at + 1) == Kind::Open {
            return Err(self.tree.syntax_error(at + 1));
        }
        Ok(())
    }

    /// Walks `OVER (..)`.
    fn over(&mut self, function: &str, window: Window, call: Call, over: usize) -> Result<usize, Refusal> {
        let open = over + 1;
        if self.tree.kind(open) != Kind::Open {
            // There is no WINDOW clause to take a name from.
            return Err(self.tree.syntax_error(open));
        }
        if window == Window::None {
            let refusal = Refusal::new("42601", format!("function {function} is not a window function"));
            return Err(refusal.at(self.tree.position(self.tree.start(over))));
        }
        if matches!(function, "bit_and" | "bit_or" | "bool_and" | "bool_or") {
            // They are not among the manual's window functions.
            return Err(Refusal::not_simulated(&format!("{} as a window function", function.to_ascii_uppercase())));
        }
        if matches!(function, "sum" | "avg" | "count") && self.tree.keyword(call.open + 1) == Keyword::Distinct {
            return Err(Refusal::unknown_answer("DISTINCT in a window function"));
        }
        self.window(window, open)
    }

    /// Walks the parentheses of an `OVER` clause.
    pub(super) fn window(&mut self, window: Window, open: usize) -> Result<usize, Refusal> {
        let close = self.tree.close(open);
        let mut at = open + 1;
        let (mut ordered, mut framed) = (false, false);
        if self.tree.keyword(at) == Keyword::Partition && self.tree.keyword(at + 1) == Keyword::By {
            at = self.window_items(at + 2, close)?;
        }
        if at < close && self.tree.keyword(at) == Keyword::Order && self.tree.keyword(at + 1) == Keyword::By {
            ordered = true;
            at = self.window_items(at + 2, close)?;
        }
        if at < close {
            framed = true;
            self.frame(at, close)?;
        }
        match window {
            Window::Aggregate | Window::Value if ordered && !framed => {
                Err(Refusal::not_supported("Aggregate window functions with an ORDER BY clause require a frame clause"))
            }
            Window::Rank | Window::Offset if framed => Err(Refusal::unknown_answer("a frame of this window function")),
            Window::Offset if !ordered => Err(Refusal::unknown_answer("LAG or LEAD without ORDER BY in its window")),
            Window::Partition if ordered || framed => {
                Err(Refusal::unknown_answer("ORDER BY or a frame in the window of this function"))
            }
            _ => Ok(close + 1),
        }
    }

    /// Walks the list of a `PARTITION BY` or `ORDER BY` of a window.
    fn window_items(&mut self, start: usize, close: usize) -> Result<usize, Refusal> {
        let mut at = start;
        while at < close {
            let frame = matches!(self.tree.keyword(at), Keyword::Rows | Keyword::Range | Keyword::Groups);
            if self.tree.keyword(at) == Keyword::Order || (frame && self.ends_operand(at - 1) && at > start) {
                break;
            }
            if self.is_sorted_by_text(at, close) {
                return Err(Refusal::unknown_answer("a string literal in PARTITION BY or ORDER BY of a window"));
            }
            at = self.item(at, close)?;
        }
        if at == start { Err(self.tree.syntax_error(at)) } else { Ok(at) }
    }

    /// Checks a frame: `ROWS` is the only kind.
    fn frame(&mut self, start: usize, close: usize) -> Result<(), Refusal> {
        match self.tree.keyword(start) {
            Keyword::Rows => {}
            Keyword::Range => {
                return Err(Refusal::not_supported("RANGE clause of window functions not yet implemented"));
            }
            _ => return Err(self.tree.syntax_error(start)),
        }
        for at in start + 1..close {
            let known = match self.tree.keyword(at) {
                Keyword::Between | Keyword::And | Keyword::Unbounded | Keyword::Preceding | Keyword::Following => true,
                Keyword::Row => true,
                _ => self.tree.kind(at) == Kind::Number || self.tree.text(at).eq_ignore_ascii_case("current"),
            };
            if !known {
                return Err(self.tree.syntax_error(at));
            }
        }
        Ok(())
    }

    /// The arguments of a call, each as its first token and the one behind its last.
    pub(super) fn arguments(&self, call: Call) -> Vec<(usize, usize)> {
        self.separated(call.open + 1, call.close)
    }

    /// What stands between the commas from a token on, each as its first token and the one behind its last.
    fn separated(&self, first: usize, end: usize) -> Vec<(usize, usize)> {
        let mut items = Vec::new();
        let (mut start, mut at) = (first, first);
        while at < end {
            if self.tree.kind(at) == Kind::Comma {
                items.push((start, at));
                start = at + 1;
            }
            at = self.tree.next(at);
        }
        if start < end || !items.is_empty() {
            items.push((start, end));
        }
        items
    }

    fn special(&mut self, function: &str, call: Call, end: usize) -> Result<usize, Refusal> {
        let _ = end;
        let arguments = self.arguments(call);
        let text = match function {
            // ISNULL is in no list of the manual; AWS's JDBC driver calls it on the catalog.
            "nvl" | "isnull" => {
                if function == "isnull" {
                    self.note_leader_only(function);
                }
                self.replace_tokens(call.first, call.name, "coalesce");
                self.expression(call.open + 1, call.close)?;
                return Ok(call.close + 1);
            }
            "grouping_id" => {
                self.replace_tokens(call.first, call.name, "grouping");
                self.expression(call.open + 1, call.close)?;
                return Ok(call.close + 1);
            }
            "nvl2" => self.nvl2(call, &arguments)?,
            "decode" => self.decode(call, &arguments)?,
            "array" | "object" => self.constructor(function, &arguments)?,
            "object_transform" => self.object_transform(call)?,
            "array_contains" | "array_position" | "array_positions" => self.array_search(function, call, &arguments)?,
            "cast" => return self.cast_call(call),
            "try_cast" => self.try_cast(call)?,
            "convert" => self.convert(call, &arguments)?,
            "extract" => self.extract(call)?,
            "dateadd" | "datediff" | "date_part" | "pgdate_part" | "date_trunc" => {
                self.dated(function, call, &arguments)?
            }
            "hll" => return self.hll(call, &arguments),
            "listagg" => return self.listagg(call, &arguments),
            "median" => return self.median(call, &arguments),
            "percentile_cont" | "percentile_disc" => return self.percentile(function, call),
            "ratio_to_report" => return self.ratio_to_report(call, &arguments),
            _ => return Err(Refusal::not_simulated(&format!("the function {}", function.to_ascii_uppercase()))),
        };
        self.replace_tokens(call.first, call.close, &text);
        self.behind_call(function, call)
    }

    pub(super) fn wrong_arguments(&self, call: Call) -> Refusal {
        let name = self.tree.text(call.name).to_ascii_lowercase();
        Refusal::unknown_function(&name).at(self.tree.position(self.tree.start(call.first)))
    }

    /// `ARRAY(expression, ..)` and `OBJECT(key, value, ..)`, whose arguments become SUPER values.
    fn constructor(&mut self, function: &str, arguments: &[(usize, usize)]) -> Result<String, Refusal> {
        let mut values = Vec::new();
        for &(start, end) in arguments {
            values.push(format!("redshift_local.cast_super({})", self.render_expression(start, end)?));
        }
        if function == "object" && !values.len().is_multiple_of(2) {
            return Err(Refusal::not_simulated("OBJECT with a name and no value"));
        }
        Ok(format!("redshift_local.{function}({})", values.join(", ")))
    }

    /// `OBJECT_TRANSFORM(input [KEEP path, ..] [SET path, value, ..])`, whose paths are literals.
    fn object_transform(&mut self, call: Call) -> Result<String, Refusal> {
        let mut clauses = [call.close; 2];
        let mut at = call.open + 1;
        while at < call.close {
            for (clause, word) in clauses.iter_mut().zip(["keep", "set"]) {
                if *clause == call.close
                    && self.tree.kind(at) == Kind::Word
                    && self.tree.text(at).eq_ignore_ascii_case(word)
                {
                    *clause = at;
                }
            }
            at = self.tree.next(at);
        }
        let [keep, set] = clauses;
        let behind_input = keep.min(set);
        if behind_input == call.open + 1 || (keep > set && keep < call.close) {
            return Err(self.tree.syntax_error(behind_input));
        }
        let input = self.render_expression(call.open + 1, behind_input)?;
        let (mut kept, mut changed, mut given) = (Vec::new(), Vec::new(), Vec::new());
        for (start, end) in self.separated(keep + 1, set) {
            kept.push(self.attribute_path(start, end)?);
        }
        for pair in self.separated(set + 1, call.close).chunks(2) {
            let [path, value] = *pair else { return Err(self.tree.syntax_error(call.close)) };
            changed.push(self.attribute_path(path.0, path.1)?);
            given.push(format!("redshift_local.cast_super({})", self.render_expression(value.0, value.1)?));
        }
        let [kept, changed, given] = [kept, changed, given].map(|items| items.join(", "));
        Ok(format!(
            "redshift_local.object_transform({input}, ARRAY[{kept}]::text[], ARRAY[{changed}]::text[], ARRAY[{given}]::jsonb[])"
        ))
    }

    fn attribute_path(&self, start: usize, end: usize) -> Result<String, Refusal> {
        if start + 1 != end || self.tree.kind(start) != Kind::String {
            return Err(Refusal::not_simulated("a path of OBJECT_TRANSFORM that is no literal"));
        }
        Ok(self.tree.text(start).to_owned())
    }

    /// `ARRAY_CONTAINS(array, value [, null_match])` and its like, whose value becomes a SUPER value.
    fn array_search(&mut self, function: &str, call: Call, arguments: &[(usize, usize)]) -> Result<String, Refusal> {
        let [array, value, ref null_match @ ..] = *arguments else { return Err(self.wrong_arguments(call)) };
        let array = self.render_expression(array.0, array.1)?;
        let value = self.render_expression(value.0, value.1)?;
        let mut text = format!("redshift_local.{function}({array}, redshift_local.cast_super({value})");
        for &(start, end) in null_match {
            text.push_str(", ");
            text.push_str(&self.render_expression(start, end)?);
        }
        text.push(')');
        Ok(text)
    }

    /// `NVL2(expression, not_null_value, null_value)`
    fn nvl2(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<String, Refusal> {
        let [tested, given, missing] = *arguments else { return Err(self.wrong_arguments(call)) };
        let tested = self.render_expression(tested.0, tested.1)?;
        let given = self.render_expression(given.0, given.1)?;
        let missing = self.render_expression(missing.0, missing.1)?;
        Ok(format!("CASE WHEN ({tested}) IS NOT NULL THEN {given} ELSE {missing} END"))
    }

    /// `DECODE(expression, search, result [, ..] [, default])`, in which NULL equals NULL.
    fn decode(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<String, Refusal> {
        let ([tested, rest @ ..], true) = (arguments, arguments.len() >= 3) else {
            return Err(self.wrong_arguments(call));
        };
        let tested = self.render_expression(tested.0, tested.1)?;
        let mut text = "CASE".to_owned();
        for pair in rest.chunks(2) {
            match *pair {
                [search, result] => {
                    let search = self.render_expression(search.0, search.1)?;
                    let result = self.render_expression(result.0, result.1)?;
                    text.push_str(&format!(" WHEN ({tested}) IS NOT DISTINCT FROM ({search}) THEN {result}"));
                }
                [default] => text.push_str(&format!(" ELSE {}", self.render_expression(default.0, default.1)?)),
                _ => {}
            }
        }
        text.push_str(" END");
        Ok(text)
    }

    /// `expression AS type`: the token of the AS, the type, and the token behind it.
    fn cast_arguments(&self, call: Call) -> Result<(usize, TypeName, usize), Refusal> {
        let mut at = call.open + 1;
        while at < call.close && self.tree.keyword(at) != Keyword::As {
            at = self.tree.next(at);
        }
        if at >= call.close || at == call.open + 1 {
            return Err(self.tree.syntax_error(at));
        }
        let (name, next) = data_type::read(self.tree, at + 1)?;
        if next != call.close {
            return Err(self.tree.syntax_error(next));
        }
        Ok((at, name, next))
    }

    /// `TRY_CAST(expression AS type)`
    fn try_cast(&mut self, call: Call) -> Result<String, Refusal> {
        let (at, name, _) = self.cast_arguments(call)?;
        if cast_function(&name).is_some() {
            return Err(Refusal::not_simulated("TRY_CAST to SUPER and VARBYTE"));
        }
        let target = name.for_cast()?;
        let operand = self.render_expression(call.open + 1, at)?;
        let bare = call.open + 2 == at && self.tree.kind(call.open + 1) == Kind::String;
        let text = if bare { "::text" } else { "" };
        Ok(format!("redshift_local.try_cast({operand}{text}, '{}', NULL::{target})", target.replace('\'', "''")))
    }

    /// `CAST(expression AS type)`
    fn cast_call(&mut self, call: Call) -> Result<usize, Refusal> {
        let (at, name, next) = self.cast_arguments(call)?;
        let function = cast_function(&name);
        if let Some((function, _)) = &function {
            self.replace_tokens(call.first, call.name, function);
        }
        self.expression(call.open + 1, at)?;
        let path = self.path.take().filter(|path| path.first == call.open + 1 && path.next == at);
        match function {
            Some((_, length)) => self.replace_tokens(at, next - 1, &length),
            None => self.replace_type(at + 1, next, &name.for_cast()?),
        }
        // The column of a cast goes by the name of what is cast.
        self.path = path.map(|path| Path { first: call.first, next: call.close + 1, is_cast: true, ..path });
        Ok(call.close + 1)
    }

    /// `CONVERT(type, expression)`
    fn convert(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<String, Refusal> {
        // The type may hold a comma only inside its own parentheses.
        let [target, operand] = *arguments else { return Err(self.wrong_arguments(call)) };
        let (name, next) = data_type::read(self.tree, target.0)?;
        if next != target.1 {
            return Err(self.tree.syntax_error(next));
        }
        let operand = self.render_expression(operand.0, operand.1)?;
        cast_text(&operand, name)
    }

    /// The date part that a token names, as a literal of the engine.
    fn date_part(&self, index: usize) -> Result<&'static str, Refusal> {
        let text = self.tree.text(index);
        let part = match self.tree.kind(index) {
            Kind::Word | Kind::Quoted | Kind::String => text.trim_matches(['\'', '"']),
            Kind::Parameter => return Err(Refusal::not_simulated("a date part as a parameter")),
            _ => return Err(self.tree.syntax_error(index)),
        };
        if matches!(part.to_ascii_lowercase().as_str(), "isoweek" | "isoyear") {
            return Err(Refusal::not_simulated(&format!("the date part {part}")));
        }
        date_part::canonical(part).ok_or_else(|| {
            Refusal::new("22023", format!("date part \"{part}\" not recognized"))
                .at(self.tree.position(self.tree.start(index)))
        })
    }

    /// The same for EXTRACT and DATE_PART, which read the ISO year too. Weeks are those of ISO 8601 ("DATE_PART function").
    fn read_part(&self, index: usize) -> Result<&'static str, Refusal> {
        match self.tree.text(index).trim_matches(['\'', '"']).to_ascii_lowercase().as_str() {
            "isoweek" => Ok("week"),
            "isoyear" => Ok("isoyear"),
            _ => self.date_part(index),
        }
    }

    /// `EXTRACT(part FROM source)`
    fn extract(&mut self, call: Call) -> Result<String, Refusal> {
        let part = self.read_part(call.open + 1)?;
        if self.tree.keyword(call.open + 2) != Keyword::From {
            return Err(self.tree.syntax_error(call.open + 2));
        }
        let source = self.moment(call.open + 3, call.close)?;
        Ok(format!("redshift_local.date_part('{part}', {source})"))
    }

    /// The functions whose first argument is a date part.
    fn dated(&mut self, function: &str, call: Call, arguments: &[(usize, usize)]) -> Result<String, Refusal> {
        let [part, rest @ ..] = arguments else { return Err(self.wrong_arguments(call)) };
        if part.0 + 1 != part.1 {
            return Err(Refusal::not_simulated("a date part that is an expression"));
        }
        let part = match function {
            "date_part" | "pgdate_part" => self.read_part(part.0)?,
            _ => self.date_part(part.0)?,
        };
        let mut arguments = Vec::new();
        match (function, rest) {
            ("dateadd", &[count, date]) => {
                arguments.push(self.render_expression(count.0, count.1)?);
                arguments.push(self.moment(date.0, date.1)?);
            }
            ("datediff", &[from, to]) => {
                arguments.push(self.moment(from.0, from.1)?);
                arguments.push(self.moment(to.0, to.1)?);
            }
            ("date_part" | "pgdate_part" | "date_trunc", &[date]) => arguments.push(self.moment(date.0, date.1)?),
            _ => return Err(self.wrong_arguments(call)),
        }
        // The column is called pgdate_part in Redshift whichever name is written.
        let name = if function == "date_part" { "pgdate_part" } else { function };
        Ok(format!("redshift_local.{name}('{part}', {})", arguments.join(", ")))
    }

    /// An argument that is a date or a time. A bare literal or parameter is a timestamp: the engine would prefer a time zone.
    fn moment(&mut self, start: usize, end: usize) -> Result<String, Refusal> {
        let text = self.render_expression(start, end)?;
        let bare = start + 1 == end && matches!(self.tree.kind(start), Kind::String | Kind::Parameter);
        Ok(if bare { format!("{text}::timestamp") } else { text })
    }

    /// `RATIO_TO_REPORT(expression) OVER ([PARTITION BY ..])`
    fn ratio_to_report(&mut self, call: Call, arguments: &[(usize, usize)]) -> Result<usize, Refusal> {
        let [(start, end)] = *arguments else { return Err(self.wrong_arguments(call)) };
        let over = call.close + 1;
        if self.tree.keyword(over) != Keyword::Over || self.tree.kind(over + 1) != Kind::Open {
            return Err(self.tree.syntax_error(over));
        }
        let value = self.render_expression(start, end)?;
        let close = self.tree.close(over + 1);
        let window =
            self.render(over + 1, close + 1, |rewriter| rewriter.window(Window::Partition, over + 1).map(|_| ()))?;
        let text = format!("(({value})::double precision / nullif(sum(({value})::double precision) OVER {window}, 0))");
        self.replace_tokens(call.first, close, &text);
        Ok(close + 1)
    }
}

/// The function that does what no cast of the engine does, and its further argument: texts and numbers become SUPER scalars and
/// bytes.
fn cast_function(name: &TypeName) -> Option<(&'static str, String)> {
    match name {
        TypeName::Column(DataType::Super) => Some(("redshift_local.cast_super", String::new())),
        TypeName::Column(DataType::Varbyte(length)) => Some(("redshift_local.cast_varbyte", format!(", {length}"))),
        _ => None,
    }
}

/// A cast of a rewritten operand.
fn cast_text(operand: &str, name: TypeName) -> Result<String, Refusal> {
    Ok(match cast_function(&name) {
        Some((function, length)) => format!("{function}({operand}{length})"),
        None => format!("CAST({operand} AS {})", name.for_cast()?),
    })
}
