//! How wide the columns of a table become.
//!
//! A column with a width of its own has it. The others get what they need where it is little (dates, a status), and the
//! long ones share the rest: the longer their texts, the more, but not in proportion, so that the shorter of two long
//! columns is not broken to pieces.

/// What a column wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Want {
    /// Its own share of the width, in 1/1000; 0 for none.
    pub(super) share: u32,
    /// With which width it would be content, in points.
    pub(super) content: f64,
    /// How much text is in it, in points on one line.
    pub(super) volume: f64,
}

/// How much of the width columns without a share get at least, each.
const LEAST: f64 = 0.08;
/// How much of what others get one gets at least that wants more than there is for each.
const LEAST_OF_FAIR: f64 = 0.5;
/// How much of it they get at least, all together.
const LEAST_OF_ALL: f64 = 0.5;

/// The widths of the columns, which fill what is available, in points.
pub(super) fn widths(wants: &[Want], available: f64) -> Vec<f64> {
    let free: Vec<usize> = (0..wants.len()).filter(|at| wants[*at].share == 0).collect();
    let share_of = |want: &Want| f64::from(want.share) / 1000.0 * available;
    let shared: f64 = wants.iter().map(share_of).sum();
    let for_free = if free.is_empty() {
        0.0
    } else {
        let number = u32::try_from(free.len()).map_or(f64::MAX, f64::from);
        (available - shared).max((number * LEAST).min(LEAST_OF_ALL) * available)
    };
    let scale = if shared > 0.0 { (available - for_free) / shared } else { 1.0 };
    let mut widths: Vec<f64> = wants.iter().map(|want| share_of(want) * scale).collect();
    for (at, width) in
        free.iter().zip(share_out(&free.iter().map(|at| wants[*at]).collect::<Vec<_>>(), for_free))
    {
        widths[*at] = width;
    }
    widths
}

/// Shares a width among columns that have none of their own.
fn share_out(wants: &[Want], available: f64) -> Vec<f64> {
    let mut widths: Vec<Option<f64>> = vec![None; wants.len()];
    let mut left = available;
    loop {
        let open: Vec<usize> = (0..wants.len()).filter(|at| widths[*at].is_none()).collect();
        let fair = left / u32::try_from(open.len()).map_or(1.0, f64::from).max(1.0);
        let Some(content) = open.iter().copied().find(|at| wants[*at].content <= fair) else { break };
        widths[content] = Some(wants[content].content);
        left -= wants[content].content;
    }
    if widths.iter().any(Option::is_none) {
        return share_by_volume(wants, widths, left);
    }
    // Everybody is content: the width is filled in proportion.
    let contents: f64 = wants.iter().map(|want| want.content).sum();
    wants.iter().map(|want| want.content * available / contents.max(1.0)).collect()
}

/// Shares what is left among the columns that have nothing yet: the longer their texts, the more, and none so little that
/// it vanishes beside the others.
fn share_by_volume(wants: &[Want], mut widths: Vec<Option<f64>>, mut left: f64) -> Vec<f64> {
    let weight = |at: usize| wants[at].volume.max(1.0).sqrt();
    let number = widths.iter().filter(|width| width.is_none()).count();
    let least = left * LEAST_OF_FAIR / u32::try_from(number).map_or(f64::MAX, f64::from);
    loop {
        let open: Vec<usize> = (0..wants.len()).filter(|at| widths[*at].is_none()).collect();
        let all: f64 = open.iter().map(|at| weight(*at)).sum();
        let Some(small) = open.into_iter().find(|at| left * weight(*at) / all < least) else {
            let share = |(at, width): (usize, &Option<f64>)| width.unwrap_or(left * weight(at) / all);
            return widths.iter().enumerate().map(share).collect();
        };
        widths[small] = Some(least);
        left -= least;
    }
}

#[cfg(test)]
mod tests {
    use super::{Want, widths};

    fn want(share: u32, content: f64, volume: f64) -> Want {
        Want { share, content, volume }
    }

    #[track_caller]
    fn check(wants: &[Want], expected: &[f64]) {
        let widths = widths(wants, 1000.0);
        let rounded: Vec<f64> = widths.iter().map(|width| width.round()).collect();
        assert_eq!(rounded, expected);
        assert!((widths.iter().sum::<f64>() - 1000.0).abs() < 1e-6, "{widths:?} do not fill the width");
    }

    #[test]
    fn shares_are_kept_and_filled_up() {
        check(&[want(250, 9.0, 9.0), want(750, 9.0, 9.0)], &[250.0, 750.0]);
        check(&[want(100, 9.0, 9.0), want(300, 9.0, 9.0)], &[250.0, 750.0]);
    }

    #[test]
    fn short_columns_get_what_they_need_and_long_ones_the_rest() {
        check(
            &[want(0, 5000.0, 10_000.0), want(0, 60.0, 500.0), want(0, 9000.0, 40_000.0)],
            &[313.0, 60.0, 627.0],
        );
    }

    #[test]
    fn a_width_that_nobody_needs_is_filled_in_proportion() {
        check(&[want(0, 100.0, 1.0), want(0, 300.0, 1.0)], &[250.0, 750.0]);
    }

    #[test]
    fn columns_without_a_share_have_room_beside_greedy_ones() {
        check(&[want(900, 9.0, 9.0), want(100, 9.0, 9.0), want(0, 500.0, 9.0)], &[828.0, 92.0, 80.0]);
    }

    #[test]
    fn no_column_vanishes_beside_long_ones() {
        let mut wants = vec![want(0, 200.0, 0.0); 4];
        wants.extend([want(0, 5000.0, 90_000.0), want(0, 5000.0, 360_000.0)]);
        check(&wants, &[83.0, 83.0, 83.0, 83.0, 222.0, 444.0]);
    }

    #[test]
    fn a_table_without_text_has_columns_all_the_same() {
        check(&[want(0, 8.0, 0.0), want(0, 8.0, 0.0)], &[500.0, 500.0]);
    }
}
