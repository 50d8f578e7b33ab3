const _: () = {
    use ::redshift_orm::__private as __orm;
    #[automatically_derived]
    impl __orm::SqlType for CustomerId {
        const DATA_TYPE: __orm::schema::DataType = <i64 as __orm::SqlType>::DATA_TYPE;
        const SIZING: __orm::Sizing = <i64 as __orm::SqlType>::SIZING;
        fn into_value(self) -> __orm::Value<'static> {
            <i64 as __orm::SqlType>::into_value(self.0)
        }
        fn read(
            __cell: __orm::Cell<'_>,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            <i64 as __orm::SqlType>::read(__cell).map(Self)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::FromRow for CustomerId {
        fn from_row(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            __row.next()
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Ordered for CustomerId
    where
        for<'__a> i64: __orm::Ordered,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Characters for CustomerId
    where
        for<'__a> i64: __orm::Characters,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Listed for CustomerId
    where
        for<'__a> i64: __orm::Listed,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Hashed for CustomerId
    where
        for<'__a> i64: __orm::Hashed,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Element for CustomerId
    where
        for<'__a> i64: __orm::Element,
    {}
};
