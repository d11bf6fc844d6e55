//! The id under which a command is recorded: fresh, unless it is given so that a command can be repeated safely.

use clap::Args;
use uuid::Uuid;

/// What every writing command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Writing {
    /// 記録の識別子（再実行用） · the id of the command; repeating it records nothing twice
    #[arg(long, value_name = "UUID")]
    id: Option<Uuid>,
}

impl Writing {
    /// The id of the command.
    pub(crate) fn id(&self) -> Uuid {
        self.id.unwrap_or_else(Uuid::now_v7)
    }
}
