/// The expressions that are read as a [`Spend`]: what `select` takes.
#[derive(Clone, Debug)]
#[allow(missing_docs, non_snake_case)]
struct SelectSpend<A, B> {
    name: A,
    total: B,
}
/// The columns of a query that reads as [`Spend`].
#[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
struct SpendColumns {
    pub name: ::redshift_orm::__private::Column<
        String,
        ::redshift_orm::__private::NotNull,
    >,
    pub total: ::redshift_orm::__private::Column<
        Decimal,
        ::redshift_orm::__private::Null,
    >,
}
/// The columns of a query that reads as [`Spend`] as the other side of an outer join: each may be NULL.
#[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
struct SpendNullableColumns {
    pub name: ::redshift_orm::__private::Column<String, ::redshift_orm::__private::Null>,
    pub total: ::redshift_orm::__private::Column<
        Decimal,
        ::redshift_orm::__private::Null,
    >,
}
const _: () = {
    use ::redshift_orm::__private as __orm;
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
            SpendNullableColumns {
                name: __orm::SourceColumns::into_nullable(self.name),
                total: __orm::SourceColumns::into_nullable(self.total),
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> __orm::Selection<'__a> for SpendColumns {
        type Row = Spend;
        type Levels = __orm::Row;
        type Columns = SpendColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            __list.column(self.name, "name");
            __list.column(self.total, "total");
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendColumns {
            SpendColumns {
                name: __orm::next_column(__source, __index),
                total: __orm::next_column(__source, __index),
            }
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Spend> {
            <Spend as __orm::FromRow>::from_row(__row)
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
            __list.column(self.name, "name");
            __list.column(self.total, "total");
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendNullableColumns {
            SpendNullableColumns {
                name: __orm::next_column(__source, __index),
                total: __orm::next_column(__source, __index),
            }
        }
        fn read(
            __row: &mut __orm::RowReader<'_>,
        ) -> __orm::Result<::core::option::Option<Spend>> {
            __orm::read_optional_row::<Spend>(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<
        '__a,
        A: __orm::SelectItem<'__a, String>,
        B: __orm::SelectItem<'__a, Option<Decimal>>,
    > __orm::Selection<'__a> for SelectSpend<A, B> {
        type Row = Spend;
        type Levels = (
            <A as __orm::SelectItem<'__a, String>>::Level,
            (<B as __orm::SelectItem<'__a, Option<Decimal>>>::Level, ()),
        );
        type Columns = SpendColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            <A as __orm::SelectItem<'__a, String>>::push_as(self.name, "name", __list);
            <B as __orm::SelectItem<
                '__a,
                Option<Decimal>,
            >>::push_as(self.total, "total", __list);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendColumns {
            SpendColumns {
                name: __orm::next_column(__source, __index),
                total: __orm::next_column(__source, __index),
            }
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Spend> {
            <Spend as __orm::FromRow>::from_row(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::NestedRow for Spend {
        type Columns = SpendColumns;
        fn columns(__source: __orm::Source, __index: &mut u16) -> SpendColumns {
            <SpendColumns as __orm::Selection<'_>>::columns(__source, __index)
        }
        fn push_to(__columns: SpendColumns, __list: &mut __orm::SelectList<'_>) {
            __orm::Selection::push_to(__columns, __list)
        }
        fn push_nullable(
            __columns: SpendNullableColumns,
            __list: &mut __orm::SelectList<'_>,
        ) {
            __orm::Selection::push_to(__columns, __list)
        }
        fn types() -> impl ::core::iter::Iterator<
            Item = ::redshift_orm::schema::DataType,
        > {
            ::core::iter::empty()
                .chain([<String as __orm::ColumnField>::KIND.base])
                .chain([<Option<Decimal> as __orm::ColumnField>::KIND.base])
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            <Self as __orm::FromRow>::from_row(__row)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::FromRow for Spend {
        fn from_row(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            ::core::result::Result::Ok(Spend {
                name: match <String as __orm::ColumnField>::next(__row) {
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
};
