//! PIVOT and UNPIVOT: the examples of the manual's page (`r_FROM_clause-pivot-unpivot-examples`), and what else a server computes.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

use crate::models::{Everything, NewEverything, everything};

#[derive(Debug, Clone, PartialEq, Model)]
struct Part {
    partname: String,
    manufacturer: String,
    quality: Option<i32>,
    #[redshift(decimal(12, 2))]
    price: Decimal,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "bookings")]
struct Booking {
    booking_id: i32,
    #[redshift(char = 8)]
    hotel_code: String,
    booking_date: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct CountByColor {
    quality: String,
    red: i32,
    green: Option<i32>,
    blue: Option<i32>,
}

#[derive(Debug, PartialEq, Selectable)]
struct Maker {
    prices: [Option<Decimal>; 3],
    sizes: [i64; 2],
    name: String,
}

async fn parts() -> Database {
    let db = database().await;
    Part::create_table().execute(&db).await.unwrap();
    let part = |partname: &str, manufacturer: &str, quality, price| NewPart {
        partname: partname.into(),
        manufacturer: format!("{manufacturer} parts co"),
        quality,
        price,
    };
    let rows = [
        part("prop", "local", Some(2), dec!(10.00)),
        part("prop", "big", None, dec!(9.00)),
        part("prop", "small", Some(1), dec!(12.00)),
        part("rudder", "local", Some(1), dec!(2.50)),
        part("rudder", "big", Some(2), dec!(3.75)),
        part("rudder", "small", None, dec!(1.90)),
        part("wing", "local", None, dec!(7.50)),
        part("wing", "big", Some(1), dec!(15.20)),
        part("wing", "small", None, dec!(11.80)),
    ];
    Part::insert_many(rows).execute(&db).await.unwrap();
    db
}

async fn counts() -> Database {
    let db = database().await;
    CountByColor::create_table().execute(&db).await.unwrap();
    let count = |quality: &str, red, green, blue| NewCountByColor { quality: quality.into(), red, green, blue };
    let rows =
        [count("high", 15, Some(20), Some(7)), count("normal", 35, None, Some(40)), count("low", 10, Some(23), None)];
    CountByColor::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn averages_side_by_side() {
    let db = parts().await;
    let query = Part::query().pivot(|_| (), |p| p.price.avg(), |p| p.partname, ["prop", "rudder", "wing", "Keel"]);
    let row: [Option<Decimal>; 4] = query.clone().one(&db).await.unwrap();
    assert_eq!(row, [Some(dec!(10.33)), Some(dec!(2.71)), Some(dec!(11.50)), None]);
    assert_eq!(query.count(&db).await.unwrap(), 1);
}

#[tokio::test]
async fn counts_are_zero_where_there_are_no_rows() {
    let db = parts().await;
    let rows: Vec<(String, [i64; 3])> = Part::query()
        .pivot(|p| p.manufacturer, |_| count_star(), |p| p.quality, [Some(1), Some(2), None])
        .order_by(|(manufacturer, _)| manufacturer.asc())
        .all(&db)
        .await
        .unwrap();
    let named = |name: &str, counts| (format!("{name} parts co"), counts);
    assert_eq!(rows, [named("big", [1, 1, 1]), named("local", [1, 1, 1]), named("small", [1, 0, 2])]);
}

#[tokio::test]
async fn dates_of_an_expression() {
    let db = database().await;
    Booking::create_table().execute(&db).await.unwrap();
    let day = |day| NaiveDate::from_ymd_opt(2023, 2, day).unwrap();
    let rows = (1..).zip([1, 2, 4, 8, 11, 14, 21]).map(|(booking_id, of_the_month)| NewBooking {
        booking_id,
        hotel_code: "FOREST_L".into(),
        booking_date: day(of_the_month),
    });
    Booking::insert_many(rows).execute(&db).await.unwrap();
    let weeks: Vec<(String, [i64; 3])> = Booking::query()
        .pivot(
            |b| b.hotel_code,
            |b| b.booking_id.count(),
            |b| (b.booking_date.date_trunc(DatePart::Week) + days(5)).cast::<NaiveDate>(),
            [day(4), day(11), day(18)],
        )
        .all(&db)
        .await
        .unwrap();
    assert_eq!(weeks, [("FOREST_L".to_owned(), [3, 2, 1])]);
}

#[tokio::test]
async fn constants_of_every_type() {
    let db = database().await;
    Schema::of::<Everything>().create_all(&db).await.unwrap();
    let row = NewEverything { maybe_amount: Some(dec!(0.50)), ..everything("it's \\ here") };
    Everything::insert_many([row.clone(), everything("other")]).execute(&db).await.unwrap();
    /// How many rows have the value, of which there are two.
    macro_rules! counted {
        ($($column:ident)*) => { $(
            let counts = Everything::query().pivot(|_| (), |_| count_star(), |e| e.$column, [row.$column.clone()]);
            assert_eq!(counts.one(&db).await.unwrap(), [2], stringify!($column));
        )* };
    }
    counted! { small int real double flag code day time at instant token }
    let texts = Everything::query().pivot(|_| (), |_| count_star(), |e| e.text, ["it's \\ here", "neither"]);
    assert_eq!(texts.one(&db).await.unwrap(), [1, 0]);
    let nulls = Everything::query().pivot(|_| (), |_| count_star(), |e| e.maybe_amount, [None, Some(dec!(0.5))]);
    assert_eq!(nulls.one(&db).await.unwrap(), [1, 1]);
}

#[tokio::test]
async fn every_aggregate_of_a_join() {
    let db = parts().await;
    let priced = || {
        let cheapest = Part::query().group_by(|p| p.partname).select(|name, p| (name, p.price.min()));
        Part::query().join(cheapest, |(p, (name, _))| p.partname.eq(name)).filter(|(p, _)| p.quality.is_not_null())
    };
    // The rows: prop 10.00 of quality 2 and 12.00 of 1, rudder 2.50 of 1 and 3.75 of 2, wing 15.20 of 1.
    let sums: Vec<((String, Option<Decimal>), [Option<Decimal>; 2])> = priced()
        .pivot(|(p, (_, cheapest))| (p.partname, cheapest), |(p, _)| p.price.sum(), |(p, _)| p.quality, [1, 2])
        .order_by(|((name, _), _)| name.asc())
        .all(&db)
        .await
        .unwrap();
    let named = |name: &str, cheapest, sums| ((name.to_owned(), Some(cheapest)), sums);
    assert_eq!(
        sums,
        [
            named("prop", dec!(9.00), [Some(dec!(12.00)), Some(dec!(10.00))]),
            named("rudder", dec!(1.90), [Some(dec!(2.50)), Some(dec!(3.75))]),
            named("wing", dec!(7.50), [Some(dec!(15.20)), None]),
        ]
    );
    let most =
        priced().pivot(|_| (), |(p, _)| (p.price * dec!(2)).max(), |(p, _)| p.quality, [1]).one(&db).await.unwrap();
    assert_eq!(most, [Some(dec!(30.40))]);
    let least = priced().pivot(|_| (), |(p, _)| p.partname.min(), |(p, _)| p.quality, [2, 3]).one(&db).await.unwrap();
    assert_eq!(least, [Some("prop".to_owned()), None]);
    // SUM of integers is BIGINT, AVG too.
    let whole =
        Part::query().pivot(|_| (), |p| p.quality.sum(), |p| p.partname, ["prop", "wing"]).one(&db).await.unwrap();
    assert_eq!(whole, [Some(3_i64), Some(1)]);
    let whole =
        Part::query().pivot(|_| (), |p| p.quality.avg(), |p| p.partname, ["prop", "wing"]).one(&db).await.unwrap();
    assert_eq!(whole, [Some(1_i64), Some(1)]);
}

#[tokio::test]
async fn columns_become_rows() {
    let db = counts().await;
    let rows: Vec<(String, String, i32)> = CountByColor::query()
        .unpivot_columns(|c| c.quality, |c| (c.red, c.green, c.blue))
        .order_by(|(quality, color, _)| (quality.asc(), color.desc()))
        .all(&db)
        .await
        .unwrap();
    let row = |quality: &str, color: &str, count| (quality.to_owned(), color.to_owned(), count);
    assert_eq!(
        rows,
        [
            row("high", "red", 15),
            row("high", "green", 20),
            row("high", "blue", 7),
            row("low", "red", 10),
            row("low", "green", 23),
            row("normal", "red", 35),
            row("normal", "blue", 40),
        ]
    );
}

#[tokio::test]
async fn columns_become_rows_null_or_not() {
    let db = counts().await;
    let rows: Vec<(String, Option<i32>)> = CountByColor::query()
        .unpivot_columns_include_nulls(|_| (), |c| [("in green", c.green), ("o'blue", c.blue)])
        .order_by(|(color, count)| (color.asc(), count.asc()))
        .all(&db)
        .await
        .unwrap();
    let row = |color: &str, count| (color.to_owned(), count);
    assert_eq!(
        rows,
        [
            row("in green", Some(20)),
            row("in green", Some(23)),
            row("in green", None),
            row("o'blue", Some(7)),
            row("o'blue", Some(40)),
            row("o'blue", None),
        ]
    );
}

#[tokio::test]
async fn rows_become_columns_and_rows_again() {
    let db = parts().await;
    let totals: Vec<(String, i64)> = Part::query()
        .pivot(|p| p.manufacturer, |_| count_star(), |p| p.partname, ["prop", "wing"])
        .unpivot_columns(|(manufacturer, _)| manufacturer, |(_, [prop, wing])| (("prop", prop), ("wing", wing)))
        .group_by(|(_, name, _)| name)
        .select(|name, (_, _, parts)| (name, parts.count()))
        .order_by(|(name, _)| name.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(totals, [("prop".to_owned(), 3), ("wing".to_owned(), 3)]);
}

#[tokio::test]
async fn arrays_are_selected() {
    let db = parts().await;
    let rows: Vec<(String, [Decimal; 2])> = Part::query()
        .group_by(|p| p.partname)
        .select(|name, p| (name, [p.price.min(), p.price.max()]))
        .derived()
        .select(|(name, prices)| (name, prices.map(|price| price.coalesce(Decimal::ZERO))))
        .order_by(|(name, [lowest, _])| (lowest.asc(), name.asc()))
        .all(&db)
        .await
        .unwrap();
    let named = |name: &str, prices| (name.to_owned(), prices);
    assert_eq!(
        rows,
        [
            named("rudder", [dec!(1.90), dec!(3.75)]),
            named("wing", [dec!(7.50), dec!(15.20)]),
            named("prop", [dec!(9.00), dec!(12.00)]),
        ]
    );
    let makers: Vec<Maker> = Part::query()
        .pivot(|p| p.manufacturer, |p| p.price.max(), |p| p.partname, ["wing", "prop", "keel"])
        .select(|(name, prices)| SelectMaker { prices, sizes: [value(1_i64), value(2_i64)], name })
        .derived()
        .filter(|maker| maker.prices[0].gt(dec!(8)).and(maker.sizes[1].eq(2)))
        .order_by(|maker| maker.name.asc())
        .all(&db)
        .await
        .unwrap();
    let maker = |name: &str, wing, prop| Maker {
        prices: [Some(wing), Some(prop), None],
        sizes: [1, 2],
        name: format!("{name} parts co"),
    };
    assert_eq!(makers, [maker("big", dec!(15.20), dec!(9.00)), maker("small", dec!(11.80), dec!(12.00))]);
    let matches: Vec<(Option<i32>, [Option<Decimal>; 1])> = Part::query()
        .left_join(
            Part::query().filter(|p| p.price.gt(dec!(12))).select(|p| (p.manufacturer, [p.price])),
            |(p, (m, _))| p.manufacturer.eq(m),
        )
        .filter(|(p, _)| p.partname.eq("wing"))
        .select(|(p, (_, prices))| (p.quality, prices))
        .order_by(|(quality, [price])| (quality.asc(), price.asc().nulls_first()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(matches, [(Some(1), [Some(dec!(15.20))]), (None, [None]), (None, [None])]);
    let cheap = Part::query()
        .pivot(|p| p.manufacturer, |p| p.price.max(), |p| p.partname, ["wing", "prop", "keel"])
        .select(|(name, prices)| SelectMaker { prices, sizes: [value(1_i64), value(2_i64)], name })
        .derived()
        .filter(|maker| maker.prices[0].lt(dec!(8)));
    let matched: Vec<(String, Option<Maker>)> = Part::query()
        .filter(|p| p.partname.eq("keel").or(p.price.eq(dec!(7.50))).or(p.price.eq(dec!(9.00))))
        .left_join(cheap, |(p, maker)| p.manufacturer.eq(maker.name))
        .select(|(p, maker)| (p.partname, maker))
        .order_by(|(name, _)| name.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(
        matched,
        [("prop".to_owned(), None), ("wing".to_owned(), Some(maker("local", dec!(7.50), dec!(10.00))))]
    );
}
