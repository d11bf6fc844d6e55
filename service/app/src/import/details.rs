//! What the columns of a table say beside its rows: departments, categories, years, indicators. Names and words that the
//! plan does not have yet are defined as they are first met.

use super::{Defined, Pass};
use crate::error::AppError;
use crate::parse::any;
use ::import::{Row, Table};
use domain::command::{Action, Identity, TranscribeRow};
use domain::event::{Assignment, OrganUnitDefined, UnitKind};
use domain::id::{IndicatorId, NodeId, TermId, UnitId, VocabularyId};
use domain::plan::Detail;
use domain::value::search_key::search_key;
use domain::value::{Column, Field, Meaning, Profile, Term, Text, Vocabulary, VocabularyKind};
use import::understand::{Category, Department, Indicator};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Which indicator of a row is meant: by its name, or by its place among those of the name.
type IndicatorKey = (Option<String>, u32);

/// Departments by name, for comparing.
pub(super) type Units = HashMap<String, UnitId>;

impl Pass<'_> {
    /// Defines the departments and the categories of rows that the plan does not know.
    pub(super) fn define(&mut self, rows: &[Row]) -> Result<Defined, AppError> {
        let mut defined = Defined::default();
        let mut units = self.units();
        for department in rows.iter().flat_map(|row| &row.details.departments) {
            if let Entry::Vacant(unknown) = units.entry(comparable(&department.name)) {
                unknown.insert(self.define_department(department, &mut defined)?);
            }
        }
        let mut words: Vec<(&str, Vec<&str>)> = Vec::new();
        for Category { axis, word } in rows.iter().flat_map(|row| &row.details.categories) {
            match words.iter_mut().find(|(name, _)| name == axis) {
                Some((_, known)) if known.contains(&word.as_str()) => {}
                Some((_, known)) => known.push(word),
                None => words.push((axis, vec![word])),
            }
        }
        for (axis, words) in words {
            self.define_categories(axis, &words, &mut defined)?;
        }
        Ok(defined)
    }

    fn define_department(
        &mut self,
        department: &Department,
        defined: &mut Defined,
    ) -> Result<UnitId, AppError> {
        let (unit, name) = (UnitId::new(Uuid::now_v7()), any("department", Field::Title, &department.name)?);
        defined.departments.push(name.to_string());
        let kind = UnitKind::Department;
        let define = OrganUnitDefined { unit, kind, name, from: None, predecessors: Vec::new() };
        self.take(Action::DefineUnit(define))?;
        Ok(unit)
    }

    /// The words of an axis that are new, in one version.
    fn define_categories(
        &mut self,
        axis: &str,
        words: &[&str],
        defined: &mut Defined,
    ) -> Result<(), AppError> {
        let Some(id) = self.axis_id(axis) else { return Ok(()) };
        let known = self.axis(id).cloned();
        let fresh: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| known.as_ref().is_none_or(|axis| axis.term_of(word).is_none()))
            .collect();
        if fresh.is_empty() {
            return Ok(());
        }
        let version = known.as_ref().map_or(1, |axis| axis.version + 1);
        let mut vocabulary = known.unwrap_or_else(|| Vocabulary {
            id,
            version,
            kind: VocabularyKind::Category,
            terms: Vec::new(),
        });
        for word in fresh {
            // Two wordings that differ in white space alone are one word.
            if vocabulary.term_of(word).is_none() {
                let id = TermId::new(Uuid::now_v7());
                let term = Term { id, wording: word.to_owned(), state: None, definition: None };
                vocabulary =
                    vocabulary.with_term(term).map_err(|error| AppError::invalid("category", word, error))?;
                defined.categories.entry(axis.to_owned()).or_default().push(word.to_owned());
            }
        }
        self.take(Action::DefineVocabulary(Vocabulary { version, ..vocabulary }))
    }

    /// What the rows say beside themselves; what they name is defined before.
    pub(super) fn tell_details(
        &self,
        table: &Table,
        rows: &mut [TranscribeRow],
        known: impl Fn(&TranscribeRow) -> Option<NodeId>,
    ) -> Result<(), AppError> {
        let units = self.units();
        // What is said of an item is said where it stands first.
        for (read, row) in table.rows.iter().zip(rows).filter(|(_, row)| row.relists.is_none()) {
            let node = match row.identity {
                Identity::New => None,
                Identity::Known(node) => Some(node),
                Identity::ByNumber => known(row),
            };
            row.details = self.details_of(read, node, &units)?;
        }
        Ok(())
    }

    /// What one row says beside itself, in the plan's ids.
    pub(super) fn details_of(
        &self,
        row: &Row,
        node: Option<NodeId>,
        units: &Units,
    ) -> Result<Vec<Detail>, AppError> {
        let read = &row.details;
        let mut details = Vec::new();
        if !read.departments.is_empty() {
            let departments =
                read.departments.iter().map(|d| assignment(d, units)).collect::<Result<_, _>>()?;
            details.push(Detail::Departments { departments, from: None });
        }
        for Category { axis, word } in &read.categories {
            let Some(axis) = self.axis_id(axis).and_then(|id| self.axis(id)) else { continue };
            let term = axis.term_of(word).map(|term| term.id);
            details.push(Detail::Category { axis: axis.id, term });
        }
        for stated in &read.years {
            let (year, side, status) = (stated.year, stated.side, stated.status.clone());
            details.push(Detail::Year { year, side, status });
        }
        let mut ids = self.indicator_ids(node);
        for indicator in &read.indicators {
            details.push(said(indicator, &mut ids)?);
        }
        Ok(details)
    }

    /// The departments by name: by those that they have now, then by those that they had.
    pub(super) fn units(&self) -> Units {
        let mut units = Units::new();
        let known = &self.desk.plan.head.units;
        let now = known.iter().filter_map(|(unit, names)| Some((unit, names.last()?)));
        let once = known.iter().flat_map(|(unit, names)| names.iter().map(move |name| (unit, name)));
        for (unit, named) in now.chain(once) {
            units.entry(comparable(named.name.as_str())).or_insert(*unit);
        }
        units
    }

    fn axis(&self, id: VocabularyId) -> Option<&Vocabulary> {
        self.desk.plan.head.axes().into_iter().find(|axis| axis.id == id)
    }

    /// The axis of the column with that heading: it has the column's id, which stays through all versions.
    fn axis_id(&self, heading: &str) -> Option<VocabularyId> {
        let wanted = comparable(heading);
        let profiles = self.desk.plan.head.profiles.iter().rev();
        let mut columns = profiles.flat_map(Profile::in_order);
        let is_axis =
            |column: &&Column| column.meaning == Meaning::Category && comparable(&column.heading) == wanted;
        columns.find(is_axis).map(|column| VocabularyId::new(column.id.uuid()))
    }

    /// The indicators that a node has already, so that those of another year or edition are the same ones.
    fn indicator_ids(&self, node: Option<NodeId>) -> BTreeMap<IndicatorKey, IndicatorId> {
        let node = node.and_then(|node| self.desk.plan.nodes.get(&node));
        let mut ids: BTreeMap<IndicatorKey, IndicatorId> = BTreeMap::new();
        for said in node.into_iter().flat_map(|node| &node.details) {
            if let Detail::Indicator { indicator, name, .. } = &said.value
                && !ids.values().any(|known| known == indicator)
            {
                let name = name.as_ref().map(Text::to_string);
                let place = ids.keys().filter(|(other, _)| *other == name).count();
                ids.insert((name, u32::try_from(place).unwrap_or(u32::MAX)), *indicator);
            }
        }
        ids
    }
}

fn assignment(department: &Department, units: &Units) -> Result<Assignment, AppError> {
    let qualifier = department.qualifier.as_deref();
    Ok(Assignment {
        unit: units.get(&comparable(&department.name)).copied(),
        qualifier: qualifier.map(|text| any("department", Field::Title, text)).transpose()?,
        printed: any("department", Field::Remark, &department.printed)?,
    })
}

fn said(read: &Indicator, ids: &mut BTreeMap<IndicatorKey, IndicatorId>) -> Result<Detail, AppError> {
    let key = (read.name.clone(), read.place);
    let indicator = *ids.entry(key).or_insert_with(|| IndicatorId::new(Uuid::now_v7()));
    Ok(Detail::Indicator {
        indicator,
        name: read.name.as_deref().map(|name| any("indicator", Field::Title, name)).transpose()?,
        year: read.year,
        side: read.side,
        value: read.value.clone(),
        printed: any("indicator", Field::Remark, &read.printed)?,
    })
}

/// A name for comparing: width, case and white space do not count.
fn comparable(name: &str) -> String {
    search_key(name).chars().filter(|c| !c.is_whitespace()).collect()
}
