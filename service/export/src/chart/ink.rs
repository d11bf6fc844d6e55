//! How each standing looks: the icon, border and colours of its badge, and a texture of its own, so that no state is
//! told by colour alone and a print in black and white can be read.

use crate::badge::Badge;
use domain::value::CanonicalState;
use projections::report::Standing;
use projections::wording::Language;

/// Text on white.
pub(super) const INK: &str = "#1a1a1a";
/// Lesser text and lines on white.
pub(super) const SOFT: &str = "#595959";
const GREEN: &str = "#115a36";
const BLUE: &str = "#0017c1";
const AMBER: &str = "#8b3b00";
const RED: &str = "#a30000";
const WHITE: &str = "#fff";
const PALE: &str = "#f2f2f2";

/// How the border of a badge or of an area is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Solid,
    Dashed,
    Dotted,
    Double,
}

/// How a standing looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    /// Names its texture within a picture.
    pub(super) name: &'static str,
    /// The mark of its badge.
    pub(super) icon: &'static str,
    /// Borders, texture and the text of its badge; at least 4.5:1 on `pale`.
    pub(super) dark: &'static str,
    /// The ground of its badge.
    pub(super) pale: &'static str,
    pub(super) edge: Edge,
    /// The ground of its texture.
    pub(super) ground: &'static str,
    pub(super) texture: Texture,
}

/// What makes a texture known without its colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Texture {
    /// Strokes on a tile of ten by ten.
    pub(super) strokes: &'static str,
    /// How thick these are.
    pub(super) thick: &'static str,
}

const fn texture(strokes: &'static str, thick: &'static str) -> Texture {
    Texture { strokes, thick }
}

/// Every standing, in the order in which charts list them.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = Standing> {
    let others = [Standing::NotStated, Standing::NotListed, Standing::Unknown];
    CanonicalState::ALL.into_iter().map(Standing::State).chain(others)
}

impl Ink {
    pub(super) const fn of(standing: Standing) -> Self {
        match standing {
            Standing::State(state) => Self::of_state(state),
            Standing::NotStated => {
                Self::grey("not_stated", "・", Edge::Dotted, WHITE, texture("M5 5h.01", "2.2"))
            }
            Standing::NotListed => Self::grey(
                "not_listed",
                "∅",
                Edge::Dashed,
                WHITE,
                texture("M-1-1L11 11M-1 9L1 11M9-1L11 1", "1"),
            ),
            Standing::Unknown => Self::grey(
                "unknown",
                "?",
                Edge::Dashed,
                PALE,
                texture("M3.4 3.6a1.6 1.6 0 1 1 2.3 1.4c-.6.3-.7.6-.7 1.1M5 8.2h.01", "1.1"),
            ),
        }
    }

    const fn of_state(state: CanonicalState) -> Self {
        let (name, icon) = (state.name(), Badge::of(state, Language::Japanese).icon);
        match state {
            CanonicalState::NotStarted => Self::grey(name, icon, Edge::Dotted, WHITE, texture("", "0")),
            CanonicalState::UnderStudy => Self {
                pale: "#fff3e8",
                ground: "#fff3e8",
                ..Self::coloured(name, icon, AMBER, Edge::Dashed, texture("M2.5 2.5h.01M7.5 7.5h.01", "2.8"))
            },
            CanonicalState::Ongoing => Self {
                pale: "#e8f1fe",
                ground: "#e8f1fe",
                ..Self::coloured(
                    name,
                    icon,
                    BLUE,
                    Edge::Solid,
                    texture("M-1 11L11-1M-1 1L1-1M9 11L11 9", "3"),
                )
            },
            CanonicalState::PartlyDone => {
                Self::coloured(name, icon, GREEN, Edge::Dashed, texture("M-1 2.5H11M-1 7.5H11", "2.2"))
            }
            CanonicalState::Done => Self {
                pale: "#e6f5ec",
                ground: GREEN,
                ..Self::coloured(name, icon, GREEN, Edge::Solid, texture("", "0"))
            },
            CanonicalState::AsNeeded => {
                Self::coloured(name, icon, BLUE, Edge::Dashed, texture("M2.5 1.5V5.5M7.5 6V10", "2"))
            }
            CanonicalState::UnderRevision => Self {
                pale: "#fff3e8",
                ground: "#fff3e8",
                ..Self::coloured(
                    name,
                    "…",
                    AMBER,
                    Edge::Dashed,
                    texture("M5 2.4a2.6 2.6 0 1 0 .01 0z", "1.4"),
                )
            },
            CanonicalState::Cancelled => Self::coloured(
                name,
                "×",
                RED,
                Edge::Double,
                texture("M2.5 2.5L7.5 7.5M7.5 2.5L2.5 7.5", "1.6"),
            ),
            CanonicalState::Abolished => {
                Self::coloured(name, icon, RED, Edge::Double, texture("M-1 5H11M5-1V11", "1.8"))
            }
            CanonicalState::Merged => {
                Self::grey(name, icon, Edge::Solid, WHITE, texture("M3 1.5L7 5L3 8.5", "1.6"))
            }
            CanonicalState::Transferred => {
                Self::grey(name, icon, Edge::Solid, PALE, texture("M-1 7.5L2.5 3L7.5 7.5L11 3.5", "1.6"))
            }
            CanonicalState::OutOfScope => {
                Self::grey(name, icon, Edge::Solid, "#e6e6e6", texture("M2.5 5H7.5", "1.6"))
            }
        }
    }

    const fn coloured(
        name: &'static str,
        icon: &'static str,
        dark: &'static str,
        edge: Edge,
        texture: Texture,
    ) -> Self {
        Self { name, icon, dark, pale: WHITE, edge, ground: WHITE, texture }
    }

    const fn grey(
        name: &'static str,
        icon: &'static str,
        edge: Edge,
        ground: &'static str,
        texture: Texture,
    ) -> Self {
        Self { ground, ..Self::coloured(name, icon, SOFT, edge, texture) }
    }
}

impl Edge {
    /// The lengths of its dashes; none where the line is whole.
    pub(super) const fn dashes(self) -> Option<&'static str> {
        match self {
            Self::Solid | Self::Double => None,
            Self::Dashed => Some("5 3"),
            Self::Dotted => Some("1.5 2.5"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The relative luminance of a colour, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let digits = colour.trim_start_matches('#');
        let long: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => digits.to_owned(),
        };
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_standing_has_a_texture_of_its_own_that_is_known_without_colour() {
        // Without colour a ground is dark or light.
        let seen = |ink: Ink| (ink.texture.strokes, luminance(ink.ground) < 0.3);
        let textures: BTreeSet<_> = all().map(|standing| seen(Ink::of(standing))).collect();
        assert_eq!(textures.len(), all().count());
        let names: BTreeSet<_> = all().map(|standing| Ink::of(standing).name).collect();
        assert_eq!(names.len(), all().count());
    }

    #[test]
    fn texts_have_a_contrast_of_four_and_a_half_and_shapes_of_three() {
        assert!(contrast(INK, WHITE) >= 4.5 && contrast(SOFT, WHITE) >= 4.5);
        for standing in all() {
            let ink = Ink::of(standing);
            assert!(contrast(ink.dark, ink.pale) >= 4.5, "the badge of {standing:?}");
            assert!(contrast(ink.dark, WHITE) >= 4.5, "the legend of {standing:?}");
            let solid = ink.ground == ink.dark;
            assert!(solid || contrast(ink.dark, ink.ground) >= 3.0, "the texture of {standing:?}");
        }
        // The control: the measure tells a pale grey from a dark one.
        assert!(contrast("#b3b3b3", WHITE) < 3.0 && (contrast("#000", "#fff") - 21.0).abs() < 0.01);
    }
}
