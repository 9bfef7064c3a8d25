//! What answers the pointer and the keyboard.

use super::scene::{Point, Rect, Scene};

/// Where the pointer meets a hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Anywhere in the rectangle.
    Area(Rect),
    /// Within a radius of the hit's anchor.
    Near(f64),
}

/// The guide lines drawn through a hit's anchor while it is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crosshair {
    /// None.
    None,
    /// One upright line.
    Vertical,
    /// An upright and a level line.
    Both,
}

/// Something that answers the pointer and the keyboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where the pointer meets it.
    pub target: Target,
    /// Where the tooltip points and the guide lines cross.
    pub anchor: Point,
    /// Guide lines.
    pub crosshair: Crosshair,
    /// The row of a grid, for the up and down keys; all zero where there is but one row.
    pub row: usize,
    /// First line of the tooltip.
    pub title: String,
    /// Further lines of the tooltip.
    pub lines: Vec<String>,
}

impl Hit {
    /// Tooltip and announcement on one line.
    pub fn spoken(&self) -> String {
        std::iter::once(&self.title).chain(&self.lines).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Where the keyboard moves among the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the one before.
    Previous,
    /// To the one after.
    Next,
    /// To the row above; in a single row, to the one before.
    Up,
    /// To the row below; in a single row, to the one after.
    Down,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Step {
    /// The step a key asks for, by its `KeyboardEvent.key`.
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Previous,
            "ArrowRight" => Self::Next,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }
}

impl Scene {
    /// The index of the hit at a place: among areas the topmost (last), among points the nearest.
    /// A point in reach wins over an area.
    pub fn hit_test(&self, x: f64, y: f64) -> Option<usize> {
        let place = Point::new(x, y);
        let near = self.hits.iter().enumerate().filter_map(|(index, hit)| match hit.target {
            Target::Near(radius) => {
                let distance = (hit.anchor.x - x).hypot(hit.anchor.y - y);
                (distance <= radius).then_some((index, distance))
            }
            Target::Area(_) => None,
        });
        let area = || self.hits.iter().rposition(|hit| matches!(hit.target, Target::Area(r) if r.contains(place)));
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index).or_else(area)
    }

    /// The hit the keyboard reaches from `current`. The first step of all reaches the first hit
    /// (with [`Step::Last`], the last); `None` only where there are no hits.
    pub fn step(&self, current: Option<usize>, step: Step) -> Option<usize> {
        let last = self.hits.len().checked_sub(1)?;
        let Some((current, here)) = current.and_then(|at| Some((at, self.hits.get(at)?))) else {
            return Some(if step == Step::Last { last } else { 0 });
        };
        Some(match step {
            Step::First => 0,
            Step::Last => last,
            Step::Previous => current.saturating_sub(1),
            Step::Next => (current + 1).min(last),
            Step::Up | Step::Down => self.other_row(current, here, step == Step::Down, last),
        })
    }

    /// The hit nearest in x on the closest row in the wanted direction, or `current` at the edge.
    fn other_row(&self, current: usize, here: &Hit, down: bool, last: usize) -> usize {
        if self.hits.iter().all(|hit| hit.row == here.row) {
            return if down { (current + 1).min(last) } else { current.saturating_sub(1) };
        }
        let rows = self.hits.iter().enumerate().filter(|(_, hit)| (hit.row > here.row) == down && hit.row != here.row);
        rows.min_by(|(_, a), (_, b)| {
            let distance = |hit: &Hit| (hit.row.abs_diff(here.row), (hit.anchor.x - here.anchor.x).abs());
            let (a, b) = (distance(a), distance(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        })
        .map_or(current, |(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::DataTable;
    use super::*;

    fn hit(x: f64, row: usize, target: Target) -> Hit {
        Hit {
            target,
            anchor: Point::new(x, 10.0 * row as f64),
            crosshair: Crosshair::None,
            row,
            title: format!("{x}"),
            lines: vec!["line".into()],
        }
    }

    fn scene(hits: Vec<Hit>) -> Scene {
        Scene {
            width: 100.0,
            height: 100.0,
            marks: Vec::new(),
            hits,
            lines: Vec::new(),
            table: DataTable::default(),
            summary: String::new(),
        }
    }

    #[test]
    fn the_nearest_point_in_reach_is_hit() {
        let scene = scene(vec![hit(10.0, 0, Target::Near(8.0)), hit(20.0, 0, Target::Near(8.0))]);
        assert_eq!(scene.hit_test(14.0, 0.0), Some(0));
        assert_eq!(scene.hit_test(16.0, 0.0), Some(1));
        assert_eq!(scene.hit_test(50.0, 0.0), None);
    }

    #[test]
    fn a_point_wins_over_the_area_beneath_it() {
        let area = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let scene = scene(vec![hit(10.0, 0, Target::Near(8.0)), hit(20.0, 0, Target::Area(area))]);
        assert_eq!(scene.hit_test(11.0, 1.0), Some(0));
        assert_eq!(scene.hit_test(60.0, 60.0), Some(1));
    }

    #[test]
    fn keys_stop_at_the_ends() {
        let scene = scene(vec![hit(10.0, 0, Target::Near(1.0)), hit(20.0, 0, Target::Near(1.0))]);
        assert_eq!(scene.step(None, Step::Next), Some(0));
        assert_eq!(scene.step(None, Step::Last), Some(1));
        assert_eq!(scene.step(Some(0), Step::Previous), Some(0));
        assert_eq!(scene.step(Some(1), Step::Next), Some(1));
        assert_eq!(scene.step(Some(0), Step::Down), Some(1), "one row: down is next");
        assert_eq!(scene.step(Some(9), Step::Next), Some(0), "a hit that is gone starts again");
    }

    #[test]
    fn up_and_down_move_between_rows_of_a_grid() {
        let near = Target::Near(1.0);
        let scene = scene(vec![hit(10.0, 0, near), hit(20.0, 0, near), hit(10.0, 1, near), hit(21.0, 1, near)]);
        assert_eq!(scene.step(Some(1), Step::Down), Some(3));
        assert_eq!(scene.step(Some(3), Step::Up), Some(1));
        assert_eq!(scene.step(Some(0), Step::Up), Some(0));
    }

    #[test]
    fn no_hits_no_step() {
        assert_eq!(scene(Vec::new()).step(None, Step::Next), None);
    }

    #[test]
    fn a_hit_is_spoken_on_one_line() {
        assert_eq!(hit(1.0, 0, Target::Near(1.0)).spoken(), "1, line");
    }
}
