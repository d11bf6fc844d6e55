//! `department`: which departments there are, and what they become.

use super::writing::Writing;
use crate::Ended;
use crate::print;
use crate::session::Session;
use app::request::{NewDepartment, Reorganise};
use clap::Subcommand;

/// `department …`
#[derive(Debug, Subcommand)]
pub(crate) enum Department {
    /// 担当部署とその事業 · list the departments and their items
    List {
        /// 計画 · the plan
        plan: String,
        /// 基準日（省略時は今日） · as of a day; today without
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
    },
    /// 組織改正を全計画に記録する · record what departments become, in all plans
    Reorganise {
        /// いつから · from which day
        #[arg(long, value_name = "DATE")]
        from: String,
        /// 新しい部署=引き継ぐ部署,…（繰り返し可） · the new department and those that it continues, once or more
        #[arg(required = true, value_name = "NEW=OLD,OLD", value_parser = continued)]
        departments: Vec<NewDepartment>,
        /// 何も書き込まずに確かめる · show what would be done, and write nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        writing: Writing,
    },
}

impl Department {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let caller = session.caller();
        match self {
            Self::List { plan, as_of } => {
                let app = session.reading().await?;
                let report = app.departments(&caller, &plan, as_of.as_deref()).await?;
                session.answer(&report, print::departments::text)?;
            }
            Self::Reorganise { from, departments, dry_run, writing } => {
                let request = Reorganise { from, departments };
                let app = if dry_run { session.reading().await? } else { session.writing().await? };
                let done = app.reorganise(&caller, writing.id(), &request, dry_run).await?;
                session.answer(&done, print::departments::reorganised)?;
            }
        }
        Ok(Ended::Done)
    }
}

/// `NEW=OLD,OLD`; a comma of either width.
fn continued(text: &str) -> Result<NewDepartment, String> {
    let (name, old) = text.split_once('=').ok_or("NEW=OLD,OLD")?;
    let old = old.split([',', '、']).map(str::trim).filter(|name| !name.is_empty());
    let continues: Vec<String> = old.map(str::to_owned).collect();
    if name.trim().is_empty() || continues.is_empty() {
        return Err("NEW=OLD,OLD".to_owned());
    }
    Ok(NewDepartment { name: name.trim().to_owned(), continues })
}
