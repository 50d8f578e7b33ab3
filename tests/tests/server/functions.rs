//! SQL functions: what the server computes.

use redshift_orm::prelude::*;

use crate::models::{Person, PersonColumns, people, person};

async fn one(name: &str) -> Database {
    let db = people().await;
    Person::insert(person(name, 36)).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn letters_and_lengths() {
    let db = one("adA Lowe").await;
    let row = Person::query()
        .select(|p| (p.name.lower(), p.name.upper(), p.name.initcap(), p.name.reverse()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("ada lowe".into(), "ADA LOWE".into(), "Ada Lowe".into(), "ewoL Ada".into()));
    let db = one("a東京").await;
    let lengths =
        Person::query().select(|p| (p.name.len(), p.name.octet_length(), p.name.ascii())).one(&db).await.unwrap();
    assert_eq!(lengths, (3, 7, 97));
}

#[tokio::test]
async fn parts_of_a_text() {
    let db = one("  x-y-zx").await;
    let trimmed = Person::query()
        .select(|p| (p.name.trim(), p.name.btrim(" x"), p.name.ltrim(" x-"), p.name.rtrim("xz")))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(trimmed, ("x-y-zx".into(), "-y-z".into(), "y-zx".into(), "  x-y-".into()));
    let parts = Person::query()
        .select(|p| {
            let name = p.name;
            (name.left(3), name.right(2), name.substring(3, 3), name.substring_from(7), name.split_part("-", 2))
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(parts, ("  x".into(), "zx".into(), "x-y".into(), "zx".into(), "y".into()));
}

#[tokio::test]
async fn texts_are_filled_and_replaced() {
    let db = one("a'b").await;
    let row = Person::query()
        .select(|p| (p.name.lpad(5, "xy"), p.name.rpad(4, "-"), p.name.repeat(2), p.name.lpad(2, "x")))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("xya'b".into(), "a'b-".into(), "a'ba'b".into(), "a'".into()));
    let row = Person::query()
        .select(|p| (p.name.replace("'", "\\"), p.name.translate("ab", "x"), p.name.strpos("b"), p.name.charindex("z")))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("a\\b".into(), "x'".into(), 3, 0));
}

#[tokio::test]
async fn regular_expressions() {
    let db = one("it's 12 or 345").await;
    let row = Person::query()
        .select(|p| {
            let name = p.name;
            (
                name.regexp_replace(r"\d+", "#"),
                name.regexp_replace("t's", r"''"),
                name.regexp_substr(r"\d+"),
                name.regexp_count("[0-9]"),
                name.regexp_instr("or"),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("it's # or #".into(), "i'' 12 or 345".into(), "12".into(), 5, 9));
}

#[tokio::test]
async fn a_regular_expression_is_searched_for_as_it_is_told() {
    let db = one("Fox fox FOXes 'n' foxy").await;
    let row = Person::query()
        .select(|p| {
            let name = p.name;
            (
                name.regexp_count(regexp("fox").ignore_case()),
                name.regexp_count(regexp(r"\bfox\b").from(2).ignore_case()),
                name.regexp_replace(regexp("fox(?!y)").ignore_case().perl(), "cat"),
                name.regexp_substr(regexp("(fox)([a-z]+)").ignore_case().occurrence(1).subexpression()),
                name.regexp_instr(regexp("fox").occurrence(2)),
                name.regexp_instr_end("'[a-z]+'"),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, (4, 1, "cat cat cates 'n' foxy".into(), "FOX".into(), 19, 18));
}

#[tokio::test]
async fn patterns() {
    let db = people().await;
    let names = ["Ring 50%", "A Die.", "ring", "Ring"];
    Person::insert_many(names.map(|name| person(name, 1))).execute(&db).await.unwrap();
    let ids = |condition: fn(PersonColumns) -> Condition<'static>| {
        let query = Person::query().filter(condition).order_by(|p| p.id.asc()).select(|p| p.id);
        let db = db.clone();
        async move { query.all(&db).await.unwrap() }
    };
    assert_eq!(ids(|p| p.name.similar_to("%(Ring|Die)%")).await, [1, 2, 4]);
    assert_eq!(ids(|p| p.name.not_similar_to("(R|r)ing")).await, [1, 2]);
    assert_eq!(ids(|p| p.name.similar_to(redshift_orm::expr::escape_similar("Ring 50%"))).await, [1]);
    assert_eq!(ids(|p| p.name.matches(r"^A .*\.$|^\w{4}$")).await, [2, 3, 4]);
    assert_eq!(ids(|p| p.name.not_matches("[DR]i[en]")).await, [3]);
}

#[tokio::test]
async fn places_sounds_and_quotes() {
    let db = one("Ésmith's").await;
    let places = Person::query()
        .select(|p| (p.name.position("mi"), p.name.octetindex("mi"), p.name.bpcharcmp("Z"), p.name.bpcharcmp(p.name)))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(places, (3, 4, 1, 0));
    let row = Person::query()
        .select(|p| {
            let name = p.name;
            (name.soundex(), name.difference("smyth"), name.quote_literal(), name.quote_ident(), name.upper())
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("S532".into(), 3, "'Ésmith''s'".into(), "\"Ésmith's\"".into(), "ÉSMITH'S".into()));

    let db = one("ff").await;
    let row = Person::query()
        .select(|p| (p.name.strtol(16), p.name.ascii().chr(), (p.age + 200).chr(), p.name.crc32()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, (255, Some("f".into()), None, "5f55776c".into()));
    let insensitive = Person::query().filter(|p| p.name.collate(Collation::CaseInsensitive).eq("FF")).all(&db).await;
    let refusal = insensitive.unwrap_err().to_string();
    assert!(refusal.contains("redshift-local: the function COLLATE is not simulated"), "{refusal}");
}

#[tokio::test]
async fn a_group_by_key_with_parameters() {
    let db = people().await;
    Person::insert_many([person("Ada L", 1), person("ada B", 2), person("Bob", None)]).execute(&db).await.unwrap();
    let words = Person::query()
        .group_by(|p| p.name.split_part(" ", 1).lower())
        .select(|word, _| (word, count_star()))
        .order_by(|(word, _)| word.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(words, [("ada".to_owned(), 2), ("bob".to_owned(), 1)]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "moments")]
struct Moment {
    #[redshift(primary_key)]
    id: i32,
    day: NaiveDate,
    at: NaiveDateTime,
    instant: DateTime<Utc>,
    text: Option<String>,
}

/// 2024-02-29 is a Thursday.
async fn moment() -> (Database, NaiveDate, NaiveDateTime) {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let at = day.and_hms_milli_opt(13, 14, 15, 250).unwrap();
    let db = redshift_orm_tests::server::database().await;
    Schema::of::<Moment>().create_all(&db).await.unwrap();
    let text = Some("2024-03-01 10:00:00".to_owned());
    Moment::insert(NewMoment { id: 2, day, at, instant: at.and_utc(), text }).execute(&db).await.unwrap();
    (db, day, at)
}

fn midnight(year: i32, month: u32, day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(0, 0, 0).unwrap()
}

#[tokio::test]
async fn parts_of_dates() {
    let (db, ..) = moment().await;
    let starts = Moment::query()
        .select(|m| {
            (m.day.date_trunc(DatePart::Week), m.at.date_trunc(DatePart::Quarter), m.instant.date_trunc(DatePart::Day))
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(starts, (midnight(2024, 2, 26), midnight(2024, 1, 1), midnight(2024, 2, 29).and_utc()));
    let parts = Moment::query()
        .select(|m| {
            (
                m.day.extract(DatePart::Year),
                m.at.extract(DatePart::Hour),
                m.at.extract(ExtractedPart::DayOfWeek),
                m.day.extract(ExtractedPart::DayOfYear),
                m.instant.extract(ExtractedPart::Epoch),
                m.at.date_part(DatePart::Minute),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(parts, (2024, 13, 4, 60, 1_709_212_455.25, 14.0));
}

#[tokio::test]
async fn dates_are_counted() {
    let (db, day, at) = moment().await;
    let later = Moment::query()
        .select(|m| {
            (
                m.day.dateadd(DatePart::Day, 1),
                m.at.dateadd(DatePart::Month, m.id),
                m.instant.dateadd(DatePart::Hour, -1),
                m.day.add_months(1),
                m.at.last_day(),
                m.at.trunc_date(),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let added = NaiveDate::from_ymd_opt(2024, 4, 29).unwrap().and_time(at.time());
    let earlier = (at - Duration::hours(1)).and_utc();
    assert_eq!(later, (midnight(2024, 3, 1), added, earlier, midnight(2024, 3, 31), day, day));

    let new_year = NaiveDate::from_ymd_opt(2023, 12, 31).unwrap();
    let between = Moment::query()
        .select(move |m| {
            (
                m.day.datediff(DatePart::Year, new_year),
                m.at.datediff(DatePart::Day, m.at),
                m.day.months_between(new_year),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(between, (-1, 0, 2.0));
}

#[tokio::test]
async fn dates_and_texts() {
    let (db, ..) = moment().await;
    let (text, date, instant, zone) = Moment::query()
        .select(|m| {
            (
                m.at.to_char("DD.MM.YYYY HH24:MI"),
                m.text.to_date("YYYY-MM-DD"),
                m.text.to_timestamp("YYYY-MM-DD HH24:MI:SS"),
                m.day.dateadd(DatePart::Day, 0).convert_timezone("UTC", "Asia/Tokyo"),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(text, "29.02.2024 13:14");
    assert_eq!(date, NaiveDate::from_ymd_opt(2024, 3, 1));
    assert_eq!(instant, Some((midnight(2024, 3, 1) + Duration::hours(10)).and_utc()));
    assert_eq!(zone, midnight(2024, 2, 29) + Duration::hours(9));
}

#[tokio::test]
async fn parts_of_a_time() {
    let (db, ..) = moment().await;
    let evening = NaiveTime::from_hms_milli_opt(20, 15, 30, 250).unwrap();
    let row = Moment::query()
        .select(move |_| {
            let time = value(evening);
            (
                (time.clone().extract(TimePart::Hour), time.clone().extract(TimePart::Millisecond)),
                time.clone().dateadd(TimePart::Hour, 5),
                (time.clone().datediff(TimePart::Minute, NaiveTime::MIN), time.datediff(TimePart::Second, evening)),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ((20, 250), evening + Duration::hours(5), (-(20 * 60 + 15), 0)));
}

#[tokio::test]
async fn weeks_and_years_by_iso_8601() {
    let (db, ..) = moment().await;
    let row = Moment::query()
        .select(|_| {
            let day = value(NaiveDate::from_ymd_opt(2021, 1, 3).unwrap());
            (
                (day.clone().extract(ExtractedPart::IsoWeek), day.clone().extract(ExtractedPart::IsoYear)),
                day.date_part(ExtractedPart::IsoYear),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ((53, 2020), 2020.0));
}

#[tokio::test]
async fn days_zones_and_comparisons() {
    let (db, day, at) = moment().await;
    let row = Moment::query()
        .select(|m| {
            (
                m.day.next_day(Weekday::Thu),
                m.day.at_time(NaiveTime::MIN),
                m.day.date_part_year(),
                m.at.at_time_zone("Asia/Tokyo"),
                m.instant.at_time_zone("Asia/Tokyo"),
                m.at.convert_timezone_from_utc("Asia/Tokyo"),
                m.day.date_part(ExtractedPart::Millennium),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let (later, earlier) = (at + Duration::hours(9), (at - Duration::hours(9)).and_utc());
    assert_eq!(row, (day + Duration::days(7), midnight(2024, 2, 29), 2024, earlier, later, later, 3.0));
    let comparisons = Moment::query()
        .select(|m| {
            (
                (m.day.date_cmp(m.day), m.day.date_cmp(m.at), m.day.date_cmp(m.instant)),
                (m.at.date_cmp(m.day), m.at.date_cmp(m.at), m.at.date_cmp(m.instant)),
                (m.instant.date_cmp(m.day), m.instant.date_cmp(m.at), m.instant.date_cmp(m.instant)),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(comparisons, ((0, -1, -1), (1, 0, 0), (1, 0, 0)));
}

#[tokio::test]
async fn numbers_are_formatted_and_read() {
    let (db, ..) = moment().await;
    let row = Moment::query()
        .select(|m| {
            (
                m.id.to_char("FM009"),
                m.text.left(4).to_number("9999"),
                m.text.left(4).try_cast::<i16>(),
                m.text.try_cast::<i16>(),
                m.text.try_cast::<NaiveDateTime>(),
                m.text.left(3).try_cast_decimal(4, 1),
                m.id.try_cast::<bool>(),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let text = midnight(2024, 3, 1) + Duration::hours(10);
    let expected = ("002".into(), Some(dec!(2024)), Some(2024), None, Some(text), Some(dec!(202.0)), Some(true));
    assert_eq!(row, expected);
    let year = Utc::now().format("%Y").to_string();
    let casts = Moment::query()
        .select(|m| (m.id.cast::<i64>().cast::<bool>(), m.id.cast::<Vec<u8>>(), timeofday().strpos(year)))
        .one(&db)
        .await
        .unwrap();
    assert!(casts.0 && casts.1 == [0, 0, 0, 2] && casts.2 > 0, "{casts:?}");
    let refusal = Moment::query().select(|m| m.text.text_to_int_alt("999S")).one(&db).await.unwrap_err().to_string();
    assert!(refusal.contains("redshift-local: the function TEXT_TO_INT_ALT is not simulated"), "{refusal}");
}

#[tokio::test]
async fn the_present() {
    let (db, ..) = moment().await;
    let before = Moment::query()
        .filter(|m| m.at.lt(getdate()).and(m.at.lt(sysdate())).and(m.day.lt(current_date())))
        .select(|_| (getdate(), sysdate(), current_date()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(before.0.date(), before.2);
    assert!((before.1 - before.0).abs() < Duration::minutes(1), "{before:?}");
    let months = Moment::query()
        .group_by(|m| m.instant.dateadd(DatePart::Day, 1).date_trunc(DatePart::Month))
        .select(|month, _| (month, count_star()))
        .order_by(|(month, _)| month.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(months, [(midnight(2024, 3, 1).and_utc(), 1)]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "measures")]
struct Measure {
    #[redshift(primary_key)]
    id: i32,
    double: f64,
    #[redshift(decimal(12, 4))]
    decimal: Decimal,
}

async fn measure(double: f64, decimal: Decimal) -> Database {
    let db = redshift_orm_tests::server::database().await;
    Schema::of::<Measure>().create_all(&db).await.unwrap();
    Measure::insert(NewMeasure { id: -7, double, decimal }).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn numbers_are_rounded() {
    let db = measure(-1234.567, dec!(98.7654)).await;
    let decimals = Measure::query()
        .select(|m| (m.decimal.ceiling(), m.decimal.floor(), m.decimal.round(2), m.decimal.trunc(1), m.decimal.sign()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(decimals, (dec!(99), dec!(98), dec!(98.77), dec!(98.7), dec!(1)));
    let doubles = Measure::query()
        .select(|m| (m.double.ceiling(), m.double.floor(), m.double.round(-2), m.double.trunc(0), m.id.abs()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(doubles, (-1234.0, -1235.0, -1200.0, -1234.0, 7));
    let floors = Measure::query()
        .group_by(|m| (m.decimal / dec!(10)).floor())
        .select(|tens, _| (tens, count_star()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(floors, [(dec!(9), 1)]);
}

#[tokio::test]
async fn roots_logarithms_and_angles() {
    let db = measure(64.0, dec!(0)).await;
    let powers = Measure::query()
        .select(|m| {
            let x = m.double;
            (x.sqrt(), x.cbrt(), x.power(0.5), (x - 64.0).exp(), (x / 64.0).ln(), (x + 36.0).dlog10())
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(powers, (8.0, 4.0, 8.0, 1.0, 0.0, 2.0));
    let angles = Measure::query()
        .select(|m| {
            let zero = || m.double - 64.0;
            (zero().sin(), zero().cos(), zero().tan(), zero().asin(), zero().atan(), zero().atan2(1.0))
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(angles, (0.0, 1.0, 0.0, 0.0, 0.0, 0.0));
    let (half_turn, turn, arc, cot, random) = Measure::query()
        .select(|m| {
            (
                pi().degrees(),
                (m.double * 0.0 + 180.0).radians() - pi(),
                (m.double / 64.0).acos(),
                m.double.cot(),
                random(),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!((half_turn, turn, arc), (180.0, 0.0, 0.0));
    assert!((cot - 1.0 / 64.0_f64.tan()).abs() < 1e-9);
    assert!((0.0..=1.0).contains(&random));
}

#[tokio::test]
async fn hashes() {
    let db = one("abc").await;
    let (md5, sha2) = Person::query().select(|p| (p.name.md5(), p.name.sha2(Sha2::Bits256))).one(&db).await.unwrap();
    assert_eq!(md5, "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(sha2, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[tokio::test]
async fn hashes_of_the_manual() {
    let db = one("Amazon Redshift").await;
    let row = Person::query()
        .select(|p| {
            let number = value(1).fnv_hash();
            (number.clone(), p.name.fnv_hash(), p.name.fnv_hash_from(number), p.name.crc32())
        })
        .one(&db)
        .await
        .unwrap();
    let expected = (-5_968_735_742_475_085_980, 7_783_490_368_944_507_294, -2_202_602_717_770_968_555);
    assert_eq!(row, (expected.0, expected.1, expected.2, "f2726906".into()));
    let digest = Person::query().select(|p| p.name.sha1()).one(&db).await.unwrap();
    assert_eq!(digest, "eeac5ed1e11cda66032c30ad77b25071b5487f55");
    let row = Person::query()
        .select(|p| {
            let bytes = p.name.to_varbyte(BinaryFormat::Utf8);
            (
                (p.name.farmfingerprint64(), bytes.farmfingerprint64()),
                (value(1).murmur3_32_hash(), p.name.murmur3_32_hash()),
                value(1).murmur3_32_hash_from(value(2).murmur3_32_hash()),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let farm = 8_085_098_817_162_212_970;
    assert_eq!(row, ((farm, farm), (1_392_991_556, -1_563_580_564), 1_179_621_905));
    let refused = Person::query().select(|p| p.name.checksum()).one(&db).await.unwrap_err();
    assert!(refused.to_string().contains("redshift-local: the function CHECKSUM is not simulated"), "{refused}");
}

#[tokio::test]
async fn bytes_and_texts() {
    let db = one("4d61").await;
    let row = Person::query()
        .select(|p| {
            let bytes = p.name.from_hex();
            (
                bytes.clone(),
                (bytes.clone().from_varbyte(BinaryFormat::Utf8), bytes.clone().from_varbyte(BinaryFormat::Base64)),
                (bytes.clone().from_varbyte(BinaryFormat::Binary), bytes.clone().to_hex(), p.age.to_hex()),
                (bytes.clone().getbit(0), bytes.clone().getbit(8), bytes.getbit(9)),
                p.name.to_varbyte(BinaryFormat::Utf8),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let texts = ("0100110101100001".to_owned(), "4d61".to_owned(), Some("24".to_owned()));
    let bits = (Some(1), Some(1), Some(0));
    let parts = Person::query()
        .select(|p| {
            let bytes = p.name.from_hex();
            (bytes.clone().len(), bytes.clone().octet_length(), bytes.clone().substring(2, 5), bytes.substring_from(1))
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(parts, (2, 2, vec![0x61], vec![0x4d, 0x61]));
    assert_eq!(row, (vec![0x4d, 0x61], ("Ma".into(), "TWE=".into()), texts, bits, b"4d61".to_vec()));
}

#[tokio::test]
async fn bits() {
    let db = one("4d61").await;
    let row = Person::query()
        .select(|p| {
            let (number, bytes) = (p.id + 44, p.name.from_hex());
            (
                (number.clone().bitwise_and(37), number.clone().shift_left(2), number.shift_right(3)),
                (p.age.bitwise_and(null::<i32>()), p.age.bitwise_and(p.age).shift_left(1)),
                (bytes.clone().bitwise_and(vec![0xf0, 0x0f]), bytes.clone().bitwise_or(vec![0x0f, 0x0f])),
                (bytes.clone().bitwise_xor(vec![0xff, 0x01]), bytes.clone().bitwise_not()),
                bytes.clone().concat_bytes(bytes.concat_bytes(vec![1_u8])),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row.0, (45 & 37, 45 << 2, 45 >> 3));
    assert_eq!(row.1, (None, Some(72)));
    assert_eq!(row.2, (vec![0x40, 0x01], vec![0x4f, 0x6f]));
    assert_eq!(row.3, (vec![0xb2, 0x60], vec![0xb2, 0x9e]));
    assert_eq!(row.4, [0x4d, 0x61, 0x4d, 0x61, 1]);
}

#[tokio::test]
async fn values_for_values_and_fragments() {
    let db = people().await;
    Person::insert_many([person("Ada", 36), person("Bob", None)]).execute(&db).await.unwrap();
    let rows: Vec<(i32, i32, Option<String>, i32)> = Person::query()
        .order_by(|p| p.id.asc())
        .select(|p| {
            (
                case_of(p.age).when(36, 1).otherwise(0),
                decode(p.age).when(36, 1).when(null::<i32>(), 2).otherwise(3),
                decode(p.name).when("Ada", "first").end(),
                raw_expr::<i32, _>("LEN({}) * {}", (p.name.concat("!"), 10)),
            )
        })
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, 1, Some("first".to_owned()), 40), (0, 2, None, 40)]);
    let rows = Person::query()
        .filter(|p| p.name.raw("REVERSE({})").eq("adA"))
        .select(|p| {
            (p.id.raw("{} + 1") * 10_i64, current_database(), current_user(), current_user_id(), pg_backend_pid())
        })
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].0, rows[0].2.as_str()), (20, "awsuser"));
    assert!(!rows[0].1.is_empty() && rows[0].3 > 0 && rows[0].4 > 0);
}

#[tokio::test]
async fn json_functions() {
    let db = one(r#"{"a": {"it's": 5}, "b": [1]}"#).await;
    let row = Person::query()
        .select(|p| {
            (
                p.name.can_json_parse(),
                p.name.json_parse(),
                p.name.json_extract_path_text(["a", "it's"]),
                p.name.json_parse().json_serialize().len(),
                p.name.json_parse().json_typeof(),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let json = serde_json::json!({"a": {"it's": 5}, "b": [1]});
    assert_eq!(row, (true, json, Some("5".to_owned()), 24, "object".to_owned()));
}
