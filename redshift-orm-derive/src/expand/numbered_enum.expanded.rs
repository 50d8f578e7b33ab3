const _: () = {
    #[automatically_derived]
    impl ::redshift_orm::__private::SqlType for Priority {
        const DATA_TYPE: ::redshift_orm::__private::schema::DataType = ::redshift_orm::__private::schema::DataType::SmallInt;
        fn into_value(self) -> ::redshift_orm::__private::Value<'static> {
            ::redshift_orm::__private::Value::SmallInt(self as i16)
        }
        fn read(
            __cell: ::redshift_orm::__private::Cell<'_>,
        ) -> ::core::result::Result<Self, ::redshift_orm::__private::CellError> {
            match <i16 as ::redshift_orm::__private::SqlType>::read(__cell)? {
                __number if __number == Self::Low as i16 => {
                    ::core::result::Result::Ok(Self::Low)
                }
                __number if __number == Self::High as i16 => {
                    ::core::result::Result::Ok(Self::High)
                }
                _ => {
                    ::core::result::Result::Err(
                        ::redshift_orm::__private::CellError::new(
                            "the value is not the number of a variant of `Priority`",
                        ),
                    )
                }
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::FromRow for Priority {
        fn from_row(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self> {
            __row.next()
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Ordered for Priority {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Listed for Priority {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Hashed for Priority {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Element for Priority {}
};
