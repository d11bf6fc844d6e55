//! Access tokens.

use super::Grid;
use crate::lang::{Lang, Pick as _};
use app::token::{NewToken, TokenInfo};
use projections::wording;

/// A new token, with the one and only sight of its secret.
pub(crate) fn new(token: &NewToken, lang: Lang) -> String {
    let NewToken { id, secret, expires_at } = token;
    lang.pick(
        format!("{secret}\n識別子 {id}、{expires_at} まで有効。この文字列は二度と表示されません\n"),
        format!("{secret}\nid {id}, valid until {expires_at}; this secret is not shown again\n"),
    )
}

/// All tokens.
pub(crate) fn list(tokens: &[TokenInfo], lang: Lang) -> String {
    let mut grid = Grid::new(lang.pick(
        ["識別子", "氏名", "役割", "計画", "有効期限", "取消し"],
        ["id", "name", "role", "plans", "valid until", "revoked"],
    ));
    for token in tokens {
        let plans = match &token.plans {
            None => lang.pick("すべて", "all").to_owned(),
            Some(plans) => plans.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        };
        grid.row([
            token.id.clone(),
            token.name.clone(),
            wording::role(token.role, lang).to_owned(),
            plans,
            token.expires_at.to_string(),
            token.revoked_at.map(|at| at.to_string()).unwrap_or_default(),
        ]);
    }
    let count = tokens.len();
    grid.print() + &lang.pick(format!("計 {count} 件\n"), format!("total: {count}\n"))
}
