//! 報告文: what came of a review in sentences, of the kind of 所管事務の調査（報告）.
//!
//! Every number is one of the models, which are printed as tables beside it; there is no sentence about what there is
//! none of, and nothing is said of why but the classes of reasons that were recorded.

use super::{
    Language, bracketed, called, code, day, fiscal_year, is_proposal, items, not_classified, pack_mark,
    resolved_at, standing,
};
use crate::report::{Flow, PackPart, PackReport, PackSums, Standing};
use domain::event::CycleOrigin;

/// What is told under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is about.
    pub heading: &'static str,
    /// The sentences, one behind the other.
    pub sentences: Vec<String>,
}

/// What came of a review; passages in which nothing is to be said are left out.
pub fn narrative(report: &PackReport, language: Language) -> Vec<Passage> {
    let telling = Telling { report, sums: &report.sums, language };
    let results = match is_proposal(report) {
        true => language.of("見直しの案", "What is proposed"),
        false => language.of("見直しの結果", "What came of it"),
    };
    let passages = [
        (language.of("見直しの経過", "How it was reviewed"), telling.review()),
        (results, telling.results()),
        (language.of("新たに終了した事業", "Items that ended"), telling.ended()),
        (language.of("掲載の追加及び終了", "Items that are new or no longer listed"), telling.listed()),
        (language.of("現在の状況", "How the items stand"), telling.states()),
        (language.of("期限を過ぎている事業", "Overdue items"), telling.overdue()),
        (language.of("計画事項と実施状況", "Planned and actual"), telling.years()),
    ];
    let passages = passages.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    passages.map(|(heading, sentences)| Passage { heading, sentences }).collect()
}

struct Telling<'r> {
    report: &'r PackReport,
    sums: &'r PackSums,
    language: Language,
}

impl Telling<'_> {
    fn say(&self, japanese: String, english: String) -> String {
        match self.language {
            Language::Japanese => japanese,
            Language::English => english,
        }
    }

    fn items(&self, number: u32) -> String {
        items(number, self.language)
    }

    /// 「（資料1）」: where the table is.
    fn see(&self, part: PackPart) -> String {
        let mark = pack_mark(part, self.language);
        bracketed("", &mark, self.language)
    }

    /// Which tables, which review, by whose resolution.
    fn review(&self) -> Vec<String> {
        let changes = &self.report.changes;
        let (from, to) = (called(&changes.from, self.language), called(&changes.to, self.language));
        let plan = self.report.plan.title.as_str().replace('\n', " ");
        // Most plans say in their title whose they are.
        let owner = self.report.plan.organisation.as_str();
        let owner = if plan.contains(owner) { "" } else { owner };
        let (owner, owner_behind) = (owner, bracketed("", owner, self.language));
        let owner_behind = if owner.is_empty() { "" } else { owner_behind.as_str() };
        let mut told = vec![self.say(
            format!("本報告は、{owner}「{plan}」について、{from}の表と{to}の表を比べ、その結果をまとめたものである。"),
            format!("This report compares two tables of “{plan}”{owner_behind}: {from} and {to}."),
        )];
        let Some(review) = &self.report.review else { return told };
        let label = &review.cycle.label;
        let (all, decided) = (self.items(review.items), self.items(review.decided));
        told.extend((review.items > 0).then(|| match (review.cycle.origin, review.undecided) {
            (CycleOrigin::Live, 0) => self.say(
                format!("見直し（{label}）では、対象とした実施事業{all}のすべてについて検討を終えた。"),
                format!("The review {label} has decided upon all of its {all}."),
            ),
            (CycleOrigin::Live, undecided) => self.say(
                format!(
                    "見直し（{label}）では、対象とした実施事業{all}のうち{decided}について検討を終え、{undecided}件が未決定である。"
                ),
                format!("The review {label} has decided upon {} of its {all}; {undecided} not yet.", review.decided),
            ),
            (CycleOrigin::Transcribed | CycleOrigin::Inferred, _) => self.say(
                format!("見直し（{label}）の決定が記録されている実施事業は{decided}である。"),
                format!("Decisions of the review {label} are recorded for {decided}."),
            ),
        }));
        told.extend((review.inferred > 0).then(|| {
            let inferred = self.items(review.inferred);
            self.say(
                format!("このうち{inferred}の決定は、後の版の記載から推定したものである。"),
                format!("For {inferred} of these the decision is inferred from a later edition."),
            )
        }));
        told.push(match &review.cycle.adoption {
            Some(adoption) => {
                let resolved = resolved_at(adoption, self.language);
                let resolved = resolved.replace('\u{3000}', "、");
                self.say(format!("議決は、{resolved}である。"), format!("It was resolved: {resolved}."))
            }
            None if review.cycle.origin == CycleOrigin::Live => self.say(
                "この結果は案であり、まだ議決されていない。".to_owned(),
                "This is a proposal; it is not resolved.".to_owned(),
            ),
            None => return told,
        });
        told
    }

    /// What differs, and how the items moved.
    fn results(&self) -> Vec<String> {
        let PackSums { changed, state_changed, headings, .. } = *self.sums;
        let mut told = vec![self.differing(changed)];
        told.extend((state_changed > 0).then(|| {
            let moves = self.report.moves();
            let ways = moves.iter().map(|flow| self.way(flow)).collect::<Vec<_>>();
            let ways = ways.join(self.language.of("、", ", "));
            self.say(
                format!("状況が変わったものは{}で、その内訳は{ways}である。", self.items(state_changed)),
                format!("{} moved to another state: {ways}.", self.items(state_changed)),
            )
        }));
        told.extend((headings > 0).then(|| {
            self.say(
                format!("このほか、見出し{headings}件の記載が変わった。"),
                format!("Besides, {headings} of the headings differ."),
            )
        }));
        told
    }

    /// How many changed, how many were left as before, and upon how many nobody has decided.
    fn differing(&self, changed: u32) -> String {
        let (left, undecided) = (self.sums.left_as_before(), self.sums.undecided);
        if (changed, undecided) == (0, 0) {
            return self.say(
                format!("記載が変わった実施事業はなく、{}はすべて従前のとおりである。", self.items(left)),
                format!("No item changed; {} stand as before.", self.items(left)),
            );
        }
        let see = self.see(PackPart::Changes);
        let changed = match changed {
            0 => self.say("記載が変わった実施事業はなく".to_owned(), "No item changed".to_owned()),
            _ => self.say(
                format!("記載が変わった実施事業は{}{see}", self.items(changed)),
                format!("{} changed{see}", self.items(changed)),
            ),
        };
        let left = (left > 0 || undecided == 0).then(|| {
            self.say(
                format!("従前のとおりとした実施事業は{}", self.items(left)),
                format!("{left} {}", if undecided == 0 { "stand as before" } else { "left as before" }),
            )
        });
        let undecided = (undecided > 0).then(|| {
            self.say(
                format!("未決定で記載が従前のままの実施事業は{}", self.items(undecided)),
                format!("{undecided} undecided and so far as before"),
            )
        });
        let told: Vec<String> = std::iter::once(changed).chain(left).chain(undecided).collect();
        self.say(format!("{}である。", told.join("、")), format!("{}.", told.join("; ")))
    }

    fn way(&self, flow: &Flow) -> String {
        let (from, to) = (standing(flow.from, self.language), standing(flow.to, self.language));
        let number = flow.count;
        self.say(format!("「{from}」から「{to}」が{number}件"), format!("{number} from {from} to {to}"))
    }

    /// What ended, for which class of reasons, and how many have ended in all.
    fn ended(&self) -> Vec<String> {
        let PackSums { ended, newly_ended, newly_ended_by_code, .. } = self.sums;
        if *newly_ended == 0 {
            return Vec::new();
        }
        let see = self.see(PackPart::Ended);
        let mut told = vec![self.say(
            format!(
                "新たに中止、廃止、統合又は移管とした実施事業は{}である{see}。",
                self.items(*newly_ended)
            ),
            format!("{} ended{see}.", self.items(*newly_ended)),
        )];
        let classes = newly_ended_by_code.iter().map(|counted| {
            let class = counted.code.as_ref().map(|one| code(one, self.language));
            let class = class.unwrap_or_else(|| not_classified(self.language).to_owned());
            self.say(format!("「{class}」{}件", counted.items), format!("{class} {}", counted.items))
        });
        let classes = classes.collect::<Vec<_>>().join(self.language.of("、", ", "));
        told.extend((!classes.is_empty()).then(|| {
            self.say(
                format!("理由の分類別では、{classes}である。"),
                format!("By class of reason: {classes}."),
            )
        }));
        let counted: u32 = newly_ended_by_code.iter().map(|counted| counted.items).sum();
        told.extend((counted > *newly_ended).then(|| {
            self.say(
                "一つの事業に複数の分類があるため、分類ごとの件数の計は事業の件数より多い。".to_owned(),
                "An item can have several classes, so that these add up to more.".to_owned(),
            )
        }));
        told.push(self.say(
            format!("これにより、終了した実施事業は合わせて{}となった。", self.items(*ended)),
            format!("That makes {} that have ended in all.", self.items(*ended)),
        ));
        told
    }

    /// What is new, and what is not listed any more.
    fn listed(&self) -> Vec<String> {
        let PackSums { added, removed, .. } = *self.sums;
        let see = self.see(PackPart::Changes);
        let added = (added > 0).then(|| {
            self.say(
                format!("新たに掲載した実施事業は{}である{see}。", self.items(added)),
                format!("New: {}{see}.", self.items(added)),
            )
        });
        let removed = (removed > 0).then(|| {
            self.say(
                format!("掲載を終えた実施事業は{}である{see}。", self.items(removed)),
                format!("No longer listed: {}{see}.", self.items(removed)),
            )
        });
        added.into_iter().chain(removed).collect()
    }

    /// How many items there are, and how they stand.
    fn states(&self) -> Vec<String> {
        let (items, before) = (self.sums.items, self.sums.items_before);
        if items.distinct == 0 {
            return Vec::new();
        }
        let (from, see) = (called(&self.report.changes.from, self.language), self.see(PackPart::Counts));
        let (to, all) = (called(&self.report.changes.to, self.language), self.items(items.distinct));
        let rows = (items.listed != items.distinct).then(|| {
            let rows = format!("{}{}", self.language.of("のべ", ""), self.items(items.listed));
            bracketed("", &self.say(rows.clone(), format!("{} rows", items.listed)), self.language)
        });
        let rows = rows.unwrap_or_default();
        let mut told = vec![match items.distinct == before.distinct {
            true => self.say(
                format!("{to}の表に掲載する実施事業は{all}{rows}で、{from}と同数である。"),
                format!("{to} lists {all}{rows}, as many as {from}."),
            ),
            false => self.say(
                format!(
                    "{to}の表に掲載する実施事業は{all}{rows}で、{from}の{}から変わった。",
                    self.items(before.distinct)
                ),
                format!("{to} lists {all}{rows}; {from} listed {}.", before.distinct),
            ),
        }];
        let states = self.report.counts.by_state.iter().map(|counted| {
            let name = standing(Standing::stated(counted.state), self.language);
            let number = counted.count.distinct;
            self.say(format!("{name}{number}件"), format!("{name} {number}"))
        });
        let states = states.collect::<Vec<_>>().join(self.language.of("、", ", "));
        told.push(
            self.say(format!("状況別では、{states}である{see}。"), format!("By status: {states}{see}.")),
        );
        told
    }

    /// What should have begun and has not.
    fn overdue(&self) -> Vec<String> {
        let (Some(report), Some(longest)) = (&self.report.overdue, self.sums.most_overdue) else {
            return Vec::new();
        };
        let (on, number) = (day(report.on, self.language), self.items(self.sums.overdue));
        let see = self.see(PackPart::Counts);
        vec![self.say(
            format!("{on}の時点で、実施時期を過ぎても着手していない実施事業は{number}で、最も長いものは期限から{longest}日を経過している{see}。"),
            format!("On {on}, {number} had not begun though the scheduled time was over; the longest by {longest} days{see}."),
        )]
    }

    /// The plan and the result of a year.
    fn years(&self) -> Vec<String> {
        let PackSums { planned_and_actual, not_as_planned, .. } = *self.sums;
        let Some(year) = self.report.planned_actual.year.filter(|_| planned_and_actual > 0) else {
            return Vec::new();
        };
        let (year, see) = (fiscal_year(year, self.language), self.see(PackPart::Counts));
        let both = self.items(planned_and_actual);
        vec![match not_as_planned {
            0 => self.say(
                format!("{year}の計画事項と実施状況がともに記載されている実施事業は{both}で、状況はすべて計画のとおりである{see}。"),
                format!("For {year} both the plan and the result of {both} are stated, and all stand as planned{see}."),
            ),
            _ => self.say(
                format!("{year}の計画事項と実施状況がともに記載されている実施事業は{both}で、うち状況が計画と異なるものは{not_as_planned}件である{see}。"),
                format!("For {year} both the plan and the result of {both} are stated; {not_as_planned} stand otherwise than planned{see}."),
            ),
        }]
    }
}
