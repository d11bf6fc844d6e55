//! Open data: what is published, whoever asks; what would be, for who may read drafts.

use crate::error::{AppError, Thing};
use crate::permission::Operation;
use crate::{App, Caller};
use domain::Plan;
use domain::value::Text;
use projections::report::{self, OpenData};

impl App {
    /// What anyone may see of a plan, in long form, whoever asks: what staff looks at is what goes out. With `draft` it
    /// is what anyone would see if every edition were published, for who may read drafts.
    ///
    /// # Errors
    /// See [`AppError`]; [`AppError::NotFound`] names the edition where none of a plan that the caller may see is
    /// published.
    pub async fn open_data(&self, caller: &Caller, plan: &str, draft: bool) -> Result<OpenData, AppError> {
        let anyone = Caller::public(caller.channel.clone());
        if draft {
            self.permitted(caller, Operation::ReadDraft, plan).await?;
        }
        let reader = if draft { caller } else { &anyone };
        let desk = match self.reading(reader, plan).await {
            Err(AppError::NotFound { .. }) if !draft => {
                self.reading(caller, plan).await?;
                return Err(AppError::not_found(Thing::Edition, "published"));
            }
            desk => desk?,
        };
        let mut data = match draft {
            true => report::open_data(&as_if_published(Plan::clone(&desk.plan)))?,
            false => report::open_data(&desk.plan)?,
        };
        self.name_elsewhere(reader, desk.id, &mut data.lineage).await?;
        Ok(data)
    }

    /// The same for who looks at it before it goes out, and may read drafts.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn open_data_to_check(
        &self,
        caller: &Caller,
        plan: &str,
        draft: bool,
    ) -> Result<OpenData, AppError> {
        self.permitted(caller, Operation::ReadDraft, plan).await?;
        self.open_data(caller, plan, draft).await
    }
}

/// The plan as anyone would see it if every edition that was not withdrawn were published. What is not published yet has
/// no address.
fn as_if_published(mut plan: Plan) -> Plan {
    for edition in plan.head.editions.values_mut().filter(|edition| edition.withdrawn.is_none()) {
        edition.published.get_or_insert_with(Text::default);
    }
    plan.published()
}
