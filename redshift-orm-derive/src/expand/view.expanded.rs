/// The expressions that are read as a [`Spend`]: what `select` takes.
#[derive(Clone, Debug)]
#[allow(missing_docs, non_snake_case)]
pub struct SelectSpend<A, B> {
    /// By whom.
    pub customer_id: A,
    pub total: B,
}
/// The columns of [`Spend`], as the closures of a query receive them.
///
/// What is spent.
#[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
pub struct SpendColumns {
    /// By whom.
    pub customer_id: ::redshift_orm::__private::Column<
        i64,
        ::redshift_orm::__private::NotNull,
    >,
    pub total: ::redshift_orm::__private::Column<
        Decimal,
        ::redshift_orm::__private::Null,
    >,
    __origin: ::redshift_orm::__private::Origin,
}
/// The columns of [`Spend`] as the other side of an outer join: each may be NULL.
///
/// What is spent.
#[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
pub struct SpendNullableColumns {
    /// By whom.
    pub customer_id: ::redshift_orm::__private::Column<
        i64,
        ::redshift_orm::__private::Null,
    >,
    pub total: ::redshift_orm::__private::Column<
        Decimal,
        ::redshift_orm::__private::Null,
    >,
    __origin: ::redshift_orm::__private::Origin,
}
const _: () = {
    fn __columns(__origin: ::redshift_orm::__private::Origin) -> SpendColumns {
        SpendColumns {
            customer_id: ::redshift_orm::__private::Origin::column(
                __origin,
                0,
                "customer_id",
            ),
            total: ::redshift_orm::__private::Origin::column(__origin, 1, "sum"),
            __origin,
        }
    }
    fn __nullable_columns(
        __origin: ::redshift_orm::__private::Origin,
    ) -> SpendNullableColumns {
        SpendNullableColumns {
            customer_id: ::redshift_orm::__private::Origin::column(
                __origin,
                0,
                "customer_id",
            ),
            total: ::redshift_orm::__private::Origin::column(__origin, 1, "sum"),
            __origin,
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::Model for Spend {
        const NAME: ::redshift_orm::__private::schema::TableName<'static> = ::redshift_orm::__private::schema::TableName {
            schema: ::core::option::Option::Some("sales"),
            name: "spend",
        };
        const TABLE: ::redshift_orm::__private::schema::Table<'static> = ::redshift_orm::__private::schema::Table {
            name: Self::NAME,
            columns: &[
                ::redshift_orm::__private::column(
                    "customer_id",
                    <i64 as ::redshift_orm::__private::ColumnField>::KIND,
                    ::redshift_orm::__private::schema::Size::Default,
                    1u32,
                ),
                ::redshift_orm::__private::column(
                    "sum",
                    <Option<Decimal> as ::redshift_orm::__private::ColumnField>::KIND,
                    ::redshift_orm::__private::schema::Size::Default,
                    1u32,
                ),
            ],
            ..::redshift_orm::__private::BARE_TABLE
        };
        const RENAMED: &'static [(&'static str, &'static str)] = &[("total", "sum")];
        type Columns = SpendColumns;
        type New = ::redshift_orm::__private::NoRow;
        const RELATION: ::redshift_orm::__private::Relation = ::redshift_orm::__private::Relation::View;
        fn defined_view() -> ::core::option::Option<
            ::redshift_orm::__private::DefinedView<'static>,
        > {
            use ::redshift_orm::__private::NoDefinition as _;
            ::redshift_orm::__private::Definition::<Self>::statement()
        }
        fn columns(__source: ::redshift_orm::__private::Source) -> SpendColumns {
            __columns(::redshift_orm::__private::Origin::of_table(__source))
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self> {
            ::core::result::Result::Ok(Self {
                customer_id: match <i64 as ::redshift_orm::__private::ColumnField>::next(
                    __row,
                ) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                total: match <Option<
                    Decimal,
                > as ::redshift_orm::__private::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::ModelColumns for SpendColumns {
        type Model = Spend;
    }
    #[automatically_derived]
    impl ::core::marker::Copy for SpendColumns {}
    #[automatically_derived]
    impl ::core::clone::Clone for SpendColumns {
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Debug for SpendColumns {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("SpendColumns")
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::SourceColumns for SpendColumns {
        type Nullable = SpendNullableColumns;
        fn into_nullable(self) -> SpendNullableColumns {
            __nullable_columns(self.__origin)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> ::redshift_orm::__private::Selection<'__a> for SpendColumns {
        type Row = Spend;
        type Levels = ::redshift_orm::__private::Row;
        type Columns = SpendColumns;
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            __list
                .table(
                    &<Spend as ::redshift_orm::__private::Model>::TABLE,
                    self.__origin,
                );
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> SpendColumns {
            __columns(::redshift_orm::__private::Origin::nth(__source, __index, 2))
        }
        fn of_table(__source: ::redshift_orm::__private::Source) -> SpendColumns {
            __columns(::redshift_orm::__private::Origin::of_table(__source))
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Spend> {
            <Spend as ::redshift_orm::__private::Model>::read(__row)
        }
    }
    #[automatically_derived]
    impl ::core::marker::Copy for SpendNullableColumns {}
    #[automatically_derived]
    impl ::core::clone::Clone for SpendNullableColumns {
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Debug for SpendNullableColumns {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("SpendNullableColumns")
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::SourceColumns for SpendNullableColumns {
        type Nullable = SpendNullableColumns;
        fn into_nullable(self) -> SpendNullableColumns {
            self
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> ::redshift_orm::__private::Selection<'__a> for SpendNullableColumns {
        type Row = ::core::option::Option<Spend>;
        type Levels = ::redshift_orm::__private::Row;
        type Columns = SpendNullableColumns;
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            __list
                .nullable_table(
                    &<Spend as ::redshift_orm::__private::Model>::TABLE,
                    self.__origin,
                );
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> SpendNullableColumns {
            __nullable_columns(
                ::redshift_orm::__private::Origin::nth(__source, __index, 2),
            )
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<::core::option::Option<Spend>> {
            ::redshift_orm::__private::read_optional::<Spend>(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<
        '__a,
        A: ::redshift_orm::__private::SelectItem<'__a, i64>,
        B: ::redshift_orm::__private::SelectItem<'__a, Option<Decimal>>,
    > ::redshift_orm::__private::Selection<'__a> for SelectSpend<A, B> {
        type Row = Spend;
        type Levels = (
            <A as ::redshift_orm::__private::SelectItem<'__a, i64>>::Level,
            (
                <B as ::redshift_orm::__private::SelectItem<
                    '__a,
                    Option<Decimal>,
                >>::Level,
                (),
            ),
        );
        type Columns = SpendColumns;
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            <A as ::redshift_orm::__private::SelectItem<
                '__a,
                i64,
            >>::push_as(self.customer_id, "customer_id", __list);
            <B as ::redshift_orm::__private::SelectItem<
                '__a,
                Option<Decimal>,
            >>::push_as(self.total, "sum", __list);
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> SpendColumns {
            <SpendColumns as ::redshift_orm::__private::Selection<
                '__a,
            >>::columns(__source, __index)
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Spend> {
            <Spend as ::redshift_orm::__private::Model>::read(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<A, B> ::redshift_orm::__private::ViewColumns<Spend> for SelectSpend<A, B> {}
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::View for Spend {
        const SCHEMA_BINDING: bool = false;
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::AnyView for Spend {
        const KIND: ::redshift_orm::__private::ViewKind = ::redshift_orm::__private::ViewKind::Plain {
            schema_binding: false,
        };
    }
    ::redshift_orm::__private::inventory::submit! {
        ::redshift_orm::__private::Registered::of:: < Spend > ()
    }
};
