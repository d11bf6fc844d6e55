//! What is stated of a node beside its row: departments, categories, years, indicators, declared changes.

use super::node::Said;
use super::{Head, Lens, Node};
use crate::event::{
    Assignment, CategorySet, ChangeDeclared, DepartmentsAssigned, Fact, IndicatorSide, IndicatorStated,
    IndicatorValue, YearSide, YearStatusStated,
};
use crate::id::{IndicatorId, NodeId, TermId, VocabularyId};
use crate::value::{Basis, FiscalYear, Meaning, Profile, Status, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing that is stated of a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// All of its departments.
    Departments {
        /// In the order in which they are printed.
        departments: Vec<Assignment>,
        /// From when, where that is stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
    },
    /// Its category on one axis.
    Category {
        /// The axis.
        axis: VocabularyId,
        /// The category; none where it has none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        term: Option<TermId>,
    },
    /// Its status for one fiscal year.
    Year {
        /// The year.
        year: FiscalYear,
        /// Planned or actual.
        side: YearSide,
        /// The status.
        status: Status,
    },
    /// An indicator for one fiscal year.
    Indicator {
        /// The indicator.
        indicator: IndicatorId,
        /// What it is called, where it has a name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<Text>,
        /// The year.
        year: FiscalYear,
        /// Target or result.
        side: IndicatorSide,
        /// The value.
        value: IndicatorValue,
        /// As printed.
        printed: Text,
    },
    /// 計画に変更が生じた事業: the document says so, and why (P2). It speaks of that edition alone.
    DeclaredChange {
        /// As printed.
        reason: Text,
    },
}

/// What a detail speaks of: of two that speak of the same, one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The departments.
    Departments,
    /// The category on that axis.
    Category(VocabularyId),
    /// The status of that year.
    Year(FiscalYear, YearSide),
    /// The indicator in that year.
    Indicator(IndicatorId, FiscalYear, IndicatorSide),
    /// The declared change.
    DeclaredChange,
}

impl Detail {
    /// The fact that states it; none where that is of an edition alone and the occasion is another.
    pub(super) fn into_fact(self, node: NodeId, basis: Basis) -> Option<Fact> {
        let fact = match self {
            Self::Departments { departments, from } => {
                DepartmentsAssigned { node, departments, from, basis }.into()
            }
            Self::Category { axis, term } => CategorySet { node, axis, term, basis }.into(),
            Self::Year { year, side, status } => YearStatusStated { node, year, side, status, basis }.into(),
            Self::Indicator { indicator, name, year, side, value, printed } => {
                IndicatorStated { indicator, name, node, year, side, value, printed, basis }.into()
            }
            Self::DeclaredChange { reason } => match basis {
                Basis::Edition(edition) => ChangeDeclared { edition, node, reason }.into(),
                Basis::Cycle(_) | Basis::Progress(_) => return None,
            },
        };
        Some(fact)
    }

    /// What it speaks of.
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Departments { .. } => Subject::Departments,
            Self::Category { axis, .. } => Subject::Category(*axis),
            Self::Year { year, side, .. } => Subject::Year(*year, *side),
            Self::Indicator { indicator, year, side, .. } => Subject::Indicator(*indicator, *year, *side),
            Self::DeclaredChange { .. } => Subject::DeclaredChange,
        }
    }

    /// Whether a table with those columns says it of each of its rows, so that its silence takes back what an older one
    /// said.
    fn is_said_by(&self, profile: &Profile) -> bool {
        let is_year =
            |of, printed| matches!(self, Self::Year { year, side, .. } if *side == of && *year == printed);
        profile.columns.iter().any(|column| match column.meaning {
            Meaning::Department => matches!(self, Self::Departments { .. }),
            Meaning::Category => matches!(self, Self::Category { .. }),
            Meaning::Indicator => matches!(self, Self::Indicator { .. }),
            Meaning::YearPlanned(year) => is_year(YearSide::Planned, year),
            Meaning::YearActual(year) => is_year(YearSide::Actual, year),
            Meaning::Number
            | Meaning::Title
            | Meaning::Schedule
            | Meaning::Status
            | Meaning::PlannedStatus
            | Meaning::Review
            | Meaning::Remark
            | Meaning::Body
            | Meaning::Trace(_)
            | Meaning::Other => false,
        })
    }
}

impl From<&DepartmentsAssigned> for Detail {
    fn from(fact: &DepartmentsAssigned) -> Self {
        Self::Departments { departments: fact.departments.clone(), from: fact.from }
    }
}

impl From<&CategorySet> for Detail {
    fn from(fact: &CategorySet) -> Self {
        Self::Category { axis: fact.axis, term: fact.term }
    }
}

impl From<&YearStatusStated> for Detail {
    fn from(fact: &YearStatusStated) -> Self {
        Self::Year { year: fact.year, side: fact.side, status: fact.status.clone() }
    }
}

impl From<&IndicatorStated> for Detail {
    fn from(fact: &IndicatorStated) -> Self {
        Self::Indicator {
            indicator: fact.indicator,
            name: fact.name.clone(),
            year: fact.year,
            side: fact.side,
            value: fact.value.clone(),
            printed: fact.printed.clone(),
        }
    }
}

impl From<&ChangeDeclared> for Detail {
    fn from(fact: &ChangeDeclared) -> Self {
        Self::DeclaredChange { reason: fact.reason.clone() }
    }
}

impl Node {
    /// Takes a detail; what speaks of the same on the same occasion is replaced.
    pub(super) fn say_detail(&mut self, detail: Detail, basis: Basis, sequence: u64) {
        let subject = detail.subject();
        self.details.retain(|said| said.basis != basis || said.value.subject() != subject);
        self.details.push(Said { value: detail, basis, sequence });
    }
}

impl Lens {
    /// The details of a node that hold, one for each subject, in the order of their subjects.
    pub fn details<'n>(self, head: &Head, node: &'n Node) -> Vec<&'n Detail> {
        let listed = self.listed_in(head, node);
        let profile = listed.and_then(|(_, edition)| head.profile(head.editions.get(&edition)?.profile));
        let mut holding: BTreeMap<Subject, ((Date, u64), &Detail)> = BTreeMap::new();
        for said in &node.details {
            let Some(day) = self.day(head, said.basis) else { continue };
            let rank = (day, said.sequence);
            if let (Some((newest, edition)), Some(profile), Basis::Edition(of)) =
                (listed, profile, said.basis)
                && of != edition
                && day <= newest
                && said.value.is_said_by(profile)
            {
                continue;
            }
            if matches!(said.value, Detail::DeclaredChange { .. })
                && listed.is_none_or(|(_, edition)| said.basis != Basis::Edition(edition))
            {
                continue;
            }
            let held = holding.entry(said.value.subject()).or_insert((rank, &said.value));
            if held.0 < rank {
                *held = (rank, &said.value);
            }
        }
        holding.into_values().map(|(_, detail)| detail).collect()
    }
}
