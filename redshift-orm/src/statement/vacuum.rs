//! VACUUM.

use std::marker::PhantomData;

use crate::model::Model;
use crate::sql::{Sql, SqlWriter};

/// `VACUUM` (`r_VACUUM_command`): sorts the rows of a table and reclaims the space of deleted ones. Redshift does so by itself in the
/// background; a VACUUM is for when that is too late. Unlike PostgreSQL's, it is a full one unless it says otherwise.
///
/// `Mode` is [`Full`], [`SortOnly`], [`DeleteOnly`], [`Reindex`] or [`Recluster`], and [`Unspecified`] before one is chosen, which is a
/// full one too.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Order { #[redshift(primary_key, identity)] id: i64 }
/// assert_eq!(Order::vacuum().to_sql().text(), r#"VACUUM FULL "order""#);
/// let statement = Order::vacuum().sort_only().to_percent(75).boost();
/// assert_eq!(statement.to_sql().text(), r#"VACUUM SORT ONLY "order" TO 75 PERCENT BOOST"#);
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "a VACUUM does nothing until `.execute(&db)` executes it"]
pub struct Vacuum<M, Mode = Unspecified> {
    to_percent: Option<u8>,
    boost: bool,
    tag: PhantomData<fn() -> (M, Mode)>,
}

/// What a VACUUM does. The trait is sealed.
pub trait VacuumMode: sealed::Mode {
    #[doc(hidden)]
    const KEYWORDS: &'static str;
    /// The mode once an option follows it.
    #[doc(hidden)]
    type Chosen: VacuumMode;
}

mod sealed {
    pub trait Mode {}
}

macro_rules! modes {
    ($($(#[$doc:meta])* $mode:ident $keywords:literal chosen $chosen:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $mode;

        impl sealed::Mode for $mode {}

        #[diagnostic::do_not_recommend]
        impl VacuumMode for $mode {
            const KEYWORDS: &'static str = $keywords;
            type Chosen = $chosen;
        }
    )* };
}
modes! {
    /// No mode was chosen: a full VACUUM.
    Unspecified "FULL" chosen Full;
    /// `FULL`: sorts and reclaims space.
    Full "FULL" chosen Full;
    /// `SORT ONLY`: reclaims no space.
    SortOnly "SORT ONLY" chosen SortOnly;
    /// `DELETE ONLY`: does not sort.
    DeleteOnly "DELETE ONLY" chosen DeleteOnly;
    /// `REINDEX`: looks at the values of an interleaved sort key anew, then a full VACUUM.
    Reindex "REINDEX" chosen Reindex;
    /// `RECLUSTER`: sorts the unsorted part alone.
    Recluster "RECLUSTER" chosen Recluster;
}

/// The modes that take `TO threshold PERCENT`.
#[diagnostic::on_unimplemented(
    message = "VACUUM REINDEX and VACUUM RECLUSTER take no TO .. PERCENT",
    label = "refused by Redshift",
    note = "a threshold belongs to a full, SORT ONLY or DELETE ONLY vacuum: `Order::vacuum().to_percent(75)`"
)]
pub trait TakesThreshold: VacuumMode {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl TakesThreshold for Unspecified {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesThreshold for Full {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesThreshold for SortOnly {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesThreshold for DeleteOnly {
    type Proof = ();
}

/// The modes that take `BOOST`.
#[diagnostic::on_unimplemented(
    message = "VACUUM REINDEX takes no BOOST",
    label = "refused by Redshift",
    note = "leave BOOST out, or boost a VACUUM without REINDEX: `Order::vacuum().boost()`"
)]
pub trait TakesBoost: VacuumMode {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl TakesBoost for Unspecified {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesBoost for Full {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesBoost for SortOnly {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesBoost for DeleteOnly {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl TakesBoost for Recluster {
    type Proof = ();
}

impl<M: Model> Vacuum<M> {
    pub(crate) fn new() -> Self {
        Vacuum { to_percent: None, boost: false, tag: PhantomData }
    }

    /// `FULL`: sorts and reclaims space, the default.
    pub fn full(self) -> Vacuum<M, Full> {
        self.tagged()
    }

    /// `SORT ONLY`: sorts and reclaims no space.
    pub fn sort_only(self) -> Vacuum<M, SortOnly> {
        self.tagged()
    }

    /// `DELETE ONLY`: reclaims space and does not sort.
    pub fn delete_only(self) -> Vacuum<M, DeleteOnly> {
        self.tagged()
    }

    /// `REINDEX`: looks at the values of an interleaved sort key anew, then a full VACUUM.
    pub fn reindex(self) -> Vacuum<M, Reindex> {
        self.tagged()
    }

    /// `RECLUSTER`: sorts the unsorted part alone. Not for a table that is interleaved or has DISTSTYLE ALL, which is an error
    /// when the statement is written.
    pub fn recluster(self) -> Vacuum<M, Recluster> {
        self.tagged()
    }
}

impl<M: Model, Mode: VacuumMode> Vacuum<M, Mode> {
    /// `TO percent PERCENT`: does not sort when so much is sorted already, and leaves so many rows that are not deleted. From 0 to
    /// 100; Redshift's default is 95.
    pub fn to_percent(mut self, percent: u8) -> Vacuum<M, Mode::Chosen>
    where
        Mode: TakesThreshold<Proof: Sized>,
    {
        self.to_percent = Some(percent);
        self.tagged()
    }

    /// `BOOST`: takes more memory and disk, and makes UPDATE and DELETE of others wait. A DELETE ONLY vacuum passes it over.
    pub fn boost(mut self) -> Vacuum<M, Mode::Chosen>
    where
        Mode: TakesBoost<Proof: Sized>,
    {
        self.boost = true;
        self.tagged()
    }

    /// The statement's text.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        SqlWriter::write_vacuum(&M::TABLE, Mode::KEYWORDS, self.to_percent, self.boost)
    }
}

impl<M, Mode> Vacuum<M, Mode> {
    fn tagged<Other>(self) -> Vacuum<M, Other> {
        Vacuum { to_percent: self.to_percent, boost: self.boost, tag: PhantomData }
    }
}
