//! Which texts of an event may be masked by order (墨塗り).
//!
//! A path leads from the fact's body to a text: names joined by `.`, `[]` for each element of a list. Free texts are
//! declared, with the copies of a title or a remark that other events keep; what the rules read (dates, numbers,
//! status words, codes) is not. Each golden file lists the same paths.

use super::{Fact, Metadata};

impl Metadata {
    /// The keys of stored metadata that may be masked.
    pub const REDACTABLE: &'static [&'static str] = &["name"];
}

impl Fact {
    /// The paths of the texts that may be masked in a fact of this type, in the order of its fields.
    pub const fn redactable(&self) -> &'static [&'static str] {
        match self {
            Self::PlanOpened(_) => &["title", "organisation"],
            Self::PlanDescribed(_) => &["title", "title_lines[]", "periods[].name"],
            Self::PlanLinked(_) => &["target.citation"],
            Self::PlanClosed(_) | Self::CycleAbandoned(_) | Self::LinkRetracted(_) => &["reason"],
            Self::ProfileDefined(_) => &["profile.columns[].heading"],
            Self::VocabularyDefined(_) => &["vocabulary.terms[].definition"],
            Self::OrganUnitDefined(_) => &["name"],
            Self::SourceRegistered(_) => &["name", "origin"],
            Self::ImportRecorded(_) => &["sheet", "warnings[].column", "warnings[].text"],
            Self::EditionTranscribed(_) => &["label", "title_lines[]"],
            Self::RowTranscribed(_) => &["cells[].text", "reading.title"],
            Self::EditionPublished(_)
            | Self::CategorySet(_)
            | Self::YearStatusStated(_)
            | Self::CycleSubmitted(_)
            | Self::ReasonClassified(_) => &[],
            Self::EditionWithdrawn(_) => &["reason", "authority"],
            Self::EditionCorrected(_) => &[
                "printed",
                "corrected",
                "reading.title.title",
                "reason",
                "evidence[].file.name",
                "evidence[].file.place",
                "evidence[].citation.document",
                "evidence[].citation.place",
            ],
            Self::TotalDeclared(_) => &["table", "row", "column", "printed"],
            Self::ChangeDeclared(_) => &["reason"],
            Self::NodeAdded(_) => &["title"],
            Self::PlacementAdded(_) => &["marker"],
            Self::PlacementChanged(_) => &[],
            Self::PlacementEnded(_) | Self::DecisionWithdrawn(_) => &["reason"],
            Self::TextStated(_) => &["text", "seen.row.title", "seen.row.remark"],
            Self::ScheduleStated(_) => &["seen.row.title", "seen.row.remark"],
            Self::DepartmentsAssigned(_) => &["departments[].qualifier", "departments[].printed"],
            Self::IndicatorStated(_) => &["name", "value.milestone", "printed"],
            Self::ExecutionStated(_) => &[
                "grounds",
                "evidence[].file.name",
                "evidence[].file.place",
                "evidence[].citation.document",
                "evidence[].citation.place",
            ],
            Self::LineageStated(_) => &["note"],
            Self::TraceLinked(_) => &["relation"],
            Self::CycleOpened(_) => &["label"],
            Self::StatusDecided(_) => &[
                "reason.stated",
                "body",
                "evidence[].file.name",
                "evidence[].file.place",
                "evidence[].citation.document",
                "evidence[].citation.place",
                "seen.row.title",
                "seen.row.remark",
            ],
            Self::ReviewGiven(_) => &["comment"],
            Self::CycleAdopted(_) => &[
                "label",
                "title_lines[]",
                "body",
                "meeting",
                "result.other",
                "evidence[].file.name",
                "evidence[].file.place",
                "evidence[].citation.document",
                "evidence[].citation.place",
            ],
            Self::ProgressReported(_) => &["bullets[]"],
            Self::QuestionAsked(_) | Self::QuestionAnswered(_) => &["text"],
            Self::ConsultationRecorded(_) => &["printed_period", "channels[].name"],
            Self::OpinionRecorded(_) => &["number", "gist"],
            Self::OpinionAnswered(_) => &["view", "disposition"],
            Self::TextRedacted(_) => &["authority", "reason"],
        }
    }
}
