//! `edit` and `node`: texts of items, and new items.

use super::writing::Writing;
use crate::Ended;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use app::request;
use clap::{Args, Subcommand};

/// `edit`
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// 計画 · the plan
    plan: String,
    /// 番号または識別子 · the heading or item, by number or id
    item: String,
    /// 項目 · title, body, remark, schedule, or a column by its heading or id
    field: String,
    /// 文言 · the text from now on
    text: String,
    /// 誤字訂正・表記統一・内容変更 · typo, wording or substance
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// 見直しによらず、この日から · from that day, outside a cycle
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// 確認した行の改訂番号 · the revision of the row that was read
    #[arg(long, value_name = "REV")]
    seen: Option<u64>,
    #[command(flatten)]
    writing: Writing,
}

/// `node …`
#[derive(Debug, Subcommand)]
pub(crate) enum NodeCommand {
    /// 見出し・事業を加える · add a heading or an item to the live cycle
    Add(Add),
    /// 位置・番号を改める · put it at another place or under another number
    Move(Move),
    /// 掲載を終える · no longer list it; its history stays
    End(End),
    /// 番号の変更で古くなった文言の参照を書き換える · rewrite references that a renumbering left behind
    References(References),
}

/// `node add`
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// 計画 · the plan
    plan: String,
    /// 名称 · its title
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// 番号（"6-8. " など） · its number as printed
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// 上位の見出し・事業 · what it stands under, by number or id
    #[arg(long, value_name = "ITEM")]
    parent: Option<String>,
    /// 見出しまたは事業 · heading or item
    #[arg(long, value_name = "KIND", default_value = "item")]
    kind: String,
    #[command(flatten)]
    writing: Writing,
}

/// `node move`
#[derive(Debug, Args)]
pub(crate) struct Move {
    /// 計画 · the plan
    plan: String,
    /// 番号または識別子 · the heading or item, by number or id
    item: String,
    /// 上位の見出し・事業（空で最上位） · what it stands under; empty for the top
    #[arg(long, value_name = "ITEM")]
    parent: Option<String>,
    /// 番号（"6-8. " など） · its number as printed
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// 並び順（1 から） · its order among its siblings, from 1
    #[arg(long, value_name = "N")]
    rank: Option<u32>,
    /// 見直しによらず、この日から · from that day, outside a cycle
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// 確認した行の改訂番号 · the revision of the row that was read
    #[arg(long, value_name = "REV")]
    seen: Option<u64>,
    #[command(flatten)]
    writing: Writing,
}

/// `node end`
#[derive(Debug, Args)]
pub(crate) struct End {
    /// 計画 · the plan
    plan: String,
    /// 番号または識別子 · the heading or item, by number or id
    item: String,
    /// 理由 · why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 見直しによらず、この日から · from that day, outside a cycle
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// 確認した行の改訂番号 · the revision of the row that was read
    #[arg(long, value_name = "REV")]
    seen: Option<u64>,
    #[command(flatten)]
    writing: Writing,
}

/// `node references`
#[derive(Debug, Args)]
pub(crate) struct References {
    /// 計画 · the plan
    plan: String,
    /// 対象の事業（省略時は全て） · whose texts; of all items without
    items: Vec<String>,
    /// 表記統一として書き換える（なければ案を示すだけ） · rewrite them; without, only show how they would read
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    writing: Writing,
}

impl Edit {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, field, text, kind, on, seen, writing } = self;
        let app = session.writing().await?;
        let request = request::Edit { item, field, text, kind, on, seen };
        let done = app.edit_node(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("文言を改めました", "the text is changed"))?;
        Ok(Ended::Done)
    }
}

impl NodeCommand {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        match self {
            Self::Add(command) => command.run(session).await,
            Self::Move(command) => command.run(session).await,
            Self::End(command) => command.run(session).await,
            Self::References(command) => command.run(session).await,
        }
    }
}

impl Add {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, title, label, parent, kind, writing } = self;
        let app = session.writing().await?;
        let request = request::AddNode { kind, parent, label, title };
        let done = app.add_node(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("加えました", "it is added"))?;
        Ok(Ended::Done)
    }
}

impl Move {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, parent, label, rank, on, seen, writing } = self;
        let app = session.writing().await?;
        let request = request::MoveNode { item, parent, label, rank, on, seen };
        let done = app.move_node(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("位置を改めました", "it is moved"))?;
        Ok(Ended::Done)
    }
}

impl End {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, item, reason, on, seen, writing } = self;
        let app = session.writing().await?;
        let request = request::EndNode { item, reason, on, seen };
        let done = app.end_node(&session.caller(), &plan, writing.id(), &request).await?;
        session.recorded(&done, session.lang().pick("掲載を終えました", "it is no longer listed"))?;
        Ok(Ended::Done)
    }
}

impl References {
    async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let Self { plan, items, apply, writing } = self;
        if !apply {
            let app = session.reading().await?;
            let report = app.rewrites(&session.caller(), &plan).await?;
            session.answer(&report, print::rewrites::text)?;
            return Ok(Ended::Done);
        }
        let app = session.writing().await?;
        let request = request::RewriteReferences { items };
        let done = app.rewrite_references(&session.caller(), &plan, writing.id(), &request).await?;
        session
            .recorded(&done, session.lang().pick("参照を書き換えました", "the references are rewritten"))?;
        Ok(Ended::Done)
    }
}
