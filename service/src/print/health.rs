//! What the doctor and a rebuild found.

use crate::lang::{Lang, Pick as _};
use app::{Doctor, RebuildReport};

/// What was looked at and what is not as it should be.
pub(crate) fn doctor(report: &Doctor, lang: Lang) -> String {
    let Doctor { database, plans, events, documents, contents, checks, findings } = report;
    let mut text = lang.pick(
        format!(
            "{database}: 計画 {plans}、事象 {events}、読み取り用の文書 {documents}、保存ファイル {contents}\n"
        ),
        format!("{database}: {plans} plans, {events} events, {documents} documents, {contents} files\n"),
    );
    for check in checks {
        let found = findings.iter().filter(|finding| finding.check == *check).count();
        let verdict = match found {
            0 => lang.pick("異常なし", "sound").to_owned(),
            found => lang.pick(format!("指摘 {found} 件"), format!("{found} findings")),
        };
        text.push_str(&format!("{}: {verdict}\n", check_name(check, lang)));
    }
    for finding in findings {
        text.push_str(&format!("  {}: {}\n", check_name(finding.check, lang), finding.detail));
    }
    text
}

/// What was rebuilt, and how many documents were not as they should have been.
pub(crate) fn rebuilt(report: &RebuildReport, lang: Lang) -> String {
    let RebuildReport { plans, events, documents, differing } = report;
    lang.pick(
        format!("計画 {plans}、事象 {events} から文書 {documents} を作り直しました。相違 {differing} 件\n"),
        format!("{documents} documents of {plans} plans made of {events} events; {differing} differed\n"),
    )
}

fn check_name(check: &str, lang: Lang) -> &str {
    match (lang, check) {
        (Lang::Japanese, "health") => "稼働状況",
        (Lang::Japanese, "log") => "記録の連番",
        (Lang::Japanese, "read models") => "読み取り用の表",
        (Lang::Japanese, "content") => "保存ファイル",
        (Lang::Japanese | Lang::English, other) => other,
    }
}
