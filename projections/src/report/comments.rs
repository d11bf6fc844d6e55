//! Public comments (R8): the consultations of a plan, what was said in them, what was answered, and how many of each.
//!
//! What the channels count and what the table lists are two statements: a difference is shown, not repaired.

use super::lint::weekday::mistaken;
use super::named::{ItemRef, PlanRef};
use super::numbers::Numbers;
use domain::event::{ConsultationRecorded, ConsultationState};
use domain::id::{ActorId, ConsultationId, OpinionId};
use domain::plan::{Opinion, Plan};
use domain::value::{Text, Vocabulary};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many came by one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChannelCount {
    /// Such as 郵送.
    pub name: Text,
    /// 通; none where that is not printed, and before anyone may know.
    pub letters: Option<u32>,
    /// 件; none where that is not printed, and before anyone may know.
    pub opinions: Option<u32>,
}

/// How many opinions were answered with one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DispositionCount {
    /// Such as A.
    pub code: String,
    /// What it means.
    pub definition: Option<String>,
    /// How many; 0 is said too.
    pub opinions: u32,
}

/// A code of the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DispositionTerm {
    /// Such as A.
    pub code: String,
    /// What it means.
    pub definition: Option<String>,
}

/// A weekday that is not the day's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WrongWeekday {
    /// As printed.
    pub words: String,
    /// The day's: 金.
    pub is: String,
}

/// Who answered, and when; nothing of it is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Respondent {
    /// Who.
    pub actor: ActorId,
    /// The name, where it is known: see [`CommentsReport::tell`].
    pub name: Option<String>,
    /// When it was recorded, where that is known.
    pub at: Option<Timestamp>,
}

/// One opinion and its answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OpinionRow {
    /// Its id.
    pub opinion: OpinionId,
    /// Its number as printed.
    pub number: Text,
    /// 意見の趣旨.
    pub gist: Text,
    /// What it is about.
    pub items: Vec<ItemRef>,
    /// 考え方.
    pub view: Option<Text>,
    /// 区分.
    pub disposition: Option<Text>,
    /// Who answered, and when.
    pub answered: Option<Respondent>,
    /// How many answers this one replaces.
    pub replaced: u32,
    /// The sequence of the answer's event, or of the opinion's where it has none.
    pub sequence: u64,
}

/// What came of a consultation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Results {
    /// How many opinions are listed.
    pub opinions: u32,
    /// How many of these have an answer.
    pub answered: u32,
    /// How many more the channels count than are listed; none where they count nothing.
    pub difference: Option<i64>,
    /// The codes in their order, those of no opinion too.
    pub by_disposition: Vec<DispositionCount>,
    /// How many opinions have no code.
    pub without_disposition: u32,
    /// The opinions in the order of their numbers.
    pub rows: Vec<OpinionRow>,
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ConsultationReport {
    /// Its id.
    pub consultation: ConsultationId,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// The period as printed.
    pub printed_period: Option<Text>,
    /// Weekdays of the period that are not their days'.
    pub wrong_weekdays: Vec<WrongWeekday>,
    /// Open or closed.
    pub state: ConsultationState,
    /// How many came by which way.
    pub channels: Vec<ChannelCount>,
    /// 通 of all of them.
    pub letters: Option<u32>,
    /// 件 of all of them.
    pub channel_opinions: Option<u32>,
    /// The codes of the answers and what they mean.
    pub dispositions: Vec<DispositionTerm>,
    /// What came of it; none where that is not to be seen yet.
    pub results: Option<Results>,
}

/// The consultations of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CommentsReport {
    /// The plan.
    pub plan: PlanRef,
    /// The newest first.
    pub consultations: Vec<ConsultationReport>,
}

impl CommentsReport {
    /// Says who answered and when, by the sequences of the events. Names stand in the metadata of events only, so that
    /// they can be masked.
    pub fn tell(&mut self, events: &BTreeMap<u64, (String, Timestamp)>) {
        let results = self.consultations.iter_mut().filter_map(|of| of.results.as_mut());
        for row in results.flat_map(|results| &mut results.rows) {
            if let (Some(respondent), Some((name, at))) = (&mut row.answered, events.get(&row.sequence)) {
                respondent.name = Some(name.clone());
                respondent.at = Some(*at);
            }
        }
    }

    /// The first event that [`CommentsReport::tell`] wants to know of; none where there is none.
    pub fn first_answer(&self) -> Option<u64> {
        let results = self.consultations.iter().filter_map(|of| of.results.as_ref());
        results
            .flat_map(|results| &results.rows)
            .filter(|row| row.answered.is_some())
            .map(|row| row.sequence)
            .min()
    }
}

/// The consultations of a plan. `inside` is whether drafts are shown: of a plan as anyone may see it the results of a
/// consultation stay away until they are published together, and with them how many opinions came in.
pub fn comments(plan: &Plan, inside: bool) -> CommentsReport {
    let numbers = Numbers::of(plan);
    let mut recorded: Vec<&ConsultationRecorded> = plan.head.consultations.values().collect();
    recorded.sort_by_key(|of| std::cmp::Reverse((of.from, of.consultation)));
    let consultations = recorded.into_iter().map(|of| consultation(plan, &numbers, of, inside)).collect();
    CommentsReport { plan: PlanRef::of(plan), consultations }
}

fn consultation(
    plan: &Plan,
    numbers: &Numbers,
    recorded: &ConsultationRecorded,
    inside: bool,
) -> ConsultationReport {
    let opinions = plan.opinions_of(recorded.consultation);
    let sum = |of: fn(&domain::event::SubmissionChannel) -> Option<u32>| {
        let counted: Vec<u32> = recorded.channels.iter().filter_map(of).collect();
        (!counted.is_empty()).then(|| counted.into_iter().sum())
    };
    let (letters, channel_opinions) = (sum(|channel| channel.letters), sum(|channel| channel.opinions));
    // Nothing came in where the channels say so; else no opinion of a public plan means that none may be read yet.
    let none_came = recorded.state == ConsultationState::Closed && channel_opinions == Some(0);
    let shown = inside || !opinions.is_empty() || none_came;
    let words = recorded
        .dispositions
        .and_then(|id| plan.head.vocabularies.iter().rev().find(|vocabulary| vocabulary.id == id));
    let period = recorded.printed_period.as_ref().map(Text::as_str).unwrap_or_default();
    let wrong = mistaken(period)
        .into_iter()
        .map(|wrong| WrongWeekday { words: period[wrong.range].to_owned(), is: wrong.is.to_string() });
    let channels = recorded.channels.iter().map(|channel| ChannelCount {
        name: channel.name.clone(),
        letters: channel.letters.filter(|_| shown),
        opinions: channel.opinions.filter(|_| shown),
    });
    let terms = words.into_iter().flat_map(|words| &words.terms);
    ConsultationReport {
        consultation: recorded.consultation,
        from: recorded.from,
        to: recorded.to,
        printed_period: recorded.printed_period.clone(),
        wrong_weekdays: wrong.collect(),
        state: recorded.state,
        channels: channels.collect(),
        letters: letters.filter(|_| shown),
        channel_opinions: channel_opinions.filter(|_| shown),
        dispositions: terms
            .map(|term| DispositionTerm { code: term.wording.clone(), definition: term.definition.clone() })
            .collect(),
        results: shown.then(|| results(plan, numbers, &opinions, words, channel_opinions)),
    }
}

fn results(
    plan: &Plan,
    numbers: &Numbers,
    opinions: &[&Opinion],
    words: Option<&Vocabulary>,
    channels: Option<u32>,
) -> Results {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut rows: Vec<OpinionRow> = opinions.iter().map(|opinion| row(plan, numbers, opinion)).collect();
    rows.sort_by_key(|row| (number(&row.number), row.sequence));
    let of_code = |code: &str| {
        let is = |row: &&OpinionRow| {
            let own = row.disposition.as_ref().map(Text::as_str);
            own.is_some_and(|own| {
                words.and_then(|words| words.term_of(own)).is_some_and(|term| term.wording == code)
            })
        };
        count(rows.iter().filter(is).count())
    };
    let terms = words.into_iter().flat_map(|words| &words.terms);
    let by_disposition = terms.map(|term| DispositionCount {
        code: term.wording.clone(),
        definition: term.definition.clone(),
        opinions: of_code(&term.wording),
    });
    Results {
        opinions: count(rows.len()),
        answered: count(rows.iter().filter(|row| row.view.is_some()).count()),
        difference: channels.map(|channels| i64::from(channels) - i64::from(count(rows.len()))),
        by_disposition: by_disposition.collect(),
        without_disposition: count(rows.iter().filter(|row| row.disposition.is_none()).count()),
        rows,
    }
}

fn row(plan: &Plan, numbers: &Numbers, opinion: &Opinion) -> OpinionRow {
    let last = opinion.answers.last();
    let items = opinion.recorded.nodes.iter().filter_map(|node| numbers.item(plan, *node));
    OpinionRow {
        opinion: opinion.recorded.opinion,
        number: opinion.recorded.number.clone(),
        gist: opinion.recorded.gist.clone(),
        items: items.collect(),
        view: last.map(|last| last.answer.view.clone()),
        disposition: last.and_then(|last| last.answer.disposition.clone()),
        answered: last.and_then(|last| last.actor).map(|actor| Respondent { actor, name: None, at: None }),
        replaced: u32::try_from(opinion.answers.len().saturating_sub(1)).unwrap_or(u32::MAX),
        sequence: last.map_or(opinion.sequence, |last| last.sequence),
    }
}

/// A number for the order of a list: 2 before 10, whatever is no number last.
fn number(printed: &Text) -> (u64, String) {
    let key = domain::value::search_key::search_key(printed.as_str());
    let digits: String =
        key.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u64::MAX), key)
}
