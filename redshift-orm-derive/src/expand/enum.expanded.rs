const _: () = {
    use ::redshift_orm::__private as __orm;
    #[automatically_derived]
    impl __orm::SqlType for Status {
        const DATA_TYPE: __orm::schema::DataType = __orm::schema::DataType::Varchar(
            10u32,
        );
        fn into_value(self) -> __orm::Value<'static> {
            __orm::variant_name(
                match self {
                    Self::Open => "open",
                    Self::InTransit => "in_transit",
                    Self::Returned => "zurück",
                },
            )
        }
        fn read(
            __cell: __orm::Cell<'_>,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            match __orm::text(__cell)? {
                "open" => ::core::result::Result::Ok(Self::Open),
                "in_transit" => ::core::result::Result::Ok(Self::InTransit),
                "zurück" => ::core::result::Result::Ok(Self::Returned),
                _ => {
                    ::core::result::Result::Err(
                        __orm::CellError::new(
                            "the value is not the name of a variant of `Status`",
                        ),
                    )
                }
            }
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::FromRow for Status {
        fn from_row(__row: &mut __orm::RowReader<'_>) -> __orm::Result<Self> {
            __row.next()
        }
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Listed for Status {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Hashed for Status {
        type Proof = ();
    }
    #[diagnostic::do_not_recommend]
    #[automatically_derived]
    impl __orm::Element for Status {}
};
