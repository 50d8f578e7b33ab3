/// A new row of [`Order`]: every column but those of IDENTITY.
///
/// An order.
#[allow(clippy::derive_partial_eq_without_eq, dead_code, missing_docs, non_snake_case)]
pub struct NewOrder {
    pub customer_id: CustomerId,
    pub placed_at: DateTime<Utc>,
    pub note: Option<String>,
    pub created_at: ::redshift_orm::__private::Defaulted<NaiveDateTime>,
}
/// A new row of [`Order`] as expressions: what a query selects for `insert_select`.
#[derive(Clone, Copy)]
#[allow(dead_code, missing_docs, non_snake_case)]
pub struct InsertOrder<A, B, C, D> {
    pub customer_id: A,
    pub placed_at: B,
    pub note: C,
    pub created_at: D,
}
/// The columns of [`Order`], as the closures of a query receive them.
///
/// An order.
#[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
pub struct OrderColumns {
    /// The key.
    pub id: ::redshift_orm::__private::Column<i64, ::redshift_orm::__private::NotNull>,
    pub customer_id: ::redshift_orm::__private::Column<
        <CustomerId as ::redshift_orm::__private::ColumnField>::Type,
        <CustomerId as ::redshift_orm::__private::ColumnField>::Nullability,
    >,
    pub placed_at: ::redshift_orm::__private::Column<
        DateTime<Utc>,
        ::redshift_orm::__private::NotNull,
    >,
    pub note: ::redshift_orm::__private::Column<String, ::redshift_orm::__private::Null>,
    pub created_at: ::redshift_orm::__private::Column<
        NaiveDateTime,
        ::redshift_orm::__private::NotNull,
    >,
    __origin: ::redshift_orm::__private::Origin,
}
/// The columns of [`Order`] as the other side of an outer join: each may be NULL.
///
/// An order.
#[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
pub struct OrderNullableColumns {
    /// The key.
    pub id: ::redshift_orm::__private::Column<i64, ::redshift_orm::__private::Null>,
    pub customer_id: ::redshift_orm::__private::Column<
        <CustomerId as ::redshift_orm::__private::ColumnField>::Type,
        ::redshift_orm::__private::Null,
    >,
    pub placed_at: ::redshift_orm::__private::Column<
        DateTime<Utc>,
        ::redshift_orm::__private::Null,
    >,
    pub note: ::redshift_orm::__private::Column<String, ::redshift_orm::__private::Null>,
    pub created_at: ::redshift_orm::__private::Column<
        NaiveDateTime,
        ::redshift_orm::__private::Null,
    >,
    __origin: ::redshift_orm::__private::Origin,
}
const _: () = {
    fn __columns(__origin: ::redshift_orm::__private::Origin) -> OrderColumns {
        OrderColumns {
            id: ::redshift_orm::__private::Origin::column(__origin, 0, "id"),
            customer_id: ::redshift_orm::__private::Origin::column(
                __origin,
                1,
                "customer_id",
            ),
            placed_at: ::redshift_orm::__private::Origin::column(
                __origin,
                2,
                "placed_at",
            ),
            note: ::redshift_orm::__private::Origin::column(__origin, 3, "remark"),
            created_at: ::redshift_orm::__private::Origin::column(
                __origin,
                4,
                "created_at",
            ),
            __origin,
        }
    }
    fn __nullable_columns(
        __origin: ::redshift_orm::__private::Origin,
    ) -> OrderNullableColumns {
        OrderNullableColumns {
            id: ::redshift_orm::__private::Origin::column(__origin, 0, "id"),
            customer_id: ::redshift_orm::__private::Origin::column(
                __origin,
                1,
                "customer_id",
            ),
            placed_at: ::redshift_orm::__private::Origin::column(
                __origin,
                2,
                "placed_at",
            ),
            note: ::redshift_orm::__private::Origin::column(__origin, 3, "remark"),
            created_at: ::redshift_orm::__private::Origin::column(
                __origin,
                4,
                "created_at",
            ),
            __origin,
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::Model for Order {
        const NAME: ::redshift_orm::__private::schema::TableName<'static> = ::redshift_orm::__private::schema::TableName {
            schema: ::core::option::Option::Some("sales"),
            name: "orders",
        };
        const TABLE: ::redshift_orm::__private::schema::Table<'static> = ::redshift_orm::__private::schema::Table {
            name: Self::NAME,
            columns: &[
                ::redshift_orm::__private::schema::Column {
                    default: ::redshift_orm::__private::schema::ColumnDefault::Identity(::redshift_orm::__private::schema::Identity {
                        seed: 1i64,
                        step: 1i64,
                    }),
                    ..::redshift_orm::__private::column(
                        "id",
                        <i64 as ::redshift_orm::__private::ColumnField>::KIND,
                        ::redshift_orm::__private::schema::Size::Default,
                        4u32,
                    )
                },
                ::redshift_orm::__private::column(
                    "customer_id",
                    <CustomerId as ::redshift_orm::__private::ColumnField>::KIND,
                    ::redshift_orm::__private::schema::Size::Default,
                    4u32,
                ),
                ::redshift_orm::__private::schema::Column {
                    encoding: ::core::option::Option::Some(
                        ::redshift_orm::__private::schema::Encoding::Az64,
                    ),
                    ..::redshift_orm::__private::column(
                        "placed_at",
                        <DateTime<Utc> as ::redshift_orm::__private::ColumnField>::KIND,
                        ::redshift_orm::__private::schema::Size::Default,
                        4u32,
                    )
                },
                ::redshift_orm::__private::column(
                    "remark",
                    <Option<String> as ::redshift_orm::__private::ColumnField>::KIND,
                    ::redshift_orm::__private::schema::Size::Varchar(200u32),
                    4u32,
                ),
                ::redshift_orm::__private::schema::Column {
                    default: ::redshift_orm::__private::schema::ColumnDefault::Sql(
                        "getdate()",
                    ),
                    ..::redshift_orm::__private::column(
                        "created_at",
                        <NaiveDateTime as ::redshift_orm::__private::ColumnField>::KIND,
                        ::redshift_orm::__private::schema::Size::Default,
                        4u32,
                    )
                },
            ],
            distkey: ::core::option::Option::Some("customer_id"),
            sortkey: ::redshift_orm::__private::schema::SortKey::Compound(
                &["placed_at", "customer_id"],
            ),
            primary_key: &["id"],
            foreign_keys: &[
                ::redshift_orm::__private::schema::ForeignKey {
                    columns: &["customer_id"],
                    table: <Customer as ::redshift_orm::__private::Model>::NAME,
                    references: &[],
                },
            ],
            ..::redshift_orm::__private::BARE_TABLE
        };
        const RENAMED: &'static [(&'static str, &'static str)] = &[("note", "remark")];
        type Columns = OrderColumns;
        type New = NewOrder;
        fn columns(__source: ::redshift_orm::__private::Source) -> OrderColumns {
            __columns(::redshift_orm::__private::Origin::of_table(__source))
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self> {
            ::core::result::Result::Ok(Self {
                id: match <i64 as ::redshift_orm::__private::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                customer_id: match <CustomerId as ::redshift_orm::__private::ColumnField>::next(
                    __row,
                ) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                placed_at: match <DateTime<
                    Utc,
                > as ::redshift_orm::__private::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                note: match <Option<
                    String,
                > as ::redshift_orm::__private::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                created_at: match <NaiveDateTime as ::redshift_orm::__private::ColumnField>::next(
                    __row,
                ) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::ModelColumns for OrderColumns {
        type Model = Order;
    }
    #[automatically_derived]
    impl ::core::marker::Copy for OrderColumns {}
    #[automatically_derived]
    impl ::core::clone::Clone for OrderColumns {
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Debug for OrderColumns {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("OrderColumns")
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::SourceColumns for OrderColumns {
        type Nullable = OrderNullableColumns;
        fn into_nullable(self) -> OrderNullableColumns {
            __nullable_columns(self.__origin)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> ::redshift_orm::__private::Selection<'__a> for OrderColumns {
        type Row = Order;
        type Levels = ::redshift_orm::__private::Row;
        type Columns = OrderColumns;
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            __list
                .table(
                    &<Order as ::redshift_orm::__private::Model>::TABLE,
                    self.__origin,
                );
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> OrderColumns {
            __columns(::redshift_orm::__private::Origin::nth(__source, __index, 5))
        }
        fn of_table(__source: ::redshift_orm::__private::Source) -> OrderColumns {
            __columns(::redshift_orm::__private::Origin::of_table(__source))
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Order> {
            <Order as ::redshift_orm::__private::Model>::read(__row)
        }
    }
    #[automatically_derived]
    impl ::core::marker::Copy for OrderNullableColumns {}
    #[automatically_derived]
    impl ::core::clone::Clone for OrderNullableColumns {
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Debug for OrderNullableColumns {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("OrderNullableColumns")
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::SourceColumns for OrderNullableColumns {
        type Nullable = OrderNullableColumns;
        fn into_nullable(self) -> OrderNullableColumns {
            self
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> ::redshift_orm::__private::Selection<'__a> for OrderNullableColumns {
        type Row = ::core::option::Option<Order>;
        type Levels = ::redshift_orm::__private::Row;
        type Columns = OrderNullableColumns;
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            __list
                .nullable_table(
                    &<Order as ::redshift_orm::__private::Model>::TABLE,
                    self.__origin,
                );
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> OrderNullableColumns {
            __nullable_columns(
                ::redshift_orm::__private::Origin::nth(__source, __index, 5),
            )
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<::core::option::Option<Order>> {
            ::redshift_orm::__private::read_optional::<Order>(__row)
        }
    }
    #[automatically_derived]
    impl ::redshift_orm::__private::NewRow for NewOrder {
        const COLUMNS: &'static [&'static str] = &[
            "customer_id",
            "placed_at",
            "remark",
            "created_at",
        ];
        fn into_values(self) -> ::std::vec::Vec<::redshift_orm::__private::InsertValue> {
            ::std::vec::Vec::from([
                <CustomerId as ::redshift_orm::__private::ColumnField>::given(
                    self.customer_id,
                ),
                <DateTime<
                    Utc,
                > as ::redshift_orm::__private::ColumnField>::given(self.placed_at),
                <Option<
                    String,
                > as ::redshift_orm::__private::ColumnField>::given(self.note),
                <NaiveDateTime as ::redshift_orm::__private::ColumnField>::given_or_default(
                    self.created_at,
                ),
            ])
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::UpsertRow<Order> for Order {
        type Columns = <Order as ::redshift_orm::__private::Model>::Columns;
        const COLUMNS: &'static [&'static str] = &[
            "id",
            "customer_id",
            "placed_at",
            "remark",
            "created_at",
        ];
        fn columns(__source: ::redshift_orm::__private::Source) -> Self::Columns {
            <Order as ::redshift_orm::__private::Model>::columns(__source)
        }
        fn into_values(self) -> ::std::vec::Vec<::redshift_orm::__private::InsertValue> {
            ::std::vec::Vec::from([
                <i64 as ::redshift_orm::__private::ColumnField>::given(self.id),
                <CustomerId as ::redshift_orm::__private::ColumnField>::given(
                    self.customer_id,
                ),
                <DateTime<
                    Utc,
                > as ::redshift_orm::__private::ColumnField>::given(self.placed_at),
                <Option<
                    String,
                > as ::redshift_orm::__private::ColumnField>::given(self.note),
                <NaiveDateTime as ::redshift_orm::__private::ColumnField>::given(
                    self.created_at,
                ),
            ])
        }
    }
    #[allow(
        dead_code,
        missing_debug_implementations,
        missing_docs,
        non_snake_case,
        private_interfaces
    )]
    pub struct NewOrderColumns {
        pub customer_id: ::redshift_orm::__private::Column<
            <CustomerId as ::redshift_orm::__private::ColumnField>::Type,
            <CustomerId as ::redshift_orm::__private::ColumnField>::Nullability,
        >,
        pub placed_at: ::redshift_orm::__private::Column<
            DateTime<Utc>,
            ::redshift_orm::__private::NotNull,
        >,
        pub note: ::redshift_orm::__private::Column<
            String,
            ::redshift_orm::__private::Null,
        >,
        pub created_at: ::redshift_orm::__private::Column<
            NaiveDateTime,
            ::redshift_orm::__private::NotNull,
        >,
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::UpsertRow<Order> for NewOrder {
        type Columns = NewOrderColumns;
        const COLUMNS: &'static [&'static str] = <NewOrder as ::redshift_orm::__private::NewRow>::COLUMNS;
        fn columns(__source: ::redshift_orm::__private::Source) -> NewOrderColumns {
            NewOrderColumns {
                customer_id: ::redshift_orm::__private::Column::named(
                    __source,
                    "customer_id",
                ),
                placed_at: ::redshift_orm::__private::Column::named(
                    __source,
                    "placed_at",
                ),
                note: ::redshift_orm::__private::Column::named(__source, "remark"),
                created_at: ::redshift_orm::__private::Column::named(
                    __source,
                    "created_at",
                ),
            }
        }
        fn into_values(self) -> ::std::vec::Vec<::redshift_orm::__private::InsertValue> {
            <NewOrder as ::redshift_orm::__private::NewRow>::into_values(self)
        }
    }
    #[automatically_derived]
    impl ::core::clone::Clone for NewOrder
    where
        for<'__a> CustomerId: ::core::clone::Clone,
    {
        fn clone(&self) -> Self {
            NewOrder {
                customer_id: ::core::clone::Clone::clone(&self.customer_id),
                placed_at: ::core::clone::Clone::clone(&self.placed_at),
                note: ::core::clone::Clone::clone(&self.note),
                created_at: ::core::clone::Clone::clone(&self.created_at),
            }
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Debug for NewOrder
    where
        for<'__a> CustomerId: ::core::fmt::Debug,
    {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.debug_struct("NewOrder")
                .field("customer_id", &self.customer_id)
                .field("placed_at", &self.placed_at)
                .field("note", &self.note)
                .field("created_at", &self.created_at)
                .finish()
        }
    }
    #[automatically_derived]
    impl ::core::cmp::PartialEq for NewOrder
    where
        for<'__a> CustomerId: ::core::cmp::PartialEq,
    {
        fn eq(&self, __other: &Self) -> bool {
            true && self.customer_id == __other.customer_id
                && self.placed_at == __other.placed_at && self.note == __other.note
                && self.created_at == __other.created_at
        }
    }
    #[automatically_derived]
    impl<
        '__a,
        A: ::redshift_orm::__private::InsertItem<
                '__a,
                CustomerId,
                ::redshift_orm::__private::WithoutDefault,
            >,
        B: ::redshift_orm::__private::InsertItem<
                '__a,
                DateTime<Utc>,
                ::redshift_orm::__private::WithoutDefault,
            >,
        C: ::redshift_orm::__private::InsertItem<
                '__a,
                Option<String>,
                ::redshift_orm::__private::WithoutDefault,
            >,
        D: ::redshift_orm::__private::InsertItem<
                '__a,
                NaiveDateTime,
                ::redshift_orm::__private::WithDefault,
            >,
    > ::redshift_orm::__private::InsertFields<'__a> for InsertOrder<A, B, C, D> {
        type Row = NewOrder;
        type Levels = (
            <A as ::redshift_orm::__private::InsertPart<'__a>>::Level,
            (
                <B as ::redshift_orm::__private::InsertPart<'__a>>::Level,
                (
                    <C as ::redshift_orm::__private::InsertPart<'__a>>::Level,
                    (<D as ::redshift_orm::__private::InsertPart<'__a>>::Level, ()),
                ),
            ),
        );
        type Columns = InsertOrder<
            <A as ::redshift_orm::__private::InsertPart<'__a>>::Column,
            <B as ::redshift_orm::__private::InsertPart<'__a>>::Column,
            <C as ::redshift_orm::__private::InsertPart<'__a>>::Column,
            <D as ::redshift_orm::__private::InsertPart<'__a>>::Column,
        >;
        fn given() -> ::std::vec::Vec<&'static str> {
            ::redshift_orm::__private::given(
                &[
                    (
                        <A as ::redshift_orm::__private::InsertPart<'__a>>::GIVEN,
                        "customer_id",
                    ),
                    (
                        <B as ::redshift_orm::__private::InsertPart<'__a>>::GIVEN,
                        "placed_at",
                    ),
                    (
                        <C as ::redshift_orm::__private::InsertPart<'__a>>::GIVEN,
                        "remark",
                    ),
                    (
                        <D as ::redshift_orm::__private::InsertPart<'__a>>::GIVEN,
                        "created_at",
                    ),
                ],
            )
        }
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            <A as ::redshift_orm::__private::InsertPart<
                '__a,
            >>::push_to(self.customer_id, __list);
            <B as ::redshift_orm::__private::InsertPart<
                '__a,
            >>::push_to(self.placed_at, __list);
            <C as ::redshift_orm::__private::InsertPart<
                '__a,
            >>::push_to(self.note, __list);
            <D as ::redshift_orm::__private::InsertPart<
                '__a,
            >>::push_to(self.created_at, __list);
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> Self::Columns {
            InsertOrder {
                customer_id: <A as ::redshift_orm::__private::InsertPart<
                    '__a,
                >>::column(__source, __index),
                placed_at: <B as ::redshift_orm::__private::InsertPart<
                    '__a,
                >>::column(__source, __index),
                note: <C as ::redshift_orm::__private::InsertPart<
                    '__a,
                >>::column(__source, __index),
                created_at: <D as ::redshift_orm::__private::InsertPart<
                    '__a,
                >>::column(__source, __index),
            }
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<NewOrder> {
            ::core::result::Result::Ok(NewOrder {
                customer_id: match <CustomerId as ::redshift_orm::__private::ColumnField>::next(
                    __row,
                ) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                placed_at: match <DateTime<
                    Utc,
                > as ::redshift_orm::__private::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                note: match <Option<
                    String,
                > as ::redshift_orm::__private::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                created_at: if <D as ::redshift_orm::__private::InsertPart<
                    '__a,
                >>::GIVEN {
                    ::redshift_orm::__private::Defaulted::Value(
                        match <NaiveDateTime as ::redshift_orm::__private::ColumnField>::next(
                            __row,
                        ) {
                            ::core::result::Result::Ok(__value) => __value,
                            ::core::result::Result::Err(__error) => {
                                return ::core::result::Result::Err(__error);
                            }
                        },
                    )
                } else {
                    ::redshift_orm::__private::Defaulted::Default
                },
            })
        }
    }
    #[automatically_derived]
    impl<A, B, C, D> ::core::fmt::Debug for InsertOrder<A, B, C, D> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("InsertOrder")
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a, A, B, C, D> ::redshift_orm::__private::Selection<'__a>
    for InsertOrder<A, B, C, D>
    where
        Self: ::redshift_orm::__private::InsertFields<'__a>,
    {
        type Row = <Self as ::redshift_orm::__private::InsertFields<'__a>>::Row;
        type Levels = <Self as ::redshift_orm::__private::InsertFields<'__a>>::Levels;
        type Columns = <Self as ::redshift_orm::__private::InsertFields<'__a>>::Columns;
        fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            <Self as ::redshift_orm::__private::InsertFields<
                '__a,
            >>::push_to(self, __list);
        }
        fn columns(
            __source: ::redshift_orm::__private::Source,
            __index: &mut u16,
        ) -> Self::Columns {
            <Self as ::redshift_orm::__private::InsertFields<
                '__a,
            >>::columns(__source, __index)
        }
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self::Row> {
            <Self as ::redshift_orm::__private::InsertFields<'__a>>::read(__row)
        }
    }
    #[automatically_derived]
    impl<
        A: ::redshift_orm::__private::SourceColumns,
        B: ::redshift_orm::__private::SourceColumns,
        C: ::redshift_orm::__private::SourceColumns,
        D: ::redshift_orm::__private::SourceColumns,
    > ::redshift_orm::__private::SourceColumns for InsertOrder<A, B, C, D> {
        type Nullable = InsertOrder<A::Nullable, B::Nullable, C::Nullable, D::Nullable>;
        fn into_nullable(self) -> Self::Nullable {
            InsertOrder {
                customer_id: ::redshift_orm::__private::SourceColumns::into_nullable(
                    self.customer_id,
                ),
                placed_at: ::redshift_orm::__private::SourceColumns::into_nullable(
                    self.placed_at,
                ),
                note: ::redshift_orm::__private::SourceColumns::into_nullable(self.note),
                created_at: ::redshift_orm::__private::SourceColumns::into_nullable(
                    self.created_at,
                ),
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a, A, B, C, D> ::redshift_orm::__private::InsertRow<'__a, Order>
    for InsertOrder<A, B, C, D>
    where
        Self: ::redshift_orm::__private::InsertFields<'__a>,
    {
        type Levels = <Self as ::redshift_orm::__private::InsertFields<'__a>>::Levels;
        fn given() -> ::std::vec::Vec<&'static str> {
            <Self as ::redshift_orm::__private::InsertFields<'__a>>::given()
        }
        fn push_row(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            <Self as ::redshift_orm::__private::InsertFields<
                '__a,
            >>::push_to(self, __list);
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a, A, B, C, D> ::redshift_orm::__private::InsertRow<'__a, Order>
    for (A, B, C, D)
    where
        InsertOrder<A, B, C, D>: ::redshift_orm::__private::InsertFields<'__a>,
    {
        type Levels = <InsertOrder<
            A,
            B,
            C,
            D,
        > as ::redshift_orm::__private::InsertFields<'__a>>::Levels;
        fn given() -> ::std::vec::Vec<&'static str> {
            <InsertOrder<
                A,
                B,
                C,
                D,
            > as ::redshift_orm::__private::InsertFields<'__a>>::given()
        }
        fn push_row(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
            <InsertOrder<
                A,
                B,
                C,
                D,
            > as ::redshift_orm::__private::InsertFields<
                '__a,
            >>::push_to(
                InsertOrder {
                    customer_id: self.0,
                    placed_at: self.1,
                    note: self.2,
                    created_at: self.3,
                },
                __list,
            );
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::BaseTable for Order {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::IdentityKey for Order {
        type Id = <i64 as ::redshift_orm::__private::ColumnField>::Type;
        const KEY: &'static str = "id";
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::DistributedByKey for Order {
        type DistKey = ::redshift_orm::__private::Column<
            <CustomerId as ::redshift_orm::__private::ColumnField>::Type,
            <CustomerId as ::redshift_orm::__private::ColumnField>::Nullability,
        >;
        fn dist_key(__columns: OrderColumns) -> Self::DistKey {
            __columns.customer_id
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::SortedByColumn for Order {
        type SortKey = ::redshift_orm::__private::Column<
            DateTime<Utc>,
            ::redshift_orm::__private::NotNull,
        >;
        fn sort_key(__columns: OrderColumns) -> Self::SortKey {
            __columns.placed_at
        }
    }
    ::redshift_orm::__private::inventory::submit! {
        ::redshift_orm::__private::Registered::of:: < Order > ()
    }
    const _: () = ::redshift_orm::__private::schema::rules::require(
        ::redshift_orm::__private::schema::rules::size_suits(
            <CustomerId as ::redshift_orm::__private::ColumnField>::KIND.base,
            <CustomerId as ::redshift_orm::__private::ColumnField>::KIND.sizing,
            ::redshift_orm::__private::schema::Size::Default,
            4u32,
        ),
    );
    const _: () = ::redshift_orm::__private::schema::rules::require(
        ::redshift_orm::__private::schema::rules::distkey_suits(
            <Order as ::redshift_orm::__private::Model>::TABLE.columns[1usize].data_type,
        ),
    );
    const _: () = ::redshift_orm::__private::schema::rules::require(
        ::redshift_orm::__private::schema::rules::encoding_suits(
            <Order as ::redshift_orm::__private::Model>::TABLE.columns[2usize].data_type,
            ::redshift_orm::__private::schema::Encoding::Az64,
        ),
    );
    const _: () = ::redshift_orm::__private::schema::rules::require(
        ::redshift_orm::__private::schema::rules::size_suits(
            <Option<String> as ::redshift_orm::__private::ColumnField>::KIND.base,
            <Option<String> as ::redshift_orm::__private::ColumnField>::KIND.sizing,
            ::redshift_orm::__private::schema::Size::Varchar(200u32),
            4u32,
        ),
    );
    const _: () = ::redshift_orm::__private::schema::rules::require(
        ::redshift_orm::__private::schema::rules::sortkey_suits(
            <Order as ::redshift_orm::__private::Model>::TABLE.columns[1usize].data_type,
        ),
    );
    const _: () = ::redshift_orm::__private::schema::rules::require(
        ::redshift_orm::__private::schema::rules::foreign_key(
            &<Order as ::redshift_orm::__private::Model>::TABLE,
            &<Order as ::redshift_orm::__private::Model>::TABLE.foreign_keys[0usize],
            &<Customer as ::redshift_orm::__private::Model>::TABLE,
        ),
    );
};
