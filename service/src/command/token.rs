//! `token`: who may use the API, as whom, on which plans and until when.

use crate::Ended;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use app::token::CreateToken;
use clap::Subcommand;

/// `token …`
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// 利用権を発行する · create a token; its secret is shown once
    Create {
        /// 氏名または機械の名 · the name under which it acts
        #[arg(long)]
        name: String,
        /// 役割 · auditor, member, staff or admin
        #[arg(long)]
        role: String,
        /// 計画（省略時はすべて） · a plan that it may work on; all of them without
        #[arg(long = "plan", value_name = "PLAN")]
        plans: Vec<String>,
        /// 有効日数 · for how many days
        #[arg(long, value_name = "N", default_value_t = 90)]
        days: u32,
    },
    /// 利用権の一覧 · list the tokens
    List,
    /// 利用権を取り消す · revoke a token
    Revoke {
        /// 識別子 · its id
        token: String,
    },
}

impl Token {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let caller = session.caller();
        match self {
            Self::Create { name, role, plans, days } => {
                let app = session.writing().await?;
                let request = CreateToken { name, role, plans, days };
                let token = app.create_token(&caller, &request).await?;
                session.answer(&token, print::tokens::new)?;
            }
            Self::List => {
                let tokens = session.reading().await?.tokens(&caller).await?;
                session.answer(&tokens, |tokens, lang| print::tokens::list(tokens, lang))?;
            }
            Self::Revoke { token } => {
                session.writing().await?.revoke_token(&caller, &token).await?;
                let revoked = serde_json::json!({ "id": token, "revoked": true });
                let said = session.lang().pick("利用権を取り消しました\n", "the token is revoked\n");
                session.answer(&revoked, |_, _| said.to_owned())?;
            }
        }
        Ok(Ended::Done)
    }
}
