//! Colours as the browser computes them, and how far apart two of them are (WCAG 1.4.3, 1.4.11).

/// A colour in sRGB, each part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    red: f64,
    green: f64,
    blue: f64,
    alpha: f64,
}

impl Colour {
    /// What a page lies on.
    pub const WHITE: Self = Self { red: 1.0, green: 1.0, blue: 1.0, alpha: 1.0 };

    /// Reads a computed colour: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (_, parts) = text.strip_suffix(')')?.split_once('(')?;
        let parts: Vec<f64> = parts.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        let part = |index: usize| parts.get(index).map(|part| part / 255.0);
        let alpha = parts.get(3).copied().unwrap_or(1.0);
        (text.starts_with("rgb") && parts.len() <= 4).then_some(Self {
            red: part(0)?,
            green: part(1)?,
            blue: part(2)?,
            alpha,
        })
    }

    /// This colour on top of an opaque one.
    #[must_use]
    pub fn over(self, back: Self) -> Self {
        let mix = |top: f64, below: f64| top.mul_add(self.alpha, below * (1.0 - self.alpha));
        Self {
            red: mix(self.red, back.red),
            green: mix(self.green, back.green),
            blue: mix(self.blue, back.blue),
            alpha: 1.0,
        }
    }

    /// The relative luminance, as WCAG defines it.
    fn luminance(self) -> f64 {
        let linear = |part: f64| {
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// The contrast of two opaque colours, from 1 to 21.
#[must_use]
pub fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn the_contrast_is_that_of_the_definition() {
        let white = Colour::WHITE;
        assert_eq!(format!("{:.2}", ratio(white, colour("rgb(0, 0, 0)"))), "21.00");
        assert_eq!(format!("{:.2}", ratio(colour("rgb(119, 119, 119)"), white)), "4.48");
        assert_eq!(format!("{:.2}", ratio(colour("rgb(255, 0, 0)"), white)), "4.00");
        assert_eq!(format!("{:.2}", ratio(white, white)), "1.00");
    }

    #[test]
    fn what_shines_through_is_mixed() {
        let half = colour("rgba(0, 0, 0, 0.5)").over(Colour::WHITE);
        assert_eq!(format!("{:.2}", half.red), "0.50");
        assert_eq!(colour("rgba(9, 9, 9, 0)").over(Colour::WHITE), Colour::WHITE);
    }

    #[test]
    fn what_is_no_computed_colour_is_not_read() {
        for text in ["", "red", "url(#a)", "rgb(1, 2)", "hsl(1, 2, 3)"] {
            assert_eq!(Colour::parse(text), None, "{text:?}");
        }
    }
}
