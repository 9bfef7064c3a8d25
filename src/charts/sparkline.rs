//! A line without axes, as small as a word, for the course of a tile's figure.

/// Where the line lies: a box this wide and high, in units of its own.
pub const BOX: (f64, f64) = (100.0, 24.0);

/// From the edge, so that the pen's width stays within.
const EDGE: f64 = 2.0;

/// The lines through these values, oldest first, each as points of an SVG polyline: one line for every stretch without a
/// gap. Empty where fewer than three values are there, or some are no finite number: that is no course.
pub fn lines(values: &[Option<f64>]) -> Vec<String> {
    let there: Vec<f64> = values.iter().copied().flatten().collect();
    if there.len() < 3 || there.iter().any(|value| !value.is_finite()) {
        return Vec::new();
    }
    let low = there.iter().copied().fold(f64::INFINITY, f64::min);
    let high = there.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (width, height) = (BOX.0 - 2.0 * EDGE, BOX.1 - 2.0 * EDGE);
    let last = values.len().saturating_sub(1).max(1) as f64;
    let point = |place: usize, value: f64| {
        let x = EDGE + width * place as f64 / last;
        // All alike lie in the middle.
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        format!("{x:.1},{:.1}", EDGE + height * (1.0 - share))
    };
    let points = values.iter().enumerate().map(|(place, value)| value.map(|value| point(place, value)));
    let points: Vec<Option<String>> = points.collect();
    points
        .split(Option::is_none)
        .filter(|stretch| stretch.len() > 1)
        .map(|stretch| stretch.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn values_become_a_line_from_edge_to_edge() {
        assert_eq!(lines(&[Some(0.0), Some(10.0), Some(5.0)]), ["2.0,22.0 50.0,2.0 98.0,12.0"]);
        assert_eq!(lines(&[Some(7.0), Some(7.0), Some(7.0)]), ["2.0,12.0 50.0,12.0 98.0,12.0"]);
    }

    #[test]
    fn a_gap_parts_the_line_and_a_lone_value_has_none() {
        let parted = lines(&[Some(0.0), Some(1.0), None, Some(1.0), None]);
        assert_eq!(parted, ["2.0,22.0 26.0,2.0"]);
    }

    #[test]
    fn too_few_values_or_none_that_can_be_drawn_are_no_course() {
        assert!(lines(&[]).is_empty());
        assert!(lines(&[Some(1.0), None, Some(2.0)]).is_empty());
        assert!(lines(&[Some(1.0), Some(f64::NAN), Some(2.0)]).is_empty());
    }
}
