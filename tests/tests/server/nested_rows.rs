//! Selected structs in one another.

use redshift_orm::prelude::*;
use redshift_orm_tests::server;

#[derive(Debug, Clone, PartialEq, Model)]
struct Buyer {
    #[redshift(primary_key)]
    id: i64,
    name: String,
    payload: Option<serde_json::Value>,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct Sale {
    #[redshift(primary_key)]
    id: i64,
    buyer_id: i64,
    #[redshift(decimal(12, 2))]
    total: Decimal,
}

#[derive(Debug, PartialEq, Selectable)]
struct Sums {
    count: i64,
    total: Option<Decimal>,
}

#[derive(Debug, PartialEq, Selectable)]
struct BuyerSums {
    name: String,
    #[redshift(nested)]
    sums: Sums,
}

#[derive(Debug, PartialEq, Selectable)]
struct Line {
    #[redshift(nested)]
    buyer: Buyer,
    #[redshift(nested)]
    sale: Option<Sale>,
    half: Option<Decimal>,
}

async fn sold() -> Database {
    let db = server::database().await;
    Schema::of::<(Buyer, Sale)>().create_all(&db).await.unwrap();
    let buyer = |id, name: &str| NewBuyer { id, name: name.into(), payload: None };
    Buyer::insert_many([buyer(1, "Ada"), buyer(2, "Bob")]).execute(&db).await.unwrap();
    let sale = |id, total| NewSale { id, buyer_id: 1, total };
    Sale::insert_many([sale(1, dec!(2.50)), sale(2, dec!(4.00))]).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn a_struct_in_a_struct() {
    let db = sold().await;
    let sums = || {
        Buyer::query().join(Sale::query(), |(b, s)| b.id.eq(s.buyer_id)).group_by(|(b, _)| b.name).select(
            |name, (_, s)| SelectBuyerSums { name, sums: SelectSums { count: count_star(), total: s.total.sum() } },
        )
    };
    let ada = || BuyerSums { name: "Ada".into(), sums: Sums { count: 2, total: Some(dec!(6.50)) } };
    assert_eq!(sums().order_by(|b| b.sums.total.desc()).all(&db).await.unwrap(), [ada()]);

    // As a derived table, on the side of an outer join that may have no match.
    let rows = Buyer::query()
        .left_join(sums(), |(b, sums)| b.name.eq(sums.name))
        .filter(|(_, sums)| sums.sums.count.is_null().or(sums.sums.count.gt(1)))
        .order_by(|(b, _)| b.id.asc())
        .select(|(b, sums)| (b.name, sums))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, [("Ada".to_owned(), Some(ada())), ("Bob".to_owned(), None)]);
}

#[tokio::test]
async fn models_in_a_struct() {
    let db = sold().await;
    let lines = Buyer::query()
        .left_join(Sale::query(), |(b, s)| b.id.eq(s.buyer_id))
        .order_by(|(b, s)| (b.id.asc(), s.id.asc()))
        .select(|(b, s)| SelectLine { buyer: b, sale: s, half: (s.total / dec!(2)).cast_decimal(12, 2) });
    let read = lines.clone().all(&db).await.unwrap();
    let buyer = |id, name: &str| Buyer { id, name: name.into(), payload: None };
    let sale = |id, total| Some(Sale { id, buyer_id: 1, total });
    assert_eq!(
        read,
        [
            Line { buyer: buyer(1, "Ada"), sale: sale(1, dec!(2.50)), half: Some(dec!(1.25)) },
            Line { buyer: buyer(1, "Ada"), sale: sale(2, dec!(4.00)), half: Some(dec!(2.00)) },
            Line { buyer: buyer(2, "Bob"), sale: None, half: None },
        ]
    );
    // As a derived table, whose columns are the nested ones.
    let totals = lines.derived().filter(|line| line.sale.total.gt(dec!(3))).select(|line| (line.buyer.name, line.half));
    assert_eq!(totals.all(&db).await.unwrap(), [("Ada".to_owned(), Some(dec!(2.00)))]);
}
