//! What is shown on a page, piece by piece, with its place: the contents of the page and of what it shows of others.

use super::bounds::Room;
use super::fonts::{Fonts, real};
use super::page::{Piece, SeenPage};
use super::place::{State, Text, Transform};
use super::{Unreadable, is};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};

/// How deep contents show each other.
const MOST_DEEP: usize = 8;
/// How many states are kept to come back to.
const MOST_STATES: usize = 256;
/// How much a piece takes beside its words, in bytes.
const PIECE: usize = 64;
/// As much of what may be read as showing something takes, however little it is.
const SHOWING: usize = 16 * 1024;

/// Reads a page.
pub(super) fn page(
    document: &Document,
    id: ObjectId,
    fonts: &mut Fonts,
    room: &mut Room,
) -> Result<SeenPage, Unreadable> {
    let content = document.get_page_content_with_limit(id, room.left()).map_err(|_| Unreadable::TooMuch)?;
    let (own, of_others) = document.get_page_resources(id).map_err(|_| Unreadable::Damaged)?;
    let of_others = of_others.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    let resources: Vec<&Dictionary> = own.into_iter().chain(of_others).collect();
    let mut walk = Walk { document, fonts, room, pieces: Vec::new() };
    walk.content(&content, &resources, State::default(), 0)?;
    Ok(SeenPage { pieces: walk.pieces, figures: Vec::new() })
}

struct Walk<'w> {
    document: &'w Document,
    fonts: &'w mut Fonts,
    room: &'w mut Room,
    pieces: Vec<Piece>,
}

/// What a piece of the contents is marked as.
enum Mark {
    /// What stands at the head or the foot of every page.
    Running,
    /// Other words stand for it; none once they were said.
    Instead(Option<String>),
    Other,
}

impl<'w> Walk<'w> {
    fn content(
        &mut self,
        content: &[u8],
        resources: &[&'w Dictionary],
        state: State,
        depth: usize,
    ) -> Result<(), Unreadable> {
        self.room.take(content.len() + 1)?;
        let (mut state, mut states, mut marks) = (state, Vec::new(), Vec::new());
        let mut text = Text::default();
        for operation in Content::decode_iter(content) {
            let Operation { operator, operands } = operation.map_err(|_| Unreadable::Damaged)?;
            let number = |at: usize| operands.get(at).and_then(real);
            match operator.as_str() {
                "q" if states.len() < MOST_STATES => states.push(state.clone()),
                "q" => return Err(Unreadable::TooMuch),
                "Q" => state = states.pop().unwrap_or(state),
                "cm" => {
                    if let Some(moved) = Transform::of(&operands) {
                        state.page = moved.then(state.page);
                    }
                }
                "BT" => text = Text::default(),
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    state.font = match name.and_then(|name| named(self.document, resources, b"Font", name)) {
                        Some(font) => match font.as_dict() {
                            Ok(font) => Some(self.fonts.font(self.document, font, self.room)?),
                            Err(_) => None,
                        },
                        None => None,
                    };
                    state.size = number(1).unwrap_or_default();
                }
                "Tc" => state.between = number(0).unwrap_or_default(),
                "Tw" => state.blank = number(0).unwrap_or_default(),
                "Tz" => state.stretch = number(0).unwrap_or(100.0) / 100.0,
                "TL" => state.leading = number(0).unwrap_or_default(),
                "Tm" => {
                    if let Some(placed) = Transform::of(&operands) {
                        text = Text::at(placed);
                    }
                }
                "Td" | "TD" => {
                    let (x, y) = (number(0).unwrap_or_default(), number(1).unwrap_or_default());
                    if operator == "TD" {
                        state.leading = -y;
                    }
                    text.go(x, y);
                }
                "T*" => text.go(0.0, -state.leading),
                "Tj" | "TJ" => self.show(operands.first(), &state, &mut text, &mut marks)?,
                "'" | "\"" => {
                    if let ("\"", Some(blank), Some(between)) = (operator.as_str(), number(0), number(1)) {
                        (state.blank, state.between) = (blank, between);
                    }
                    text.go(0.0, -state.leading);
                    self.show(operands.last(), &state, &mut text, &mut marks)?;
                }
                "BMC" => marks.push(Mark::Other),
                "BDC" => marks.push(self.mark(&operands, resources)),
                "EMC" => drop(marks.pop()),
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let shown = name.and_then(|name| named(self.document, resources, b"XObject", name));
                    if let Some(form) = shown.and_then(|shown| shown.as_stream().ok()) {
                        self.form(form, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
            if marks.len() > MOST_STATES {
                return Err(Unreadable::TooMuch);
            }
        }
        Ok(())
    }

    /// Contents that are shown within others, such as a page that was put on a new one.
    fn form(
        &mut self,
        form: &'w Stream,
        around: &[&'w Dictionary],
        state: &State,
        depth: usize,
    ) -> Result<(), Unreadable> {
        if !is(&form.dict, b"Subtype", b"Form") {
            return Ok(());
        }
        if depth == MOST_DEEP {
            return Err(Unreadable::TooMuch);
        }
        self.room.take(SHOWING)?;
        let content = form.decompressed_content_with_limit(self.room.left());
        let content = content.map_err(|_| Unreadable::TooMuch)?;
        let mut state = state.clone();
        let matrix = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array);
        if let Some(placed) = matrix.ok().and_then(|matrix| Transform::of(matrix)) {
            state.page = placed.then(state.page);
        }
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        match own {
            Some(own) => self.content(&content, &[own], state, depth + 1),
            None => self.content(&content, around, state, depth + 1),
        }
    }

    fn mark(&self, operands: &[Object], resources: &[&'w Dictionary]) -> Mark {
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => named(self.document, resources, b"Properties", name),
            given => given,
        };
        let Some(properties) = properties.and_then(|properties| properties.as_dict().ok()) else {
            return Mark::Other;
        };
        if let Ok(instead) = properties.get(b"ActualText").and_then(decode_text_string) {
            return Mark::Instead(Some(instead));
        }
        match properties.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Footer" | b"Header") => Mark::Running,
            Ok(_) | Err(_) => Mark::Other,
        }
    }

    fn show(
        &mut self,
        shown: Option<&Object>,
        state: &State,
        text: &mut Text,
        marks: &mut [Mark],
    ) -> Result<(), Unreadable> {
        let (Some(shown), Some(font)) = (shown, &state.font) else { return Ok(()) };
        let alone = std::slice::from_ref(shown);
        let each = shown.as_array().map_or(alone, Vec::as_slice);
        let begins = text.here(state);
        let mut says = String::new();
        for part in each {
            if let Some(back) = real(part) {
                text.forward(-back / 1000.0 * state.size * state.stretch);
            }
            let Ok(bytes) = part.as_str() else { continue };
            for (glyph, width, is_blank) in font.shown(bytes) {
                says.push_str(glyph);
                let blank = if is_blank { state.blank } else { 0.0 };
                text.forward((width / 1000.0 * state.size + state.between + blank) * state.stretch);
            }
        }
        let instead = marks.iter_mut().find_map(|mark| match mark {
            Mark::Instead(instead) => Some(instead.take().unwrap_or_default()),
            Mark::Running | Mark::Other => None,
        });
        let says = instead.unwrap_or(says);
        self.room.take(says.len() + PIECE)?;
        let ((x, y), (end, _)) = (begins.origin(), text.here(state).origin());
        let running = marks.iter().any(|mark| matches!(mark, Mark::Running));
        self.pieces.push(Piece { says, x, y, end, running });
        Ok(())
    }
}

/// What contents call by that name.
fn named<'d>(
    document: &'d Document,
    resources: &[&'d Dictionary],
    kind: &[u8],
    name: &[u8],
) -> Option<&'d Object> {
    let find = |resources: &&'d Dictionary| {
        let of_kind = resources.get_deref(kind, document).ok()?.as_dict().ok()?;
        of_kind.get_deref(name, document).ok()
    };
    resources.iter().find_map(find)
}
