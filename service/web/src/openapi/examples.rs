//! Examples of every operation, on the real sample: requests as they may be sent, and what is answered to them.
//!
//! They lie in `examples/`, a file an operation. A system test plays them in the order of their steps on both databases
//! and holds every answer against what is written here; with `MINAOSHI_EXAMPLES=write` it writes the answers down.

use crate::route::{Body, Route, Value as Holds};
use crate::said::Said;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// A request, and what is answered to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    /// Its place in the story that all examples tell.
    pub(crate) step: u32,
    /// Who asks.
    pub(crate) by: Bearer,
    /// What is special about it.
    pub(crate) about: Option<About>,
    /// The names in the path.
    #[serde(default)]
    pub(crate) path: Map<String, Value>,
    /// The parameters of the query.
    #[serde(default)]
    pub(crate) query: Map<String, Value>,
    /// Headers.
    #[serde(default)]
    pub(crate) headers: Map<String, Value>,
    /// A body in JSON.
    pub(crate) body: Option<Value>,
    /// The fields of a form; of a file its text.
    pub(crate) form: Option<Map<String, Value>>,
    /// The body, where it is a file.
    pub(crate) file: Option<File>,
    /// The status of the answer.
    pub(crate) status: u16,
    /// The answer; long lists are cut short.
    pub(crate) answer: Option<Value>,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Bearer {
    /// Anyone, without a token.
    Public,
    /// An auditor.
    Auditor,
    /// A member of staff.
    Staff,
    /// Another member of staff.
    Second,
}

/// What is special about an example.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct About {
    ja: String,
    en: String,
}

/// A file that is sent.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct File {
    #[serde(rename = "type")]
    pub(crate) media_type: String,
    pub(crate) text: String,
}

macro_rules! examples {
    ($($name:literal)+) => {
        /// The text of the examples of each operation.
        const TEXTS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../examples/", $name, ".json")))),+];
    };
}

examples! {
    "document" "plans" "plan" "table" "report" "report_part" "grid" "cards" "export" "print" "replacements" "cycle" "history" "comparison" "cancelled"
    "cancelled_everywhere" "overdue" "gaps" "lint" "coverage" "trace" "trace_export" "link_trace" "comments" "record_consultation" "close_consultation" "record_opinion" "answer_opinion" "states" "flow" "timeline" "search" "events" "source" "create_plan" "close_plan" "register_source"
    "preview_import" "import" "preview_trace_import" "import_trace" "preview_comments_import" "import_comments" "open_cycle" "decide" "decide_rest" "withdraw_decision" "classify_reason" "submit_cycle"
    "review_cycle" "adopt_cycle" "abandon_cycle" "publish_edition" "withdraw_edition" "correct_edition"
    "state_execution" "edit_node" "add_node" "move_node" "end_node" "report_progress"
    "describe_plan" "lay_out" "link_plan" "lineage" "state_lineage" "confirm_lineage" "infer_lineage" "retract_link"
    "departments" "preview_reorganisation" "reorganise"
    "rewrites" "rewrite_references"
    "open_data" "open_data_file" "open_data_check"
}

static ALL: LazyLock<Vec<(&str, Vec<Example>)>> = LazyLock::new(|| {
    let read = |text: &str| serde_json::from_str(text).expect("a test reads every file of examples");
    TEXTS.iter().map(|(name, text)| (*name, read(text))).collect()
});

/// The examples of an operation.
pub(crate) fn of(operation: &str) -> &'static [Example] {
    let found = ALL.iter().find(|(name, _)| *name == operation);
    found.map_or(&[], |(_, examples)| examples.as_slice())
}

impl Example {
    /// Whether nothing stood in its way.
    pub(crate) fn is_good(&self) -> bool {
        self.status < 400
    }

    /// What it shows; [`Said`] where it is the plain case.
    pub(crate) fn shows(&self, language: projections::wording::Language) -> &str {
        const PLAIN: Said = crate::said::said("基本の例", "The plain case");
        match &self.about {
            Some(about) => language.of(&about.ja, &about.en),
            None => PLAIN.of(language),
        }
    }

    /// Its body, as far as JSON can show it.
    fn sent(&self, route: &Route) -> Option<Value> {
        // Files come in a list where there may be several.
        let several = |name: &str| match route.body {
            Body::Form(fields) => {
                fields.iter().any(|field| field.name == name && field.value == Holds::Files)
            }
            Body::Nothing | Body::Json(_) | Body::File => false,
        };
        let field = |(name, value): (String, Value)| {
            let value = if several(&name) { json!([value]) } else { value };
            (name, value)
        };
        let form = || self.form.clone().map(|form| Value::Object(form.into_iter().map(field).collect()));
        let file = || self.file.as_ref().map(|file| Value::from(file.text.as_str()));
        self.body.clone().or_else(form).or_else(file)
    }
}

/// Puts the examples of an operation where the document has room for them.
pub(super) fn put(operation: &mut Value, route: &Route) {
    let examples = of(route.name);
    if let Some(example) = examples.iter().find(|example| example.is_good()) {
        for parameter in operation["parameters"].as_array_mut().into_iter().flatten() {
            let place = match parameter["in"].as_str() {
                Some("path") => &example.path,
                Some("query") => &example.query,
                _ => &example.headers,
            };
            let value = place.get(parameter["name"].as_str().unwrap_or_default());
            if let Some(value) = value {
                parameter["example"] = typed(value, &parameter["schema"]["type"]);
            }
        }
    }
    for example in examples {
        let key = format!("step-{}", example.step);
        let shown = |value: &Value| {
            let summary = format!("{} · {}", example.shows(ENGLISH), example.shows(JAPANESE));
            json!({"summary": summary, "value": value})
        };
        // What is refused for what it says is no example of a body that may be sent.
        if let (true, Some(sent)) = (example.is_good(), example.sent(route))
            && let Some(content) = operation["requestBody"]["content"].as_object_mut()
        {
            content.values_mut().for_each(|content| content["examples"][&key] = shown(&sent));
        }
        let answer = &mut operation["responses"][example.status.to_string()];
        if let (Some(value), Some(content)) = (&example.answer, answer["content"].as_object_mut())
            && let Some((_, content)) = content.iter_mut().next()
        {
            content["examples"][&key] = shown(value);
        }
    }
}

const ENGLISH: projections::wording::Language = projections::wording::Language::English;
const JAPANESE: projections::wording::Language = projections::wording::Language::Japanese;

/// A parameter's text as its schema has it.
fn typed(value: &Value, kind: &Value) -> Value {
    match (value.as_str(), kind.as_str()) {
        (Some(text), Some("integer" | "boolean")) => serde_json::from_str(text).unwrap_or_default(),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::table::API;
    use std::collections::BTreeSet;

    #[test]
    fn every_operation_has_an_example_in_which_nothing_stands_in_the_way() {
        let without: Vec<_> = API
            .iter()
            .filter(|route| !of(route.name).iter().any(Example::is_good))
            .map(|route| route.name)
            .collect();
        assert_eq!(without, [""; 0]);
        let unknown: Vec<_> =
            TEXTS.iter().filter(|(name, _)| API.iter().all(|route| route.name != *name)).collect();
        assert!(unknown.is_empty(), "examples of no operation: {unknown:?}");
    }

    #[test]
    fn the_steps_are_those_of_one_story() {
        let steps: Vec<u32> = ALL.iter().flat_map(|(_, all)| all).map(|example| example.step).collect();
        let different: BTreeSet<u32> = steps.iter().copied().collect();
        assert_eq!(different.len(), steps.len(), "two examples have the same step");
    }
}
