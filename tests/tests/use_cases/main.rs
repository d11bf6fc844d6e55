//! The use cases on both databases: what an import becomes, what a repeated request is answered, who is told what,
//! and from where a plan is looked at.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod asks;
mod columns;
mod commenting;
mod counted;
mod departments;
mod evidence;
mod handed_out;
mod importing;
mod keeping;
mod laying_out;
mod lineage;
mod looking;
mod operating;
mod permissions;
mod printing;
mod proposing;
mod published;
mod publishing;
mod reimporting;
mod reimporting_kinds;
mod reimporting_order;
mod reimporting_relisted;
mod relisted;
mod renumbering;
mod repeating;
mod side_by_side;
mod support;
mod tracing;
