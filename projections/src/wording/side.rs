//! What one of two compared tables is called.

use super::Language;
use crate::report::{ComparedSide, TableOf};
use domain::plan::CycleState;

/// One of two compared tables: its edition, its cycle or its day.
pub fn side(side: &ComparedSide, language: Language) -> String {
    match side.of {
        TableOf::Edition(id) => match &side.edition {
            Some(edition) => format!("{}{}", language.of("版 ", "edition "), edition.label),
            None => id.to_string(),
        },
        TableOf::Current => language.of("現在", "now").to_owned(),
        TableOf::Cycle(id) => match &side.cycle {
            Some(cycle) if cycle.state == CycleState::Adopted => language
                .say(format!("見直し {} の結果", cycle.label), format!("after the cycle {}", cycle.label)),
            Some(cycle) => {
                language.say(format!("見直し「{}」の案", cycle.label), format!("cycle {}", cycle.label))
            }
            None => id.to_string(),
        },
        TableOf::AsOf(day) => language.say(format!("{day} 現在"), format!("as of {day}")),
    }
}
