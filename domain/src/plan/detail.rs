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
    /// The detail that a fact states, of which node, on which occasion; none where it states another thing.
    pub(super) fn of_fact(fact: &Fact) -> Option<(NodeId, Self, Basis)> {
        if let Fact::DepartmentsAssigned(f) = fact {
            let detail = Self::Departments { departments: f.departments.clone(), from: f.from };
            Some((f.node, detail, f.basis))
        } else if let Fact::CategorySet(f) = fact {
            Some((f.node, Self::Category { axis: f.axis, term: f.term }, f.basis))
        } else if let Fact::YearStatusStated(f) = fact {
            let detail = Self::Year { year: f.year, side: f.side, status: f.status.clone() };
            Some((f.node, detail, f.basis))
        } else if let Fact::IndicatorStated(f) = fact {
            let detail = Self::Indicator {
                indicator: f.indicator,
                name: f.name.clone(),
                year: f.year,
                side: f.side,
                value: f.value.clone(),
                printed: f.printed.clone(),
            };
            Some((f.node, detail, f.basis))
        } else if let Fact::ChangeDeclared(f) = fact {
            let detail = Self::DeclaredChange { reason: f.reason.clone() };
            Some((f.node, detail, Basis::Edition(f.edition)))
        } else {
            None
        }
    }

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
        profile.columns.iter().any(|column| match (self, column.meaning) {
            (Self::Departments { .. }, Meaning::Department)
            | (Self::Category { .. }, Meaning::Category)
            | (Self::Indicator { .. }, Meaning::Indicator) => true,
            (Self::Year { year, side: YearSide::Planned, .. }, Meaning::YearPlanned(printed))
            | (Self::Year { year, side: YearSide::Actual, .. }, Meaning::YearActual(printed)) => {
                *year == printed
            }
            (
                Self::Departments { .. }
                | Self::Category { .. }
                | Self::Indicator { .. }
                | Self::Year { .. }
                | Self::DeclaredChange { .. },
                Meaning::Number
                | Meaning::Title
                | Meaning::Schedule
                | Meaning::Status
                | Meaning::PlannedStatus
                | Meaning::Review
                | Meaning::Remark
                | Meaning::Body
                | Meaning::Department
                | Meaning::Category
                | Meaning::YearPlanned(_)
                | Meaning::YearActual(_)
                | Meaning::Indicator
                | Meaning::Other,
            ) => false,
        })
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
