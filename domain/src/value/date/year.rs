//! Years and the points in time that begin with one: 平成30年11月1日, H30.11, 2018（平成30）年度, 2021-03-15.

use super::era::{Era, year_of};
use super::scan::Scan;
use super::{DateError, DateHint, Precision};
use crate::value::FiscalYear;
use jiff::civil::{Date, date};

/// A year as printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Year {
    pub(super) era: Option<Era>,
    pub(super) western: i16,
    /// Whether the text names it twice, and so explains an era that has ended.
    twice: bool,
}

/// What stands behind the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing.
    Bare,
    /// 年.
    Calendar,
    /// 年度.
    Fiscal,
}

/// A point in time as printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) year: Year,
    pub(super) unit: Unit,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

/// A reader's answer: nothing of its kind here, or something and the place behind it.
pub(super) type Read<'a, T> = Result<Option<(T, Scan<'a>)>, DateError>;

impl Point {
    /// Reads a point that begins with its year.
    pub(super) fn read(scan: Scan<'_>) -> Read<'_, Self> {
        let Some((year, rest)) = Year::read(scan)? else { return Ok(None) };
        let (year, rest) = year.again(rest)?;
        let (unit, rest) = Unit::read(rest);
        let (year, rest) = year.again(rest)?;
        Self::after_year(year, unit, rest).map(Some)
    }

    /// Reads what follows the year and its unit.
    pub(super) fn after_year(year: Year, unit: Unit, rest: Scan<'_>) -> Result<(Self, Scan<'_>), DateError> {
        let point = Self { year, unit, month: None, day: None };
        match unit {
            Unit::Fiscal => Ok((point, rest)),
            Unit::Calendar => point.month_by_word(rest),
            Unit::Bare => point.month_by_sign(rest),
        }
    }

    /// 11月, 11月1日.
    pub(super) fn month_by_word(self, rest: Scan<'_>) -> Result<(Self, Scan<'_>), DateError> {
        let Some((number, behind)) = rest.number(1, 2).and_then(|(n, rest)| Some((n, rest.word("月")?)))
        else {
            return Ok((self, rest));
        };
        let point = self.with_month(number, rest)?;
        point.day_by_word(behind)
    }

    /// 1日.
    pub(super) fn day_by_word(self, rest: Scan<'_>) -> Result<(Self, Scan<'_>), DateError> {
        match rest.number(1, 2).and_then(|(n, rest)| Some((n, rest.word("日")?))) {
            Some((number, behind)) => Ok((self.with_day(number, rest)?, behind)),
            None => Ok((self, rest)),
        }
    }

    /// .11, .11.1 with one sign throughout.
    fn month_by_sign(self, rest: Scan<'_>) -> Result<(Self, Scan<'_>), DateError> {
        let Some((sign, behind)) = rest.take(|c| matches!(c, '.' | '/' | '-')) else {
            return Ok((self, rest));
        };
        let (number, behind) = match behind.number(1, 2) {
            Some((number, behind)) if behind.spaces().peek() != Some('年') => (number, behind),
            Some(_) | None => return Ok((self, rest)),
        };
        let point = self.with_month(number, rest)?;
        match behind.sign(sign).and_then(|rest| rest.number(1, 2)) {
            Some((number, last)) => Ok((point.with_day(number, rest)?, last)),
            None => Ok((point, behind)),
        }
    }

    pub(super) fn with_month(self, number: u32, at: Scan<'_>) -> Result<Self, DateError> {
        let month = i8::try_from(number).ok().filter(|month| (1..=12).contains(month));
        let month = month.ok_or_else(|| DateError::NoSuchMonth { text: at.whole().into(), month: number })?;
        Ok(Self { month: Some(month), ..self })
    }

    pub(super) fn with_day(self, number: u32, at: Scan<'_>) -> Result<Self, DateError> {
        let last = self.last().day();
        let day = i8::try_from(number).ok().filter(|day| (1..=last).contains(day));
        let day = day.ok_or_else(|| DateError::NoSuchDay { text: at.whole().into(), day: number, last })?;
        Ok(Self { day: Some(day), ..self })
    }

    /// How exact it is.
    pub(super) fn precision(&self) -> Precision {
        match (self.month, self.day, self.unit) {
            (_, Some(_), _) => Precision::Day,
            (Some(_), None, _) => Precision::Month,
            (None, None, Unit::Fiscal) => Precision::FiscalYear,
            (None, None, Unit::Calendar | Unit::Bare) => Precision::Year,
        }
    }

    /// Its first day.
    pub(super) fn first(&self) -> Date {
        match self.unit {
            Unit::Fiscal => FiscalYear::new(self.year.western).start(),
            Unit::Calendar | Unit::Bare => {
                date(self.year.western, self.month.unwrap_or(1), self.day.unwrap_or(1))
            }
        }
    }

    /// Its last day.
    pub(super) fn last(&self) -> Date {
        match (self.precision(), self.unit) {
            (Precision::Day, _) => self.first(),
            (Precision::Month, _) => self.first().last_of_month(),
            (_, Unit::Fiscal) => FiscalYear::new(self.year.western).end(),
            (_, Unit::Calendar | Unit::Bare) => self.first().last_of_year(),
        }
    }

    /// Whether its era had ended or had not begun.
    pub(super) fn hint(&self) -> Option<DateHint> {
        let era = self.year.era.filter(|_| !self.year.twice)?;
        let also = || match (self.unit, self.month, self.day) {
            (Unit::Fiscal, _, _) => FiscalYear::new(self.year.western).printed(),
            (_, None, _) => year_of(self.last()),
            (_, Some(month), None) => format!("{}{month}月", year_of(self.last())),
            (_, Some(month), Some(day)) => format!("{}{month}月{day}日", year_of(self.last())),
        };
        if era.ended().is_some_and(|ended| ended <= self.first()) {
            Some(DateHint::EraEnded { era, also: also() })
        } else {
            (self.last() < era.first_day()).then(|| DateHint::EraNotBegun { era, also: also() })
        }
    }
}

impl Year {
    /// Reads 平成30, ㍻30, H30, 令和元 or 2018, without its unit.
    pub(super) fn read(scan: Scan<'_>) -> Read<'_, Self> {
        if let Some((year, rest)) = scan.number(4, 4) {
            return Self::western(year, scan).map(|year| Some((year, rest)));
        }
        let era = Era::ALL.into_iter().find_map(|era| {
            let names = [era.name(), era.sign(), era.letter()];
            names.into_iter().find_map(|name| Some((era, scan.word(name)?)))
        });
        let Some((era, rest)) = era else { return Ok(None) };
        match rest.word("元").map(|rest| (1, rest)).or_else(|| rest.number(1, 2)) {
            Some((number, behind)) => Self::of_era(era, number, scan).map(|year| Some((year, behind))),
            None => Ok(None),
        }
    }

    pub(super) fn western(number: u32, at: Scan<'_>) -> Result<Self, DateError> {
        let western = i16::try_from(number).ok().filter(|year| (1873..=2999).contains(year));
        let western =
            western.ok_or_else(|| DateError::NoSuchYear { text: at.whole().into(), year: number })?;
        Ok(Self { era: None, western, twice: false })
    }

    pub(super) fn of_era(era: Era, number: u32, at: Scan<'_>) -> Result<Self, DateError> {
        let first = u32::from(era.first_year().unsigned_abs());
        let refused = DateError::NoSuchYear { text: at.whole().into(), year: number };
        let western =
            (first + number).checked_sub(1).filter(|_| number > 0).ok_or_else(|| refused.clone())?;
        Ok(Self { era: Some(era), ..Self::western(western, at).map_err(|_| refused)? })
    }

    /// Reads the same year once more in brackets, with or without its unit: （平成30）, (2020年度).
    fn again(self, rest: Scan<'_>) -> Result<(Self, Scan<'_>), DateError> {
        let Some(inside) = rest.spaces().sign('(') else { return Ok((self, rest)) };
        let Some((other, behind)) = Self::read(inside.spaces())? else { return Ok((self, rest)) };
        let (_, behind) = Unit::read(behind);
        let Some(behind) = behind.spaces().sign(')') else { return Ok((self, rest)) };
        if other.western != self.western {
            let text = rest.whole().to_owned();
            return Err(DateError::YearsDisagree { text, first: self.western, second: other.western });
        }
        Ok((Self { twice: true, ..self }, behind))
    }
}

impl Unit {
    /// Reads 年度 or 年.
    pub(super) fn read(rest: Scan<'_>) -> (Self, Scan<'_>) {
        match (rest.word("年度"), rest.word("年")) {
            (Some(behind), _) => (Self::Fiscal, behind),
            (None, Some(behind)) => (Self::Calendar, behind),
            (None, None) => (Self::Bare, rest),
        }
    }
}
