//! Printed dates: every form that councils use, what is refused, and ICU4X as the oracle for eras.

use crate::{TABLE, column};
use domain::value::date::{DateError, DateHint, Era};
use domain::value::{FiscalYear, Precision, PrintedDate, TextError};
use icu_calendar::cal::Japanese;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn printed(text: &str) -> PrintedDate {
    PrintedDate::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn means(text: &str, start: &str, end: &str, precision: Precision, note: Option<&str>) {
    let read = printed(text);
    assert_eq!(read.to_string(), text);
    let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
    assert_eq!((day(read.start).as_str(), day(read.end).as_str()), (start, end), "{text}");
    assert_eq!((read.precision, read.note.as_deref()), (precision, note), "{text}");
}

#[test]
fn a_day_is_read_in_every_form() {
    for text in [
        "平成30年11月1日",
        "平成３０年１１月１日",
        "平成 30 年 11 月 1 日",
        "㍻30年11月1日",
        "H30.11.1",
        "H30/11/1",
        "H30-11-1",
        "Ｈ３０．１１．１",
        "H30年11月1日",
        "平成30.11.1",
        "2018-11-01",
        "2018/11/1",
        "2018.11.1",
        "2018年11月1日",
        "2018年（平成30年）11月1日",
        "平成30（2018）年11月1日",
        "  平成30年11月1日　",
        "平成30年\n11月1日",
    ] {
        means(text, "2018-11-01", "2018-11-01", Precision::Day, None);
    }
    means("R3.3.15", "2021-03-15", "2021-03-15", Precision::Day, None);
    means("令和元年5月1日", "2019-05-01", "2019-05-01", Precision::Day, None);
    means("R元.5.1", "2019-05-01", "2019-05-01", Precision::Day, None);
    means("平成12年2月29日", "2000-02-29", "2000-02-29", Precision::Day, None);
    means("平成30年11月1日(木)", "2018-11-01", "2018-11-01", Precision::Day, Some("木"));
}

#[test]
fn a_month_is_read_in_every_form() {
    for text in [
        "平成30年11月",
        "H30.11",
        "H30/11",
        "2018/11",
        "2018-11",
        "2018年11月",
        "㍻30年11月",
        "平成30年（2018年）11月",
    ] {
        means(text, "2018-11-01", "2018-11-30", Precision::Month, None);
    }
    means("令和元年度末", "2020-03-01", "2020-03-31", Precision::Month, Some("末"));
    means("令和3年末", "2021-12-01", "2021-12-31", Precision::Month, Some("末"));
    means("令和3年度当初", "2021-04-01", "2021-04-30", Precision::Month, Some("当初"));
    means("令和3年3月末", "2021-03-01", "2021-03-31", Precision::Month, Some("末"));
    means("令和3年3月頃（予定）", "2021-03-01", "2021-03-31", Precision::Month, Some("頃（予定）"));
    means("平成28年1月 (現機種導入)", "2016-01-01", "2016-01-31", Precision::Month, Some("現機種導入"));
    means("平成28年1月※現機種", "2016-01-01", "2016-01-31", Precision::Month, Some("※現機種"));
    means("平成28年1月()", "2016-01-01", "2016-01-31", Precision::Month, None);
    means("平成28年1月(甲)(乙)", "2016-01-01", "2016-01-31", Precision::Month, Some("(甲)(乙)"));
    means("令和3年度上半期", "2021-04-01", "2021-09-30", Precision::Month, Some("上半期"));
    means("令和3年度第４四半期", "2022-01-01", "2022-03-31", Precision::Month, Some("第４四半期"));
    means("令和3年4月～6月", "2021-04-01", "2021-06-30", Precision::Month, None);
    means("令和3年4月から令和4年3月まで", "2021-04-01", "2022-03-31", Precision::Month, Some("まで"));
    means("令和3年4月1日～5日", "2021-04-01", "2021-04-05", Precision::Day, None);
}

#[test]
fn a_year_and_a_fiscal_year_are_two_things() {
    for text in [
        "平成30年度",
        "Ｈ３０年度",
        "2018年度",
        "2018（平成30）年度",
        "平成30（2018）年度",
        "平成30年度（2018年度）",
    ] {
        means(text, "2018-04-01", "2019-03-31", Precision::FiscalYear, None);
    }
    for text in ["平成30年", "2018年", "2018", "H30", "平成30（2018）年"] {
        means(text, "2018-01-01", "2018-12-31", Precision::Year, None);
    }
    means("平成32(2020)年度", "2020-04-01", "2021-03-31", Precision::FiscalYear, None);
    means("令和3年度中", "2021-04-01", "2022-03-31", Precision::FiscalYear, Some("中"));
    for text in [
        "平成29～31年度",
        "平成29〜31年度",
        "平成29-31年度",
        "平成29－31年度",
        "平成29年度～31年度",
        "平成29～令和元年度",
        "2017～2019年度",
        "2017～19年度",
    ] {
        means(text, "2017-04-01", "2020-03-31", Precision::FiscalYear, None);
    }
    means("平成29～31年", "2017-01-01", "2019-12-31", Precision::Year, None);
    means("2018-2020", "2018-01-01", "2020-12-31", Precision::Year, None);
}

#[test]
fn what_names_no_day_is_undecided_and_what_names_no_end_never_passes() {
    means("未定", "-", "-", Precision::Undecided, None);
    means(" 未 定 ", "-", "-", Precision::Undecided, None);
    means("未定（協議中）", "-", "-", Precision::Undecided, Some("協議中"));
    for word in ["随時", "毎年度", "毎年", "適宜"] {
        means(word, "-", "-", Precision::Undecided, Some(word));
    }
    assert_eq!(printed("未定"), PrintedDate::undecided());
    means("令和4年度以降", "2022-04-01", "-", Precision::FiscalYear, Some("以降"));
    means("平成30年度～", "2018-04-01", "-", Precision::FiscalYear, Some("～"));
    let (open, undecided, late) = (printed("令和4年度以降"), PrintedDate::undecided(), date(2999, 1, 1));
    assert!(!open.is_past(late) && open.contains(late) && !open.contains(date(2022, 3, 31)));
    assert!(!undecided.is_past(late) && !undecided.contains(late) && undecided.is_undecided());
    assert!(!undecided.touches(FiscalYear::new(2022)) && open.touches(FiscalYear::new(2030)));
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    let refused = |text: &str| PrintedDate::parse(text).unwrap_err();
    let text = |text: &str| text.to_owned();
    assert_eq!(refused(""), DateError::Empty);
    assert_eq!(refused(" 　"), DateError::Empty);
    for wrong in [
        "継続中",
        "11月",
        "平成",
        "平成年11月",
        "30年11月",
        "X30.11.1",
        "平成100年",
        "20181101",
        "H",
        "（平成30年）",
        "-",
    ] {
        assert_eq!(refused(wrong), DateError::NotADate { text: text(wrong) });
    }
    for (wrong, month) in [
        ("平成30年13月", 13),
        ("平成30年0月", 0),
        ("H30.13", 13),
        ("2021-00-01", 0),
        ("令和3年4月～13月", 13),
    ] {
        assert_eq!(refused(wrong), DateError::NoSuchMonth { text: text(wrong), month });
    }
    for (wrong, day, last) in [
        ("平成30年2月29日", 29, 28),
        ("平成30年11月31日", 31, 30),
        ("H30.11.0", 0, 30),
        ("2021/4/31", 31, 30),
    ] {
        assert_eq!(refused(wrong), DateError::NoSuchDay { text: text(wrong), day, last });
    }
    for (wrong, year) in [("平成0年", 0), ("1872年", 1872), ("3000年度", 3000), ("明治5年", 5)] {
        assert_eq!(refused(wrong), DateError::NoSuchYear { text: text(wrong), year });
    }
    for (wrong, first, second) in [("2018（平成31）年度", 2018, 2019), ("平成30年度（2019年度）", 2018, 2019)]
    {
        assert_eq!(refused(wrong), DateError::YearsDisagree { text: text(wrong), first, second });
    }
    for wrong in ["平成31～29年度", "令和3年4月～3月"] {
        assert_eq!(refused(wrong), DateError::Reversed { text: text(wrong) });
    }
    for (wrong, rest) in [
        ("平成30年11月 中止", "中止"),
        ("平成30年11月1日x", "x"),
        ("未定です", "です"),
        ("H30.11.1.2", ".2"),
        ("平成30年度4月", "4月"),
    ] {
        assert_eq!(refused(wrong), DateError::Trailing { text: text(wrong), rest: text(rest) });
    }
    let control = |code, at| DateError::Text(TextError::Control { code, at });
    assert_eq!(refused("平成30年\u{0}"), control(0, 6));
    assert_eq!(refused("平成30年\r\n"), control(13, 6));
    assert_eq!(refused(&"9".repeat(201)), DateError::Text(TextError::TooLong { length: 201, limit: 200 }));
    assert!(refused("13月").to_string().contains("accepted are 平成30年11月1日"));
}

#[test]
fn an_era_that_had_ended_or_not_begun_is_a_hint_and_not_an_error() {
    let ended = |era, also: &str| vec![DateHint::EraEnded { era, also: also.into() }];
    assert_eq!(printed("平成31年5月").hints(), ended(Era::Heisei, "令和元年5月"));
    assert_eq!(printed("平成31年5月1日").hints(), ended(Era::Heisei, "令和元年5月1日"));
    assert_eq!(printed("平成32年度").hints(), ended(Era::Heisei, "令和2年度"));
    assert_eq!(printed("平成32年").hints(), ended(Era::Heisei, "令和2年"));
    assert_eq!(printed("昭和64年度").hints(), ended(Era::Showa, "平成元年度"));
    assert_eq!(printed("平成31～32年度").hints(), ended(Era::Heisei, "令和2年度"));
    let early = DateHint::EraNotBegun { era: Era::Reiwa, also: "平成31年4月".into() };
    assert_eq!(printed("令和元年4月").hints(), [early]);
    for fine in [
        "平成31年度",
        "令和元年度",
        "平成31年4月",
        "令和元年5月",
        "平成32(2020)年度",
        "昭和64年1月",
        "平成元年1月",
        "大正15年度",
        "2019年5月",
        "未定",
    ] {
        assert_eq!(printed(fine).hints(), [], "{fine}");
    }
}

#[test]
fn all_dates_of_the_sample_are_read_and_print_back() {
    let cells = column(TABLE, "実施時期");
    let distinct: BTreeSet<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    assert_eq!(distinct.len(), 26);
    for text in distinct {
        let read = printed(text);
        assert_eq!(read.text, text);
        assert_eq!(read.hints(), []);
        assert_eq!(read.is_undecided(), text == "未定");
    }
    for text in column(TABLE, "見直し時期").into_iter().filter(|cell| !cell.is_empty()) {
        assert_eq!(printed(text).precision, Precision::Month);
    }
}

#[test]
fn dates_answer_queries_and_sort_by_their_start() {
    let month = printed("令和4年3月");
    assert!(month.contains(date(2022, 3, 1)) && month.contains(date(2022, 3, 31)));
    assert!(!month.contains(date(2022, 2, 28)) && !month.contains(date(2022, 4, 1)));
    assert!(!month.is_past(date(2022, 3, 31)) && month.is_past(date(2022, 4, 1)));
    assert!(month.touches(FiscalYear::new(2021)) && !month.touches(FiscalYear::new(2022)));
    let mut dates =
        ["未定", "令和4年度", "令和4年4月", "平成32年度", "H30.11.1", "平成30年11月"].map(printed);
    dates.sort_by_key(PrintedDate::rank);
    let texts = dates.map(|date| date.text);
    assert_eq!(texts, ["H30.11.1", "平成30年11月", "平成32年度", "令和4年4月", "令和4年度", "未定"]);
}

#[test]
fn a_date_is_made_as_it_would_be_printed() {
    assert_eq!(PrintedDate::on(date(2021, 3, 15)), printed("令和3年3月15日"));
    assert_eq!(PrintedDate::on(date(2019, 4, 30)), printed("平成31年4月30日"));
    assert_eq!(PrintedDate::on(date(1872, 3, 1)).text, "1872年3月1日");
    assert_eq!(PrintedDate::month(2021, 3).unwrap(), printed("令和3年3月"));
    assert_eq!(PrintedDate::month(2019, 5).unwrap(), printed("令和元年5月"));
    assert_eq!(PrintedDate::month(1989, 1).unwrap().text, "平成元年1月");
    assert_eq!(PrintedDate::of_fiscal_year(FiscalYear::new(2018)), printed("平成30年度"));
    assert!(matches!(PrintedDate::month(2021, 13), Err(DateError::NoSuchMonth { month: 13, .. })));
    assert!(matches!(PrintedDate::month(2021, -1), Err(DateError::Trailing { .. })));
    assert!(matches!(PrintedDate::month(1800, 1), Err(DateError::NoSuchYear { year: 1800, .. })));
    assert!(PrintedDate::month(-5, 1).is_err() && PrintedDate::month(i16::MAX, i8::MAX).is_err());
}

#[test]
fn the_stored_form_is_settled() {
    let json = serde_json::to_string(&printed("平成28年1月 (現機種導入)")).unwrap();
    let stored = r#"{"text":"平成28年1月 (現機種導入)","start":"2016-01-01","end":"2016-01-31","precision":"month","note":"現機種導入"}"#;
    assert_eq!(json, stored);
    assert_eq!(serde_json::from_str::<PrintedDate>(stored).unwrap(), printed("平成28年1月 (現機種導入)"));
    assert_eq!(
        serde_json::to_string(&printed("未定")).unwrap(),
        r#"{"text":"未定","precision":"undecided"}"#
    );
}

/// The era's code and year of a day, by ICU4X.
fn oracle(day: Date) -> (String, i32) {
    let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    let iso = icu_calendar::Date::try_new_iso(i32::from(day.year()), month, of_month).unwrap();
    let year = iso.to_calendar(Japanese::new()).year().era().unwrap();
    (year.era.to_string(), year.year)
}

#[test]
fn every_day_from_1873_to_2099_agrees_with_icu4x() {
    let mut day = date(1873, 1, 1);
    while day.year() < 2100 {
        let (era, year) = oracle(day);
        let ours = Era::of(day).unwrap();
        assert_eq!(format!("{ours:?}").to_lowercase(), era, "{day}");
        let year = if year == 1 { "元".to_owned() } else { year.to_string() };
        let text = format!("{}{year}年{}月{}日", ours.name(), day.month(), day.day());
        assert_eq!(PrintedDate::on(day).text, text);
        if day.day() == 1 || day == day.last_of_month() {
            let read = printed(&text);
            assert_eq!((read.start, read.end, read.hints()), (Some(day), Some(day), vec![]));
            let month = printed(&format!("{}{year}年{}月", ours.name(), day.month()));
            assert_eq!((month.start, month.end), (Some(day.first_of_month()), Some(day.last_of_month())));
            assert_eq!(month.hints(), [], "{day}");
        }
        day = day.checked_add(1.day()).unwrap();
    }
}

fn date_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "平成",
        "令和",
        "昭和",
        "H",
        "R",
        "㍻",
        "元",
        "30",
        "3",
        "31",
        "2018",
        "２０１８",
        "1",
        "年",
        "年度",
        "月",
        "日",
        "末",
        "以降",
        "～",
        "-",
        "から",
        ".",
        "/",
        "(",
        ")",
        "（",
        "）",
        " ",
        "　",
        "未定",
        "第1四半期",
        "頃",
        "現機種",
        "\n",
        "0",
        "99",
    ]);
    prop_oneof![
        3 => prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => "(平成|令和|R|H)[0-9]{1,2}(年|\\.)[0-9]{1,2}(月|\\.)?([0-9]{1,2}日?)?.{0,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_refused_or_prints_back(text in date_like()) {
        if let Ok(read) = PrintedDate::parse(&text) {
            prop_assert_eq!(read.to_string(), text.clone());
            prop_assert_eq!(read.start.is_none(), read.precision == Precision::Undecided);
            prop_assert!(read.start.is_none() || read.end.is_none() || read.start <= read.end);
            if let Some(start) = read.start {
                prop_assert!(read.contains(start));
                prop_assert!(!read.is_past(start));
            }
            prop_assert_eq!(PrintedDate::parse(&text), Ok(read));
        }
    }

    #[test]
    fn any_day_made_is_read_back(year in 1873i16..=2999, month in 1i8..=12, day in 1i8..=28) {
        let made = PrintedDate::on(date(year, month, day));
        prop_assert_eq!(PrintedDate::parse(&made.text), Ok(made));
    }
}
