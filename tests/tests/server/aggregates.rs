//! Aggregate functions: what the server computes.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

use crate::models::{Everything, Person, everything, people, person};

async fn six() -> Database {
    let db = people().await;
    let rows = [person("a", 10), person("a", 20), person("b", 20), person("b", 50), person("b", None), person("", 1)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn lists() {
    let db = six().await;
    let whole: Vec<(Option<String>, Option<String>)> = Person::query()
        .select(|p| {
            let listed = p.name.listagg("'\\").within_group(p.id.desc());
            (listed, p.name.listagg_distinct("").within_group(p.id.desc()))
        })
        .all(&db)
        .await
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(whole, [(text("b'\\b'\\b'\\a'\\a"), text("ba"))]);

    let groups: Vec<(String, Option<String>, i64)> = Person::query()
        .group_by(|p| p.name)
        .select(|name, p| (name, p.age.listagg(", ").within_group((p.age.desc(), p.id.asc())), p.age.count()))
        .order_by(|(name, ..)| name.asc())
        .all(&db)
        .await
        .unwrap();
    let expected = [("", "1", 1), ("a", "20, 10", 2), ("b", "50, 20", 2)];
    assert_eq!(groups, expected.map(|(name, ages, count)| (name.to_owned(), text(ages), count)));

    let windows: Vec<Option<String>> = Person::query()
        .order_by(|p| p.id.asc())
        .select(|p| p.age.listagg(",").within_group(p.age.desc()).over(|w| w.partition_by(p.name)))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(windows, ["20,10", "20,10", "50,20", "50,20", "50,20", "1"].map(text));

    let nothing = Person::query().filter(|p| p.id.lt(0)).select(|p| p.name.listagg(","));
    assert_eq!(nothing.one(&db).await.unwrap(), None);
    let too_long = Person::query().select(|p| p.name.repeat(15_000).listagg(",")).all(&db).await.unwrap_err();
    assert!(too_long.to_string().contains("Result size exceeds LISTAGG limit"), "{too_long}");
}

#[tokio::test]
async fn medians_and_percentiles() {
    let db = six().await;
    let whole: (Option<Decimal>, Option<Decimal>, Option<String>) = Person::query()
        .select(|p| {
            let youngest = p.name.listagg("").within_group(p.age.asc());
            (p.age.median(), p.age.percentile_cont(0.75), youngest)
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!((whole.0, whole.1), (Some(dec!(20)), Some(dec!(20))));

    let groups: Vec<(String, Option<Decimal>, Option<i32>, Option<f64>)> = Person::query()
        .group_by(|p| p.name)
        .select(|name, p| {
            let middle = p.age.approximate_percentile_disc(0.5);
            (name, p.age.median(), middle, p.age.cast::<f64>().max())
        })
        .order_by(|(name, ..)| name.asc())
        .all(&db)
        .await
        .unwrap();
    let expected = [("", dec!(1), 1, 1.0), ("a", dec!(15), 10, 20.0), ("b", dec!(35), 20, 50.0)];
    let expected = expected.map(|(name, median, middle, most)| (name.into(), Some(median), Some(middle), Some(most)));
    assert_eq!(groups, expected);

    let windows: Vec<(Option<f64>, Option<i32>, Option<Decimal>)> = Person::query()
        .filter(|p| p.name.eq("b"))
        .order_by(|p| p.id.asc())
        .select(|p| {
            let decile = p.age.percentile_cont(0.1).over(|w| w.partition_by(p.name));
            (p.age.cast::<f64>().median().over(|w| w), p.age.percentile_disc(1.0).over(|w| w), decile)
        })
        .all(&db)
        .await
        .unwrap();
    assert_eq!(windows, [(Some(35.0), Some(50), Some(dec!(23))); 3]);

    let of_groups: Vec<(Option<i64>, Option<Decimal>, Option<i64>, Option<Decimal>)> = Person::query()
        .group_by(|p| p.name)
        .select(|_, p| {
            let (median, middle) = (p.age.sum().median_of_groups(), p.age.sum().percentile_disc(0.6));
            let most = p.age.sum().percentile_cont_of_groups(1.0);
            (p.age.sum(), median.over(|w| w), middle.over(|w| w), most.over(|w| w))
        })
        .order_by(|(sum, ..)| sum.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(of_groups, [1, 30, 70].map(|sum| (Some(sum), Some(dec!(30)), Some(30), Some(dec!(70)))));
}

#[tokio::test]
async fn statistics() {
    let db = six().await;
    let filtered = Person::query().filter(|p| p.age.is_not_null());
    let deviations: (Option<f64>, Option<f64>, Option<f64>, Option<f64>) = filtered
        .clone()
        .select(|p| (p.id.stddev_samp(), p.id.stddev_pop(), p.id.var_samp(), p.id.var_pop()))
        .one(&db)
        .await
        .unwrap();
    // 1, 2, 3, 4, 6
    let near = |value: Option<f64>, expected: f64| (value.unwrap() - expected).abs() < 1e-9;
    assert!(near(deviations.0, 3.7_f64.sqrt()) && near(deviations.1, 2.96_f64.sqrt()), "{deviations:?}");
    assert!(near(deviations.2, 3.7) && near(deviations.3, 2.96), "{deviations:?}");

    let distinct: (Option<i64>, Option<i64>, i64, i64, Option<f64>, Option<f64>, Option<f64>, Option<f64>) = filtered
        .select(|p| {
            (
                p.age.sum_distinct(),
                p.age.avg_distinct(),
                p.age.count_distinct(),
                p.name.approximate_count_distinct(),
                p.age.var_samp_distinct(),
                p.age.var_pop_distinct(),
                p.age.stddev_samp_distinct(),
                p.age.stddev_pop_distinct(),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let estimates = Person::query().select(|p| (p.name.hll(), p.age.hll(), (p.age - p.age).nullif(0).hll()));
    assert_eq!(estimates.one(&db).await.unwrap(), (3, 4, 0));
    // 1, 10, 20, 50
    assert_eq!((distinct.0, distinct.1, distinct.2, distinct.3), (Some(81), Some(20), 4, 3));
    let (sample, population) = (453.583_333_333_333_3_f64, 340.187_5_f64);
    assert!(near(distinct.4, sample) && near(distinct.5, population), "{distinct:?}");
    assert!(near(distinct.6, sample.sqrt()) && near(distinct.7, population.sqrt()), "{distinct:?}");

    let running: Vec<Option<f64>> = Person::query()
        .order_by(|p| p.id.asc())
        .limit(3)
        .select(|p| p.id.var_samp().over(|w| w.order_by(p.id.asc()).rows_unbounded_preceding()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(running, [None, Some(0.5), Some(1.0)]);
}

#[tokio::test]
async fn any_value_bits_and_booleans() {
    let db = six().await;
    type Row = (String, Option<String>, Option<i32>, Option<i32>, Option<bool>, Option<bool>, Option<bool>);
    let rows: Vec<Row> = Person::query()
        .group_by(|p| p.name)
        .having(|_, p| p.age.gt(5).bool_or())
        .select(|name, p| {
            let (all, some) = (p.age.gt(10).bool_and(), (p.age - 10).bool_and());
            (name, p.name.any_value(), p.age.bit_and(), p.age.bit_or(), all, some, p.age.eq(50).bool_or())
        })
        .order_by(|(name, ..)| name.asc())
        .all(&db)
        .await
        .unwrap();
    let row = |name: &str, and, or, all, some, fifty| {
        (name.to_owned(), Some(name.to_owned()), Some(and), Some(or), Some(all), Some(some), Some(fifty))
    };
    assert_eq!(rows, [row("a", 10 & 20, 10 | 20, false, false, false), row("b", 20 & 50, 20 | 50, true, true, true)]);
    let nothing = Person::query().filter(|p| p.id.lt(0));
    let nothing: (Option<i64>, Option<i64>, Option<bool>) =
        nothing.select(|p| (p.id.any_value(), p.id.bit_or(), p.id.bool_and())).one(&db).await.unwrap();
    assert_eq!(nothing, (None, None, None));
}

#[tokio::test]
async fn medians_of_every_type() {
    let db = database().await;
    Schema::of::<(Everything,)>().create_all(&db).await.unwrap();
    Everything::insert_many(vec![everything("a"), everything("b"), everything("c")]).execute(&db).await.unwrap();
    let given = everything("a");
    type Medians = (
        (Option<Decimal>, Option<Decimal>, Option<f64>, Option<f64>),
        (Option<Decimal>, Option<NaiveDate>, Option<NaiveDateTime>, Option<DateTime<Utc>>),
    );
    let medians: Medians = Everything::query()
        .select(|e| {
            let numbers = (
                e.small.median().over(|w| w),
                e.int.median().over(|w| w),
                e.real.median().over(|w| w),
                e.double.median().over(|w| w),
            );
            let amount = e.amount.median().over(|w| w);
            let moments =
                (amount, e.day.median().over(|w| w), e.at.median().over(|w| w), e.instant.median().over(|w| w));
            (numbers, moments)
        })
        .limit(1)
        .one(&db)
        .await
        .unwrap();
    let numbers = (Some(given.small.into()), Some(given.int.into()), Some(f64::from(given.real)), Some(given.double));
    let moments = (Some(dec!(-1234567.90)), Some(given.day), Some(given.at), Some(given.instant));
    assert_eq!(medians, (numbers, moments));
    let tokens: Option<String> = Everything::query().select(|e| e.token.listagg_distinct(",")).one(&db).await.unwrap();
    assert_eq!(tokens, Some(given.token.to_string()));
}

#[derive(Debug, Model)]
struct NameSketch {
    name: String,
    ages: HllSketch,
}

#[tokio::test]
async fn sketches_are_kept_and_combined() {
    let db = six().await;
    Schema::of::<NameSketch>().create_all(&db).await.unwrap();
    let by_name = Person::query().group_by(|p| p.name).select(|name, p| (name, p.age.hll_create_sketch()));
    assert_eq!(NameSketch::insert_select(by_name).execute(&db).await.unwrap(), 3);
    let each: Vec<(String, i64)> = NameSketch::query()
        .order_by(|s| s.name.asc())
        .select(|s| (s.name, s.ages.hll_cardinality()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(each, [("".into(), 1), ("a".into(), 2), ("b".into(), 2)]);
    let whole = NameSketch::query().select(|s| s.ages.hll_combine().hll_cardinality()).one(&db).await.unwrap();
    assert_eq!(whole, Some(4));
    let pairs = NameSketch::query()
        .join(NameSketch::query(), |(s, t)| s.name.lt(t.name))
        .order_by(|(s, t)| (s.name.asc(), t.name.asc()))
        .select(|(s, t)| s.ages.hll_combine_sketches(t.ages).hll_cardinality())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(pairs, [3, 3, 3]);
    assert_eq!(NameSketch::query().count(&db).await.unwrap(), 3);
    let error = NameSketch::query().all(&db).await.unwrap_err().to_string();
    assert!(error.contains("the HLLSKETCH \"ages\" is selected"), "{error}");
}
