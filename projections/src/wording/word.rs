//! The titles of documents, the headings of their columns and the names of their facts.

use super::Language;

/// A document, or a part of one that has a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Title {
    /// The table of a plan.
    Table,
    /// 正誤・訂正.
    Errata,
    /// What is not certain of a day.
    Doubts,
    /// 新旧対照表.
    Comparison,
    /// 経過.
    History,
    /// The row as each edition printed it.
    Printed,
    /// 系譜.
    Lineage,
    /// 前身.
    Predecessors,
    /// 中止一覧.
    Cancelled,
    /// How many ended for which reason.
    ByReason,
    /// 期限超過.
    Overdue,
    /// How many items stand how.
    Counts,
    /// The trace, row by row.
    Trace,
    /// The links of the trace.
    TraceLinks,
    /// How far policies answer to issues.
    Coverage,
    /// Issues by class.
    Classes,
    /// Policies with their issues.
    Policies,
    /// Terms by level.
    Levels,
    /// 意見募集の結果.
    Comments,
    /// How the opinions came in.
    Channels,
    /// How many were answered with which code.
    Dispositions,
    /// The opinions and their answers.
    Opinions,
    /// Charts of a plan.
    Charts,
}

/// The heading of a column, or the name of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// 番号.
    Number,
    /// 実施事業.
    Item,
    /// 計画.
    Plan,
    /// Whose plan it is.
    Organisation,
    /// Which table it is.
    ThisTable,
    /// The edition that a table rests on.
    BasedOn,
    /// 版.
    Edition,
    /// The place in the table.
    Row,
    /// Which column, which part.
    Column,
    /// As printed.
    AsPrinted,
    /// As it should say.
    Corrected,
    /// Which kind.
    Kind,
    /// Why.
    Reason,
    /// The class of a reason.
    Codes,
    /// 根拠資料.
    Evidence,
    /// Something to be noted.
    Note,
    /// What became of it.
    Difference,
    /// Before.
    Before,
    /// After.
    After,
    /// 状況.
    Status,
    /// 実施時期.
    Schedule,
    /// 見直し時期.
    Review,
    /// 備考.
    Remark,
    /// From when it holds.
    Effective,
    /// 担当部署.
    Departments,
    /// 区分.
    Category,
    /// What stands above it.
    Under,
    /// 再掲.
    AlsoAt,
    /// 事業内容.
    Body,
    /// The review that decided it.
    Cycle,
    /// Who decided it, where and when.
    Decided,
    /// Whether it ever ran.
    EverRan,
    /// Whether the table lists it.
    Listed,
    /// On which occasion.
    Occasion,
    /// What was decided.
    Outcome,
    /// What else changed.
    OtherChanges,
    /// The last day.
    Due,
    /// How many days ago.
    DaysLate,
    /// The day of which it tells.
    AsOf,
    /// By what a list is narrowed down.
    Narrowed,
    /// How many.
    Count,
    /// のべ.
    Rows,
    /// How many in all.
    Total,
    /// Who withdrew an edition.
    Authority,
    /// When it was withdrawn.
    WithdrawnAt,
    /// The relation of a link.
    Relation,
    /// What answers.
    Answers,
    /// What is answered to.
    AnsweredTo,
    /// 課題.
    Issues,
    /// Issues with a policy.
    Covered,
    /// 方針.
    Policies,
    /// 分類.
    Class,
    /// A level of the trace.
    Level,
    /// A term.
    Term,
    /// The nearest name.
    Nearest,
    /// Whether it is open.
    State,
    /// By which way.
    Channel,
    /// 通.
    Letters,
    /// 件.
    Opinions,
    /// A code of an answer.
    Disposition,
    /// What a code means.
    Meaning,
    /// 意見の趣旨.
    Gist,
    /// 考え方.
    View,
    /// What an opinion is about.
    About,
    /// 目次.
    Contents,
    /// What a document is called.
    Document,
    /// The day of its data.
    Day,
    /// Where it can be read for ever.
    Address,
    /// By what it can be checked.
    Fingerprint,
}

/// A title.
pub const fn title(title: Title, language: Language) -> &'static str {
    match title {
        Title::Table => language.of("実施計画一覧", "Table of the plan"),
        Title::Errata => language.of("正誤・訂正", "Errata and corrections"),
        Title::Doubts => {
            language.of("この日の状況が確かでない事業", "Items whose status on that day is not certain")
        }
        Title::Comparison => language.of("新旧対照表", "Comparison"),
        Title::History => language.of("経過", "History"),
        Title::Printed => language.of("各版の記載", "As each edition printed it"),
        Title::Lineage => language.of("系譜", "Lineage"),
        Title::Predecessors => language.of("前身の経過", "What it continues"),
        Title::Cancelled => language.of("中止一覧", "Ended items"),
        Title::ByReason => language.of("理由の分類別件数", "By class of reason"),
        Title::Overdue => language.of("期限超過一覧", "Overdue items"),
        Title::Counts => language.of("状況別件数", "Items by status"),
        Title::Trace => language.of("課題と方針の対応", "Issues and policies"),
        Title::TraceLinks => language.of("対応付け", "Links"),
        Title::Coverage => language.of("課題と方針の対応状況", "Coverage of issues by policies"),
        Title::Classes => language.of("分類ごとの課題", "Issues by class"),
        Title::Policies => language.of("方針ごとの課題", "Issues by policy"),
        Title::Levels => language.of("段階ごとの件数", "Terms by level"),
        Title::Comments => language.of("意見募集の結果", "Public comments"),
        Title::Channels => language.of("提出方法別の件数", "How they came in"),
        Title::Dispositions => language.of("考え方の区分別件数", "What became of them"),
        Title::Charts => language.of("状況の推移", "How the items stand"),
        Title::Opinions => language.of("意見と考え方", "Opinions and answers"),
    }
}

/// The heading of a column, or the name of a fact.
pub const fn word(word: Word, language: Language) -> &'static str {
    match word {
        Word::Number => language.of("番号", "No."),
        Word::Item => language.of("実施事業", "Item"),
        Word::Plan => language.of("計画", "Plan"),
        Word::Organisation => language.of("策定者", "Organisation"),
        Word::ThisTable => language.of("この表", "This table"),
        Word::BasedOn => language.of("もとにした版", "Based on"),
        Word::Edition => language.of("版", "Edition"),
        Word::Row => language.of("行", "Row"),
        Word::Column => language.of("欄", "Column"),
        Word::AsPrinted => language.of("印刷のとおり", "As printed"),
        Word::Corrected => language.of("訂正後", "Corrected"),
        Word::Kind => language.of("種別", "Kind"),
        Word::Reason => language.of("理由", "Reason"),
        Word::Codes => language.of("理由の分類", "Class of reason"),
        Word::Evidence => language.of("根拠資料", "Evidence"),
        Word::Note => language.of("注記", "Note"),
        Word::Difference => language.of("変更", "Change"),
        Word::Before => language.of("前", "Before"),
        Word::After => language.of("後", "After"),
        Word::Status => language.of("状況", "Status"),
        Word::Schedule => language.of("実施時期", "Scheduled for"),
        Word::Review => language.of("見直し時期", "Reviewed"),
        Word::Remark => language.of("備考", "Remark"),
        Word::Effective => language.of("適用日", "Effective"),
        Word::Departments => language.of("担当部署", "Departments"),
        Word::Category => language.of("区分", "Category"),
        Word::Under => language.of("上位の見出し", "Under"),
        Word::AlsoAt => language.of("再掲", "Also at"),
        Word::Body => language.of("事業内容", "Body"),
        Word::Cycle => language.of("見直し", "Review"),
        Word::Decided => language.of("決定", "Decided"),
        Word::EverRan => language.of("実施の有無", "Ever ran"),
        Word::Listed => language.of("掲載", "Listed"),
        Word::Occasion => language.of("時期", "Occasion"),
        Word::Outcome => language.of("見直しの結果", "Outcome"),
        Word::OtherChanges => language.of("状況以外の変更", "Other changes"),
        Word::Due => language.of("期限", "Due"),
        Word::DaysLate => language.of("超過日数", "Days late"),
        Word::AsOf => language.of("基準日", "As of"),
        Word::Narrowed => language.of("絞り込み", "Only those"),
        Word::Count => language.of("件数", "Items"),
        Word::Rows => language.of("のべ", "Rows"),
        Word::Total => language.of("計", "Total"),
        Word::Authority => language.of("取下げの決定者", "Withdrawn by"),
        Word::WithdrawnAt => language.of("取下げの記録日時", "Recorded at"),
        Word::Relation => language.of("関係", "Relation"),
        Word::Answers => language.of("対応するもの", "What answers"),
        Word::AnsweredTo => language.of("対応される側", "What is answered to"),
        Word::Issues => language.of("課題", "Issues"),
        Word::Covered => language.of("対応する方針のある課題", "Issues with a policy"),
        Word::Policies => language.of("方針", "Policies"),
        Word::Class => language.of("分類", "Class"),
        Word::Level => language.of("段階", "Level"),
        Word::Term => language.of("名称", "Name"),
        Word::Nearest => language.of("最も近い名称", "Nearest name"),
        Word::State => language.of("募集の状態", "State"),
        Word::Channel => language.of("提出方法", "By"),
        Word::Letters => language.of("通", "Letters"),
        Word::Opinions => language.of("意見（件）", "Opinions"),
        Word::Disposition => language.of("区分", "Code"),
        Word::Meaning => language.of("内容", "Meaning"),
        Word::Gist => language.of("意見の趣旨", "Opinion"),
        Word::View => language.of("考え方", "Answer"),
        Word::About => language.of("対象", "About"),
        Word::Contents => language.of("目次", "Contents"),
        Word::Document => language.of("資料", "Document"),
        Word::Day => language.of("データの日付", "Data of"),
        Word::Address => language.of("固定アドレス", "Permanent address"),
        Word::Fingerprint => language.of("検証用の指紋", "Fingerprint"),
    }
}
