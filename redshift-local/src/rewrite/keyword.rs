//! The words that mean something to the rewriter, and which of them Redshift reserves.

macro_rules! keywords {
    ($($name:ident $text:literal $reserved:ident,)*) => {
        /// A word with a meaning in some statement. Any other word is [`Keyword::None`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Keyword {
            /// No keyword.
            None,
            $(#[doc = $text] $name,)*
        }

        /// The words in byte order.
        const WORDS: &[(&str, Keyword)] = &[$(($text, Keyword::$name),)*];

        impl Keyword {
            /// Whether the word names nothing unless it is quoted ("Reserved words").
            pub(crate) fn is_reserved(self) -> bool {
                match self {
                    Keyword::None => false,
                    $(Keyword::$name => keywords!(@ $reserved),)*
                }
            }
        }
    };
    (@ reserved) => { true };
    (@ free) => { false };
}

keywords! {
    Abort "abort" free, Add "add" free, Aes128 "aes128" reserved, Aes256 "aes256" reserved,
    After "after" free, All "all" reserved, Allowoverwrite "allowoverwrite" reserved, Alter "alter" free,
    Analyse "analyse" reserved, Analyze "analyze" reserved, And "and" reserved, Any "any" reserved,
    Append "append" free, Approximate "approximate" free, Array "array" reserved, As "as" reserved,
    Asc "asc" reserved, At "at" free, Authorization "authorization" reserved, Auto "auto" free,
    Az64 "az64" reserved, Backup "backup" reserved, Begin "begin" free, Bernoulli "bernoulli" free,
    Between "between" reserved, Binary "binary" reserved, Binding "binding" free,
    Blanksasnull "blanksasnull" reserved, Boost "boost" free, Both "both" reserved, By "by" free,
    Bytedict "bytedict" reserved, Bzip2 "bzip2" reserved, Call "call" free, Cancel "cancel" free,
    Cascade "cascade" free, Case "case" reserved, Cast "cast" reserved, Character "character" free,
    Check "check" reserved, Close "close" free, Cluster "cluster" free, Collate "collate" reserved,
    Column "column" reserved, Columns "columns" free, Comment "comment" free, Commit "commit" free,
    Committed "committed" free, Compound "compound" free, Compression "compression" free,
    Concurrently "concurrently" free, Conflict "conflict" free, Connect "connect" free,
    Constraint "constraint" reserved, Constraints "constraints" free, Convert "convert" free,
    Copy "copy" free, Create "create" reserved, Credentials "credentials" reserved, Cross "cross" reserved,
    Cube "cube" free, CurrentDate "current_date" reserved, CurrentTime "current_time" reserved,
    CurrentTimestamp "current_timestamp" reserved, CurrentUser "current_user" reserved,
    CurrentUserId "current_user_id" reserved, Cursor "cursor" free, Data "data" free,
    Database "database" free, Datashare "datashare" free, Day "day" free, Deallocate "deallocate" free,
    Declare "declare" free, Default "default" reserved, Deferrable "deferrable" reserved,
    Deferred "deferred" free, Deflate "deflate" reserved, Defrag "defrag" reserved, Delete "delete" free,
    Delta "delta" reserved, Delta32k "delta32k" reserved, Desc "desc" reserved,
    Diagnostics "diagnostics" free, Disable "disable" reserved, Discard "discard" free,
    Distinct "distinct" reserved, Distkey "distkey" free, Diststyle "diststyle" free, Do "do" reserved,
    Domain "domain" free, Drop "drop" free, Duplicates "duplicates" free, Else "else" reserved,
    Emptyasnull "emptyasnull" reserved, Enable "enable" reserved, Encode "encode" reserved,
    Encrypt "encrypt" reserved, Encryption "encryption" reserved, End "end" reserved, Escape "escape" free,
    Even "even" free, Except "except" reserved, Exclude "exclude" free, Excluding "excluding" free,
    Execute "execute" free, Exists "exists" free, Explain "explain" free, Explicit "explicit" reserved,
    Extension "extension" free, External "external" free, Extract "extract" free, False "false" reserved,
    Fetch "fetch" free, Filltarget "filltarget" free, Filter "filter" free, First "first" free,
    Following "following" free, For "for" reserved, Foreign "foreign" reserved, Forward "forward" free,
    Freeze "freeze" reserved, From "from" reserved, Full "full" reserved, Function "function" free,
    Generated "generated" free, Globaldict256 "globaldict256" reserved,
    Globaldict64k "globaldict64k" reserved, Grant "grant" reserved, Group "group" reserved,
    Grouping "grouping" free, Groups "groups" free, Gzip "gzip" reserved, Having "having" reserved,
    Hold "hold" free, Hour "hour" free, Identity "identity" reserved, If "if" free,
    Ignore "ignore" reserved, Ignoreextra "ignoreextra" free, Ilike "ilike" reserved,
    Immediate "immediate" free, In "in" reserved, Including "including" free, Index "index" free,
    Inherits "inherits" free, Initially "initially" reserved, Inner "inner" reserved,
    Insensitive "insensitive" free, Insert "insert" free, Interleaved "interleaved" free,
    Intersect "intersect" reserved, Interval "interval" reserved, Into "into" reserved, Is "is" reserved,
    Isnull "isnull" reserved, Isolation "isolation" free, Join "join" reserved, Key "key" free,
    Language "language" free, Last "last" free, Lateral "lateral" free, Leading "leading" reserved,
    Left "left" reserved, Level "level" free, Library "library" free, Like "like" reserved,
    Limit "limit" reserved, Listen "listen" free, Load "load" free, Local "local" free,
    Localtime "localtime" reserved, Localtimestamp "localtimestamp" reserved, Lock "lock" free,
    Lun "lun" reserved, Luns "luns" reserved, Lzo "lzo" reserved, Lzop "lzop" reserved,
    Matched "matched" free, Materialized "materialized" free, Merge "merge" free, Minus "minus" reserved,
    Minute "minute" free, Mode "mode" free, Model "model" free, Month "month" free,
    Mostly16 "mostly16" reserved, Mostly32 "mostly32" reserved, Mostly8 "mostly8" reserved,
    Move "move" free, National "national" free, Natural "natural" reserved, New "new" reserved,
    Next "next" free, No "no" free, Not "not" reserved, Nothing "nothing" free, Notify "notify" free,
    Notnull "notnull" reserved, Nowait "nowait" free, Null "null" reserved, Nulls "nulls" reserved,
    Of "of" free, Off "off" reserved, Offline "offline" reserved, Offset "offset" reserved,
    Oid "oid" reserved, Old "old" reserved, On "on" reserved, Only "only" reserved, Open "open" reserved,
    Option "option" free, Or "or" reserved, Order "order" reserved, Outer "outer" reserved,
    Over "over" free, Overlaps "overlaps" reserved, Overriding "overriding" free, Owner "owner" free,
    Parallel "parallel" reserved, Partition "partition" reserved, Percent "percent" reserved,
    Permissions "permissions" reserved, Pivot "pivot" reserved, Placing "placing" reserved,
    Policy "policy" free, Position "position" free, Preceding "preceding" free, Precision "precision" free,
    Predicate "predicate" free, Prepare "prepare" free, Primary "primary" reserved, Prior "prior" free,
    Privileges "privileges" free, Procedure "procedure" free, Qualify "qualify" free, Quota "quota" free,
    Range "range" free, Raw "raw" reserved, Read "read" free, Readratio "readratio" reserved,
    Rebuild "rebuild" free, Recluster "recluster" free, Recover "recover" reserved,
    Recursive "recursive" free, References "references" reserved, Refresh "refresh" free,
    Reindex "reindex" free, Rejectlog "rejectlog" reserved, Release "release" free, Remove "remove" free,
    Rename "rename" free, Repeatable "repeatable" free, Replace "replace" free, Reset "reset" free,
    Resort "resort" reserved, Respect "respect" reserved, Restart "restart" free,
    Restore "restore" reserved, Restrict "restrict" free, Returning "returning" free, Revoke "revoke" free,
    Right "right" reserved, Role "role" free, Rollback "rollback" free, Rollup "rollup" free,
    Row "row" free, Rows "rows" free, Rule "rule" free, Savepoint "savepoint" free, Schema "schema" free,
    Scroll "scroll" free, Second "second" free, Security "security" free, Select "select" reserved,
    Sequence "sequence" free, Serializable "serializable" free, Session "session" free,
    SessionUser "session_user" reserved, Set "set" free, Sets "sets" free, Share "share" free,
    Show "show" free, Similar "similar" reserved, Snapshot "snapshot" reserved, Some "some" reserved,
    Sort "sort" free, Sortkey "sortkey" free, Start "start" free, Statistics "statistics" free,
    Stored "stored" free, Style "style" free, Substring "substring" free, Sysdate "sysdate" reserved,
    System "system" reserved, Table "table" reserved, Tables "tables" free, Tablesample "tablesample" free,
    Tablespace "tablespace" free, Tag "tag" reserved, Tdes "tdes" reserved, Temp "temp" free,
    Temporary "temporary" free, Text255 "text255" reserved, Text32k "text32k" reserved,
    Then "then" reserved, Timestamp "timestamp" reserved, To "to" reserved, Top "top" reserved,
    Trailing "trailing" reserved, Transaction "transaction" free, Trigger "trigger" free, Trim "trim" free,
    True "true" reserved, Truncate "truncate" free, Truncatecolumns "truncatecolumns" reserved,
    Type "type" free, Unbounded "unbounded" free, Uncommitted "uncommitted" free, Union "union" reserved,
    Unique "unique" reserved, Unknown "unknown" free, Unlimited "unlimited" free, Unlisten "unlisten" free,
    Unload "unload" free, Unlogged "unlogged" free, Unnest "unnest" reserved, Unpivot "unpivot" reserved,
    Update "update" free, Usage "usage" free, Use "use" free, User "user" reserved, Using "using" reserved,
    Vacuum "vacuum" free, Values "values" free, Variadic "variadic" free, Varying "varying" free,
    Verbose "verbose" reserved, View "view" free, Wallet "wallet" reserved, When "when" reserved,
    Where "where" reserved, Window "window" free, With "with" reserved, Within "within" free,
    Without "without" reserved, Work "work" free, Write "write" free, Year "year" free, Yes "yes" free,
    Zone "zone" free,
}

/// Where the words of each first letter begin among [`WORDS`]; the last entry is their end.
const LETTERS: [usize; 27] = {
    let mut letters = [WORDS.len(); 27];
    let mut at = WORDS.len();
    while at > 0 {
        at -= 1;
        letters[(WORDS[at].0.as_bytes()[0] - b'a') as usize] = at;
    }
    // A letter without words begins where the next one does.
    let mut letter = 26;
    while letter > 0 {
        letter -= 1;
        if letters[letter] == WORDS.len() {
            letters[letter] = letters[letter + 1];
        }
    }
    letters
};

impl Keyword {
    /// The keyword that a bare word is, whatever its case.
    pub(crate) fn of(word: &str) -> Self {
        let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
        let Some(letter) = first.filter(u8::is_ascii_lowercase).map(|first| usize::from(first - b'a')) else {
            return Keyword::None;
        };
        let words = WORDS.get(LETTERS[letter]..LETTERS[letter + 1]).unwrap_or_default();
        let found = words.iter().find(|(text, _)| text.eq_ignore_ascii_case(word));
        found.map_or(Keyword::None, |found| found.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(WORDS.iter().all(|(text, keyword)| Keyword::of(text) == *keyword));
    }

    #[test]
    fn no_name_of_a_text_that_is_put_together_is_a_keyword() {
        let pack = include_str!("../pack/procedures.sql");
        assert!(WORDS.iter().all(|(text, _)| pack.contains(&format!("'{text}'"))));
    }

    #[test]
    fn a_word_is_found_in_any_case() {
        assert_eq!(Keyword::of("SeLeCt"), Keyword::Select);
        assert_eq!(Keyword::of("orders"), Keyword::None);
        assert!(Keyword::Tag.is_reserved() && !Keyword::Start.is_reserved());
    }
}
