//! Public comments.

use super::Language;
use domain::event::ConsultationState;

/// Whether opinions are still taken.
pub const fn consultation_state(state: ConsultationState, language: Language) -> &'static str {
    match state {
        ConsultationState::Open => language.of("募集中・整理中", "open"),
        ConsultationState::Closed => language.of("終了", "closed"),
    }
}

/// That the results of a consultation are not to be seen yet.
pub const fn results_not_public(language: Language) -> &'static str {
    language.of("結果は、まだ公表されていません。", "The results are not public yet.")
}

/// How many opinions there are, and how many of them have an answer.
pub fn opinions(opinions: u32, answered: u32, language: Language) -> String {
    language.say(
        format!("{opinions}件（うち考え方のあるもの{answered}件）"),
        format!("{opinions} ({answered} of them answered)"),
    )
}

/// By how many the channels and the list differ.
pub fn channels_differ(by: i64, language: Language) -> String {
    language.say(
        format!("提出方法別の件数の計と、意見の一覧の件数が{by:+}件異なります（どちらも原資料のとおり）"),
        format!("what the channels count and what is listed differ by {by:+}; both are as the document says"),
    )
}

/// A weekday that is not the day's.
pub fn wrong_weekday(words: &str, is: &str, language: Language) -> String {
    language.say(
        format!("曜日の不一致：{words}は{is}曜日です（印刷のとおりに示しています）"),
        format!("a weekday that is not the day's: {words} is {is}曜日; it is shown as printed"),
    )
}
