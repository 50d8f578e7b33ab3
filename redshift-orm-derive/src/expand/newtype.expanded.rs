const _: () = {
    #[automatically_derived]
    impl ::redshift_orm::__private::SqlType for CustomerId {
        const DATA_TYPE: ::redshift_orm::__private::schema::DataType = <i64 as ::redshift_orm::__private::SqlType>::DATA_TYPE;
        const SIZING: ::redshift_orm::__private::Sizing = <i64 as ::redshift_orm::__private::SqlType>::SIZING;
        fn into_value(self) -> ::redshift_orm::__private::Value<'static> {
            <i64 as ::redshift_orm::__private::SqlType>::into_value(self.0)
        }
        fn read(
            __cell: ::redshift_orm::__private::Cell<'_>,
        ) -> ::core::result::Result<Self, ::redshift_orm::__private::CellError> {
            <i64 as ::redshift_orm::__private::SqlType>::read(__cell).map(Self)
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::FromRow for CustomerId {
        fn from_row(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self> {
            __row.next()
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Ordered for CustomerId
    where
        for<'__a> i64: ::redshift_orm::__private::Ordered,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Characters for CustomerId
    where
        for<'__a> i64: ::redshift_orm::__private::Characters,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Listed for CustomerId
    where
        for<'__a> i64: ::redshift_orm::__private::Listed,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Hashed for CustomerId
    where
        for<'__a> i64: ::redshift_orm::__private::Hashed,
    {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Element for CustomerId
    where
        for<'__a> i64: ::redshift_orm::__private::Element,
    {}
};
