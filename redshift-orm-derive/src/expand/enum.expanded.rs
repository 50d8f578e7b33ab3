const _: () = {
    #[automatically_derived]
    impl ::redshift_orm::__private::SqlType for Status {
        const DATA_TYPE: ::redshift_orm::__private::schema::DataType = ::redshift_orm::__private::schema::DataType::Varchar(
            10u32,
        );
        fn into_value(self) -> ::redshift_orm::__private::Value<'static> {
            ::redshift_orm::__private::variant_name(
                match self {
                    Self::Open => "open",
                    Self::InTransit => "in_transit",
                    Self::Returned => "zurück",
                },
            )
        }
        fn read(
            __cell: ::redshift_orm::__private::Cell<'_>,
        ) -> ::core::result::Result<Self, ::redshift_orm::__private::CellError> {
            match ::redshift_orm::__private::text(__cell)? {
                "open" => ::core::result::Result::Ok(Self::Open),
                "in_transit" => ::core::result::Result::Ok(Self::InTransit),
                "zurück" => ::core::result::Result::Ok(Self::Returned),
                _ => {
                    ::core::result::Result::Err(
                        ::redshift_orm::__private::CellError::new(
                            "the value is not the name of a variant of `Status`",
                        ),
                    )
                }
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::FromRow for Status {
        fn from_row(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self> {
            __row.next()
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Listed for Status {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Hashed for Status {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl ::redshift_orm::__private::Element for Status {}
};
