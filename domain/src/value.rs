//! Values: parsed once at the edge, valid ever after. Each prints back exactly what was read.

pub mod actor;
pub mod basis;
pub mod canonical_state;
pub mod code;
pub mod date;
pub mod evidence;
pub mod fiscal_year;
pub mod formula;
pub mod id_column;
pub mod label;
pub mod profile;
pub mod reason;
pub mod search_key;
pub mod status;
pub mod text;
pub mod version;
pub mod vocabulary;

pub use actor::{Actor, Role};
pub use basis::{Basis, Seen, SeenRow};
pub use canonical_state::CanonicalState;
pub use code::LocalGovernmentCode;
pub use date::{Precision, PrintedDate};
pub use evidence::Evidence;
pub use fiscal_year::FiscalYear;
pub use id_column::ID_HEADING;
pub use label::Label;
pub use profile::{Column, LabelScheme, Layout, Meaning, Orientation, PaperSize, Profile, TraceLevel};
pub use reason::{Reason, ReasonCode};
pub use status::{Degree, Mode, Status};
pub use text::{Field, Text, TextError};
pub use version::{Certainty, ProfileVersion, VocabularyVersion};
pub use vocabulary::{Term, Vocabulary, VocabularyKind};
