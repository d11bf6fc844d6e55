//! The shim between the plan's rules and `cqrs_es`; the only file of the rules that names it.

use super::Plan;
use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};

impl DomainEvent for Event {
    fn event_type(&self) -> String {
        self.fact.name().to_owned()
    }

    fn event_version(&self) -> String {
        self.fact.version().to_string()
    }
}

impl Aggregate for Plan {
    const TYPE: &'static str = "plan";
    type Command = Command;
    type Event = Event;
    type Error = Refusal;
    type Services = ();

    async fn handle(&mut self, command: Command, (): &(), sink: &EventSink<Self>) -> Result<(), Refusal> {
        for event in self.decide(&command)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Event) {
        Self::apply(self, &event);
    }
}
