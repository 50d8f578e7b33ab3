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
    use ::redshift_orm::__private as __orm;
    fn __columns(__origin: __orm::Origin) -> SpendColumns {
        SpendColumns {
            customer_id: __orm::Origin::column(__origin, 0, "customer_id"),
            total: __orm::Origin::column(__origin, 1, "sum"),
            __origin,
        }
    }
    fn __nullable_columns(__origin: __orm::Origin) -> SpendNullableColumns {
        SpendNullableColumns {
            customer_id: __orm::Origin::column(__origin, 0, "customer_id"),
            total: __orm::Origin::column(__origin, 1, "sum"),
            __origin,
        }
    }
    #[automatically_derived]
    impl __orm::Model for Spend {
        const NAME: __orm::schema::TableName<'static> = __orm::schema::TableName {
            schema: ::core::option::Option::Some("sales"),
            name: "spend",
        };
        const TABLE: __orm::schema::Table<'static> = __orm::schema::Table {
            name: Self::NAME,
            columns: &[
                __orm::column(
                    "customer_id",
                    <i64 as __orm::ColumnField>::KIND,
                    __orm::schema::Size::Default,
                    1u32,
                ),
                __orm::column(
                    "sum",
                    <Option<Decimal> as __orm::ColumnField>::KIND,
                    __orm::schema::Size::Default,
                    1u32,
                ),
            ],
            ..__orm::BARE_TABLE
        };
        const RENAMED: &'static [(&'static str, &'static str)] = &[("total", "sum")];
        type Columns = SpendColumns;
        type New = __orm::NoRow;
        const RELATION: __orm::Relation = __orm::Relation::View;
        fn defined_view() -> ::core::option::Option<__orm::DefinedView<'static>> {
            use __orm::NoDefinition as _;
            __orm::Definition::<Self>::statement()
        }
        fn columns(__source: __orm::Source) -> SpendColumns {
            __columns(__orm::Origin::of_table(__source))
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            ::core::result::Result::Ok(Self {
                customer_id: match <i64 as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                total: match <Option<Decimal> as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
    #[automatically_derived]
    impl __orm::ModelColumns for SpendColumns {
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
    impl __orm::SourceColumns for SpendColumns {
        type Nullable = SpendNullableColumns;
        fn into_nullable(self) -> SpendNullableColumns {
            __nullable_columns(self.__origin)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> __orm::Selection<'__a> for SpendColumns {
        type Row = Spend;
        type Levels = __orm::Row;
        type Columns = SpendColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            __list.table(&<Spend as __orm::Model>::TABLE, self.__origin);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendColumns {
            __columns(__orm::Origin::nth(__source, __index, 2))
        }
        fn of_table(__source: __orm::Source) -> SpendColumns {
            __columns(__orm::Origin::of_table(__source))
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Spend> {
            <Spend as __orm::Model>::read(__row)
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
    impl __orm::SourceColumns for SpendNullableColumns {
        type Nullable = SpendNullableColumns;
        fn into_nullable(self) -> SpendNullableColumns {
            self
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> __orm::Selection<'__a> for SpendNullableColumns {
        type Row = ::core::option::Option<Spend>;
        type Levels = __orm::Row;
        type Columns = SpendNullableColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            __list.nullable_table(&<Spend as __orm::Model>::TABLE, self.__origin);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendNullableColumns {
            __nullable_columns(__orm::Origin::nth(__source, __index, 2))
        }
        fn read(
            __row: &mut __orm::RowReader<'_>,
        ) -> __orm::Result<::core::option::Option<Spend>> {
            __orm::read_optional::<Spend>(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<
        '__a,
        A: __orm::SelectItem<'__a, i64>,
        B: __orm::SelectItem<'__a, Option<Decimal>>,
    > __orm::Selection<'__a> for SelectSpend<A, B> {
        type Row = Spend;
        type Levels = (
            <A as __orm::SelectItem<'__a, i64>>::Level,
            (<B as __orm::SelectItem<'__a, Option<Decimal>>>::Level, ()),
        );
        type Columns = SpendColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            <A as __orm::SelectItem<
                '__a,
                i64,
            >>::push_as(self.customer_id, "customer_id", __list);
            <B as __orm::SelectItem<
                '__a,
                Option<Decimal>,
            >>::push_as(self.total, "sum", __list);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendColumns {
            <SpendColumns as __orm::Selection<'__a>>::columns(__source, __index)
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Spend> {
            <Spend as __orm::Model>::read(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<A, B> __orm::ViewColumns<Spend> for SelectSpend<A, B> {}
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::View for Spend {
        const SCHEMA_BINDING: bool = false;
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::AnyView for Spend {
        const KIND: __orm::ViewKind = __orm::ViewKind::Plain {
            schema_binding: false,
        };
    }
    __orm::inventory::submit! {
        __orm::Registered::of:: < Spend > ()
    }
};
