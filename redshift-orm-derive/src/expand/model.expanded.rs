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
    use ::redshift_orm::__private as __orm;
    fn __columns(__origin: __orm::Origin) -> OrderColumns {
        OrderColumns {
            id: __orm::Origin::column(__origin, 0, "id"),
            customer_id: __orm::Origin::column(__origin, 1, "customer_id"),
            placed_at: __orm::Origin::column(__origin, 2, "placed_at"),
            note: __orm::Origin::column(__origin, 3, "remark"),
            created_at: __orm::Origin::column(__origin, 4, "created_at"),
            __origin,
        }
    }
    fn __nullable_columns(__origin: __orm::Origin) -> OrderNullableColumns {
        OrderNullableColumns {
            id: __orm::Origin::column(__origin, 0, "id"),
            customer_id: __orm::Origin::column(__origin, 1, "customer_id"),
            placed_at: __orm::Origin::column(__origin, 2, "placed_at"),
            note: __orm::Origin::column(__origin, 3, "remark"),
            created_at: __orm::Origin::column(__origin, 4, "created_at"),
            __origin,
        }
    }
    #[automatically_derived]
    impl __orm::Model for Order {
        const NAME: __orm::schema::TableName<'static> = __orm::schema::TableName {
            schema: ::core::option::Option::Some("sales"),
            name: "orders",
        };
        const TABLE: __orm::schema::Table<'static> = __orm::schema::Table {
            name: Self::NAME,
            columns: &[
                __orm::schema::Column {
                    default: __orm::schema::ColumnDefault::Identity(__orm::schema::Identity {
                        seed: 1i64,
                        step: 1i64,
                    }),
                    ..__orm::column(
                        "id",
                        <i64 as __orm::ColumnField>::KIND,
                        __orm::schema::Size::Default,
                        4u32,
                    )
                },
                __orm::column(
                    "customer_id",
                    <CustomerId as __orm::ColumnField>::KIND,
                    __orm::schema::Size::Default,
                    4u32,
                ),
                __orm::schema::Column {
                    encoding: ::core::option::Option::Some(
                        __orm::schema::Encoding::Az64,
                    ),
                    ..__orm::column(
                        "placed_at",
                        <DateTime<Utc> as __orm::ColumnField>::KIND,
                        __orm::schema::Size::Default,
                        4u32,
                    )
                },
                __orm::column(
                    "remark",
                    <Option<String> as __orm::ColumnField>::KIND,
                    __orm::schema::Size::Varchar(200u32),
                    4u32,
                ),
                __orm::schema::Column {
                    default: __orm::schema::ColumnDefault::Sql("getdate()"),
                    ..__orm::column(
                        "created_at",
                        <NaiveDateTime as __orm::ColumnField>::KIND,
                        __orm::schema::Size::Default,
                        4u32,
                    )
                },
            ],
            distkey: ::core::option::Option::Some("customer_id"),
            sortkey: __orm::schema::SortKey::Compound(&["placed_at", "customer_id"]),
            primary_key: &["id"],
            foreign_keys: &[
                __orm::schema::ForeignKey {
                    columns: &["customer_id"],
                    table: <Customer as __orm::Model>::NAME,
                    references: &[],
                },
            ],
            ..__orm::BARE_TABLE
        };
        const RENAMED: &'static [(&'static str, &'static str)] = &[("note", "remark")];
        type Columns = OrderColumns;
        type New = NewOrder;
        fn columns(__source: __orm::Source) -> OrderColumns {
            __columns(__orm::Origin::of_table(__source))
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            ::core::result::Result::Ok(Self {
                id: match <i64 as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                customer_id: match <CustomerId as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                placed_at: match <DateTime<Utc> as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                note: match <Option<String> as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                created_at: match <NaiveDateTime as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
            })
        }
    }
    #[automatically_derived]
    impl __orm::ModelColumns for OrderColumns {
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
    impl __orm::SourceColumns for OrderColumns {
        type Nullable = OrderNullableColumns;
        fn into_nullable(self) -> OrderNullableColumns {
            __nullable_columns(self.__origin)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> __orm::Selection<'__a> for OrderColumns {
        type Row = Order;
        type Levels = __orm::Row;
        type Columns = OrderColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            __list.table(&<Order as __orm::Model>::TABLE, self.__origin);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> OrderColumns {
            __columns(__orm::Origin::nth(__source, __index, 5))
        }
        fn of_table(__source: __orm::Source) -> OrderColumns {
            __columns(__orm::Origin::of_table(__source))
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Order> {
            <Order as __orm::Model>::read(__row)
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
    impl __orm::SourceColumns for OrderNullableColumns {
        type Nullable = OrderNullableColumns;
        fn into_nullable(self) -> OrderNullableColumns {
            self
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a> __orm::Selection<'__a> for OrderNullableColumns {
        type Row = ::core::option::Option<Order>;
        type Levels = __orm::Row;
        type Columns = OrderNullableColumns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            __list.nullable_table(&<Order as __orm::Model>::TABLE, self.__origin);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> OrderNullableColumns {
            __nullable_columns(__orm::Origin::nth(__source, __index, 5))
        }
        fn read(
            __row: &mut __orm::RowReader<'_>,
        ) -> __orm::Result<::core::option::Option<Order>> {
            __orm::read_optional::<Order>(__row)
        }
    }
    #[automatically_derived]
    impl __orm::NewRow for NewOrder {
        const COLUMNS: &'static [&'static str] = &[
            "customer_id",
            "placed_at",
            "remark",
            "created_at",
        ];
        fn into_values(self) -> ::std::vec::Vec<__orm::InsertValue> {
            ::std::vec::Vec::from([
                <CustomerId as __orm::ColumnField>::given(self.customer_id),
                <DateTime<Utc> as __orm::ColumnField>::given(self.placed_at),
                <Option<String> as __orm::ColumnField>::given(self.note),
                <NaiveDateTime as __orm::ColumnField>::given_or_default(self.created_at),
            ])
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::UpsertRow<Order> for Order {
        type Columns = <Order as __orm::Model>::Columns;
        const COLUMNS: &'static [&'static str] = &[
            "id",
            "customer_id",
            "placed_at",
            "remark",
            "created_at",
        ];
        fn columns(__source: __orm::Source) -> Self::Columns {
            <Order as __orm::Model>::columns(__source)
        }
        fn into_values(self) -> ::std::vec::Vec<__orm::InsertValue> {
            ::std::vec::Vec::from([
                <i64 as __orm::ColumnField>::given(self.id),
                <CustomerId as __orm::ColumnField>::given(self.customer_id),
                <DateTime<Utc> as __orm::ColumnField>::given(self.placed_at),
                <Option<String> as __orm::ColumnField>::given(self.note),
                <NaiveDateTime as __orm::ColumnField>::given(self.created_at),
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
    impl __orm::UpsertRow<Order> for NewOrder {
        type Columns = NewOrderColumns;
        const COLUMNS: &'static [&'static str] = <NewOrder as __orm::NewRow>::COLUMNS;
        fn columns(__source: __orm::Source) -> NewOrderColumns {
            NewOrderColumns {
                customer_id: __orm::Column::named(__source, "customer_id"),
                placed_at: __orm::Column::named(__source, "placed_at"),
                note: __orm::Column::named(__source, "remark"),
                created_at: __orm::Column::named(__source, "created_at"),
            }
        }
        fn into_values(self) -> ::std::vec::Vec<__orm::InsertValue> {
            <NewOrder as __orm::NewRow>::into_values(self)
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
        A: __orm::InsertItem<'__a, CustomerId, __orm::WithoutDefault>,
        B: __orm::InsertItem<'__a, DateTime<Utc>, __orm::WithoutDefault>,
        C: __orm::InsertItem<'__a, Option<String>, __orm::WithoutDefault>,
        D: __orm::InsertItem<'__a, NaiveDateTime, __orm::WithDefault>,
    > __orm::InsertFields<'__a> for InsertOrder<A, B, C, D> {
        type Row = NewOrder;
        type Levels = (
            <A as __orm::InsertPart<'__a>>::Level,
            (
                <B as __orm::InsertPart<'__a>>::Level,
                (
                    <C as __orm::InsertPart<'__a>>::Level,
                    (<D as __orm::InsertPart<'__a>>::Level, ()),
                ),
            ),
        );
        type Columns = InsertOrder<
            <A as __orm::InsertPart<'__a>>::Column,
            <B as __orm::InsertPart<'__a>>::Column,
            <C as __orm::InsertPart<'__a>>::Column,
            <D as __orm::InsertPart<'__a>>::Column,
        >;
        fn given() -> ::std::vec::Vec<&'static str> {
            __orm::given(
                &[
                    (<A as __orm::InsertPart<'__a>>::GIVEN, "customer_id"),
                    (<B as __orm::InsertPart<'__a>>::GIVEN, "placed_at"),
                    (<C as __orm::InsertPart<'__a>>::GIVEN, "remark"),
                    (<D as __orm::InsertPart<'__a>>::GIVEN, "created_at"),
                ],
            )
        }
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            <A as __orm::InsertPart<'__a>>::push_to(self.customer_id, __list);
            <B as __orm::InsertPart<'__a>>::push_to(self.placed_at, __list);
            <C as __orm::InsertPart<'__a>>::push_to(self.note, __list);
            <D as __orm::InsertPart<'__a>>::push_to(self.created_at, __list);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> Self::Columns {
            InsertOrder {
                customer_id: <A as __orm::InsertPart<'__a>>::column(__source, __index),
                placed_at: <B as __orm::InsertPart<'__a>>::column(__source, __index),
                note: <C as __orm::InsertPart<'__a>>::column(__source, __index),
                created_at: <D as __orm::InsertPart<'__a>>::column(__source, __index),
            }
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<NewOrder> {
            ::core::result::Result::Ok(NewOrder {
                customer_id: match <CustomerId as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                placed_at: match <DateTime<Utc> as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                note: match <Option<String> as __orm::ColumnField>::next(__row) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => {
                        return ::core::result::Result::Err(__error);
                    }
                },
                created_at: if <D as __orm::InsertPart<'__a>>::GIVEN {
                    __orm::Defaulted::Value(
                        match <NaiveDateTime as __orm::ColumnField>::next(__row) {
                            ::core::result::Result::Ok(__value) => __value,
                            ::core::result::Result::Err(__error) => {
                                return ::core::result::Result::Err(__error);
                            }
                        },
                    )
                } else {
                    __orm::Defaulted::Default
                },
            })
        }
    }
    #[automatically_derived]
    impl<
        A: ::core::marker::Copy,
        B: ::core::marker::Copy,
        C: ::core::marker::Copy,
        D: ::core::marker::Copy,
    > ::core::marker::Copy for InsertOrder<A, B, C, D> {}
    #[automatically_derived]
    impl<
        A: ::core::marker::Copy,
        B: ::core::marker::Copy,
        C: ::core::marker::Copy,
        D: ::core::marker::Copy,
    > ::core::clone::Clone for InsertOrder<A, B, C, D> {
        fn clone(&self) -> Self {
            *self
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
    impl<'__a, A, B, C, D> __orm::Selection<'__a> for InsertOrder<A, B, C, D>
    where
        Self: __orm::InsertFields<'__a>,
    {
        type Row = <Self as __orm::InsertFields<'__a>>::Row;
        type Levels = <Self as __orm::InsertFields<'__a>>::Levels;
        type Columns = <Self as __orm::InsertFields<'__a>>::Columns;
        fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
            <Self as __orm::InsertFields<'__a>>::push_to(self, __list);
        }
        fn columns(__source: __orm::Source, __index: &mut u16) -> Self::Columns {
            <Self as __orm::InsertFields<'__a>>::columns(__source, __index)
        }
        fn read(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self::Row> {
            <Self as __orm::InsertFields<'__a>>::read(__row)
        }
    }
    #[automatically_derived]
    impl<
        A: __orm::SourceColumns,
        B: __orm::SourceColumns,
        C: __orm::SourceColumns,
        D: __orm::SourceColumns,
    > __orm::SourceColumns for InsertOrder<A, B, C, D> {
        type Nullable = InsertOrder<A::Nullable, B::Nullable, C::Nullable, D::Nullable>;
        fn into_nullable(self) -> Self::Nullable {
            InsertOrder {
                customer_id: __orm::SourceColumns::into_nullable(self.customer_id),
                placed_at: __orm::SourceColumns::into_nullable(self.placed_at),
                note: __orm::SourceColumns::into_nullable(self.note),
                created_at: __orm::SourceColumns::into_nullable(self.created_at),
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a, A, B, C, D> __orm::InsertRow<'__a, Order> for InsertOrder<A, B, C, D>
    where
        Self: __orm::InsertFields<'__a>,
    {
        type Levels = <Self as __orm::InsertFields<'__a>>::Levels;
        fn given() -> ::std::vec::Vec<&'static str> {
            <Self as __orm::InsertFields<'__a>>::given()
        }
        fn push_row(self, __list: &mut __orm::SelectList<'__a>) {
            <Self as __orm::InsertFields<'__a>>::push_to(self, __list);
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl<'__a, A, B, C, D> __orm::InsertRow<'__a, Order> for (A, B, C, D)
    where
        InsertOrder<A, B, C, D>: __orm::InsertFields<'__a>,
    {
        type Levels = <InsertOrder<A, B, C, D> as __orm::InsertFields<'__a>>::Levels;
        fn given() -> ::std::vec::Vec<&'static str> {
            <InsertOrder<A, B, C, D> as __orm::InsertFields<'__a>>::given()
        }
        fn push_row(self, __list: &mut __orm::SelectList<'__a>) {
            <InsertOrder<
                A,
                B,
                C,
                D,
            > as __orm::InsertFields<
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
    impl __orm::BaseTable for Order {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::IdentityKey for Order {
        type Id = <i64 as __orm::ColumnField>::Type;
        const KEY: &'static str = "id";
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::DistributedByKey for Order {
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
    impl __orm::SortedByColumn for Order {
        type SortKey = ::redshift_orm::__private::Column<
            DateTime<Utc>,
            ::redshift_orm::__private::NotNull,
        >;
        fn sort_key(__columns: OrderColumns) -> Self::SortKey {
            __columns.placed_at
        }
    }
    __orm::inventory::submit! {
        __orm::Registered::of:: < Order > ()
    }
    const _: () = __orm::schema::rules::require(
        __orm::schema::rules::size_suits(
            <CustomerId as __orm::ColumnField>::KIND.base,
            <CustomerId as __orm::ColumnField>::KIND.sizing,
            __orm::schema::Size::Default,
            4u32,
        ),
    );
    const _: () = __orm::schema::rules::require(
        __orm::schema::rules::distkey_suits(
            <Order as __orm::Model>::TABLE.columns[1usize].data_type,
        ),
    );
    const _: () = __orm::schema::rules::require(
        __orm::schema::rules::encoding_suits(
            <Order as __orm::Model>::TABLE.columns[2usize].data_type,
            __orm::schema::Encoding::Az64,
        ),
    );
    const _: () = __orm::schema::rules::require(
        __orm::schema::rules::size_suits(
            <Option<String> as __orm::ColumnField>::KIND.base,
            <Option<String> as __orm::ColumnField>::KIND.sizing,
            __orm::schema::Size::Varchar(200u32),
            4u32,
        ),
    );
    const _: () = __orm::schema::rules::require(
        __orm::schema::rules::sortkey_suits(
            <Order as __orm::Model>::TABLE.columns[1usize].data_type,
        ),
    );
    const _: () = __orm::schema::rules::require(
        __orm::schema::rules::foreign_key(
            &<Order as __orm::Model>::TABLE,
            &<Order as __orm::Model>::TABLE.foreign_keys[0usize],
            &<Customer as __orm::Model>::TABLE,
        ),
    );
};
