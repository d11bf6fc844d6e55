//! Where something is shown: what moves and turns, and how text goes on.

use super::fonts::{Font, real};
use lopdf::Object;
use std::rc::Rc;

/// What moves and turns: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy)]
pub(super) struct Transform([f64; 6]);

impl Transform {
    pub(super) const NONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Option<Vec<f64>> = operands.iter().map(real).collect();
        numbers?.try_into().ok().map(Self)
    }

    const fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Where what is at the origin comes to stand.
    pub(super) const fn origin(self) -> (f64, f64) {
        let Self([.., x, y]) = self;
        (x, y)
    }

    /// This, and then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let (Self([a, b, c, d, e, f]), Self([g, h, i, j, k, l])) = (self, other);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }
}

/// How text is shown.
#[derive(Clone)]
pub(super) struct State {
    pub(super) page: Transform,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) between: f64,
    pub(super) blank: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Transform::NONE,
            font: None,
            size: 0.0,
            between: 0.0,
            blank: 0.0,
            stretch: 1.0,
            leading: 0.0,
        }
    }
}

/// Where text goes on.
pub(super) struct Text {
    line: Transform,
    here: Transform,
}

impl Default for Text {
    fn default() -> Self {
        Self::at(Transform::NONE)
    }
}

impl Text {
    pub(super) fn at(place: Transform) -> Self {
        Self { line: place, here: place }
    }

    /// Where it goes on, on the page.
    pub(super) fn here(&self, state: &State) -> Transform {
        self.here.then(state.page)
    }

    /// To another line.
    pub(super) fn go(&mut self, x: f64, y: f64) {
        self.line = Transform::moved(x, y).then(self.line);
        self.here = self.line;
    }

    /// Further on this one.
    pub(super) fn forward(&mut self, by: f64) {
        self.here = Transform::moved(by, 0.0).then(self.here);
    }
}
