const _: () = {
    use ::redshift_orm::__private as __orm;
    #[automatically_derived]
    impl __orm::SqlType for Priority {
        const DATA_TYPE: __orm::schema::DataType = __orm::schema::DataType::SmallInt;
        fn into_value(self) -> __orm::Value<'static> {
            __orm::Value::SmallInt(self as i16)
        }
        fn read(
            __cell: __orm::Cell<'_>,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            match <i16 as __orm::SqlType>::read(__cell)? {
                __number if __number == Self::Low as i16 => {
                    ::core::result::Result::Ok(Self::Low)
                }
                __number if __number == Self::High as i16 => {
                    ::core::result::Result::Ok(Self::High)
                }
                _ => {
                    ::core::result::Result::Err(
                        __orm::CellError::new(
                            "the value is not the number of a variant of `Priority`",
                        ),
                    )
                }
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::FromRow for Priority {
        fn from_row(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            __row.next()
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Ordered for Priority {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Listed for Priority {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Hashed for Priority {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Element for Priority {}
};
