//! 年度: April to March, under either name.

use domain::value::date::DateError;
use domain::value::{FiscalYear, PrintedDate};
use jiff::civil::date;

#[test]
fn a_fiscal_year_runs_from_april_to_march() {
    let year = FiscalYear::new(2019);
    assert_eq!((year.start(), year.end()), (date(2019, 4, 1), date(2020, 3, 31)));
    for (day, of) in
        [((2019, 3, 31), 2018), ((2019, 4, 1), 2019), ((2020, 1, 1), 2019), ((2020, 3, 31), 2019)]
    {
        let day = date(day.0, day.1, day.2);
        assert_eq!(FiscalYear::of(day).year(), of);
        assert!(FiscalYear::new(of).contains(day) && !FiscalYear::new(of + 1).contains(day));
    }
}

#[test]
fn two_names_of_one_year_are_one_year() {
    assert_eq!(FiscalYear::parse("平成31年度"), FiscalYear::parse("令和元年度"));
    assert_eq!(FiscalYear::parse("平成31年度"), Ok(FiscalYear::new(2019)));
    assert_eq!(PrintedDate::parse("平成32(2020)年度").unwrap().fiscal_year(), Some(FiscalYear::new(2020)));
    for other in ["平成31年", "平成29～31年度", "平成31年4月", "平成31年度末", "平成31年度以降", "未定"]
    {
        assert_eq!(FiscalYear::parse(other), Err(DateError::NotAFiscalYear { text: other.into() }));
    }
}

#[test]
fn it_is_printed_in_the_era_of_april_first() {
    for (year, text) in [
        (2018, "平成30年度"),
        (2019, "平成31年度"),
        (2020, "令和2年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
    ] {
        assert_eq!(FiscalYear::new(year).printed(), text);
        assert_eq!(FiscalYear::parse(text), Ok(FiscalYear::new(year)));
    }
}

#[test]
fn no_number_makes_it_panic() {
    for year in [i16::MIN, -9999, 0, 9998, i16::MAX] {
        let year = FiscalYear::new(year);
        assert!(year.start() < year.end() && !year.printed().is_empty());
    }
}

#[test]
fn the_stored_form_is_the_number() {
    assert_eq!(serde_json::to_string(&FiscalYear::new(2019)).unwrap(), "2019");
    assert_eq!(serde_json::from_str::<FiscalYear>("2019").unwrap(), FiscalYear::new(2019));
}
