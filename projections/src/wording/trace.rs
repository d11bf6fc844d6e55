//! Trace and coverage.

use super::Language;
use crate::report::OrphanKind;
use domain::value::TraceLevel;

/// What a level of a trace is called.
pub const fn trace_level(level: TraceLevel, language: Language) -> &'static str {
    match level {
        TraceLevel::Concept => language.of("理念", "concept"),
        TraceLevel::Function => language.of("機能", "function"),
        TraceLevel::Opportunity => language.of("活用が見込める項目", "opportunity"),
        TraceLevel::Issue => language.of("課題", "issue"),
        TraceLevel::Class => language.of("分類", "class"),
        TraceLevel::Countermeasure => language.of("対策案", "countermeasure"),
        TraceLevel::Policy => language.of("方針", "policy"),
    }
}

/// How something stands alone.
pub const fn orphan(kind: OrphanKind, language: Language) -> &'static str {
    match kind {
        OrphanKind::OpportunityWithoutIssue => {
            language.of("課題のない項目", "opportunities without an issue")
        }
        OrphanKind::IssueWithoutClass => language.of("分類のない課題", "issues without a class"),
        OrphanKind::IssueWithoutCountermeasure => {
            language.of("対策案のない課題", "issues without a countermeasure")
        }
        OrphanKind::ClassWithoutPolicy => language.of("対応する方針のない分類", "classes without a policy"),
        OrphanKind::PolicyWithoutIssue => language.of("対応する課題のない方針", "policies without an issue"),
    }
}
