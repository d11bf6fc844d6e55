//! Reason codes as people type them: by their stored names, or by what they are called in Japanese.

use crate::lang::Lang;
use app::AppError;
use domain::id::TermId;
use domain::value::ReasonCode;
use projections::wording::reason_code;

/// The stored name of a code that is typed in Japanese; anything else as it is typed.
pub(super) fn name(typed: &str) -> String {
    of_japanese(typed).and_then(ReasonCode::name).map_or_else(|| typed.to_owned(), str::to_owned)
}

/// A code by either of its names, or the id of a term of the plan's own.
///
/// # Errors
/// [`AppError::Invalid`] with what would be accepted.
pub(super) fn parse(field: &'static str, typed: &str) -> Result<ReasonCode, AppError> {
    ReasonCode::of_name(typed)
        .or_else(|| of_japanese(typed))
        .or_else(|| TermId::parse(typed).ok().map(ReasonCode::Own))
        .ok_or_else(|| {
            let names = ReasonCode::DEFAULT.into_iter().map(|code| {
                format!("{}={}", reason_code(code, Lang::Japanese), code.name().unwrap_or_default())
            });
            AppError::invalid(field, typed, names.collect::<Vec<_>>().join(", "))
        })
}

fn of_japanese(typed: &str) -> Option<ReasonCode> {
    ReasonCode::DEFAULT.into_iter().find(|code| reason_code(*code, Lang::Japanese) == typed.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_two_names() {
        assert_eq!(name("費用"), "cost");
        assert_eq!(name("cost"), "cost");
        assert_eq!(name("何か"), "何か");
        assert_eq!(parse("reason", "制度").unwrap(), ReasonCode::Legislation);
        assert_eq!(parse("reason", "merged").unwrap(), ReasonCode::Merged);
        assert!(parse("reason", "何か").unwrap_err().to_string().contains("費用=cost"));
    }
}
