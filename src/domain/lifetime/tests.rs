//! The models against published and independently computed figures.

#![allow(clippy::float_cmp, clippy::indexing_slicing, clippy::type_complexity, clippy::unwrap_used)] // a test fails by panicking

use crate::domain::intake::{Unpaced, block_on_ready};
use crate::domain::likelihood::Doubt;
use crate::domain::random::Rng;

use super::*;

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

const PUBLISHED: Fitted = Fitted { model: Model::BgNbd, parameters: [0.243, 4.414, 0.793, 2.426] };

#[test]
fn bg_nbd_forecasts_equal_the_published() {
    // Fader, Hardie, Lee 2005: the customer of x = 2, t_x = 30.43, T = 38.86.
    let pattern = Pattern { x: 2, t_x: 30.43, t: 38.86, customers: 1 };
    let p_alive = PUBLISHED.p_alive(&pattern);
    close(p_alive, 0.7266, 1e-4);
    close(PUBLISHED.expected(&pattern, p_alive, 39.0), 1.226, 5e-4);
    for (t, expected) in [(1.0, 0.0532), (3.0, 0.1506), (32.0, 1.0437), (78.0, 1.8576)] {
        close(PUBLISHED.of_new(t), expected, 0.003);
    }
    assert_eq!(PUBLISHED.p_alive(&Pattern { x: 0, t_x: 0.0, t: 38.86, customers: 1 }), 1.0);
}

#[test]
fn forecasts_have_no_gap_where_a_parameter_is_one() {
    for model in Model::ALL {
        let at = |s: f64| {
            let fitted = Fitted { model, parameters: [0.5, 6.0, s, 2.0] };
            fitted.expected(&Pattern { x: 3, t_x: 10.0, t: 20.0, customers: 1 }, 0.5, 15.0)
        };
        close(at(1.0), f64::midpoint(at(0.999), at(1.001)), 1e-5);
    }
}

#[test]
fn pareto_is_the_same_on_both_sides_of_alpha_and_beta() {
    let pattern = Pattern { x: 4, t_x: 25.0, t: 39.0, customers: 1 };
    let at = |beta: f64| Fitted { model: Model::ParetoNbd, parameters: [0.6, 10.0, 0.6, beta] }.p_alive(&pattern);
    close(at(10.0), f64::midpoint(at(9.999), at(10.001)), 1e-7);
    // Far apart, by numerical integration of the density of leaving (trapezium rule, 400,000 steps).
    for [alpha, beta] in [[0.2, 90.0], [90.0, 0.2], [10.0, 11.0]] {
        let (r, s) = (0.6, 0.6);
        let fitted = Fitted { model: Model::ParetoNbd, parameters: [r, alpha, s, beta] };
        let steps = 400_000;
        let width = (pattern.t - pattern.t_x) / f64::from(steps);
        let density = |t: f64| s * (alpha + t).powf(-(r + 4.0)) * (beta + t).powf(-(s + 1.0));
        let inner: f64 = (1..steps).map(|step| density(pattern.t_x + width * f64::from(step))).sum();
        let left = width * (inner + f64::midpoint(density(pattern.t_x), density(pattern.t)));
        let there = (alpha + pattern.t).powf(-(r + 4.0)) * (beta + pattern.t).powf(-s);
        close(fitted.p_alive(&pattern), there / (there + left), 1e-9);
    }
}

/// Of 1,000, alive in years 0 to 12 (Fader, Hardie 2007).
const REGULAR: [f64; 13] = [1000.0, 631.0, 468.0, 382.0, 326.0, 289.0, 262.0, 241.0, 223.0, 207.0, 194.0, 183.0, 173.0];
const HIGH_END: [f64; 13] =
    [1000.0, 869.0, 743.0, 653.0, 593.0, 551.0, 517.0, 491.0, 468.0, 445.0, 427.0, 409.0, 394.0];

/// The first so many renewals of them.
fn tenures(alive: &[f64], renewals: usize) -> Tenures {
    let left = alive.windows(2).take(renewals).map(|pair| pair[0] - pair[1]).collect();
    let mut still = vec![0.0; renewals];
    still.push(alive[renewals]);
    Tenures { left, still }
}

fn fit(model: Contract, alive: &[f64], renewals: usize) -> Fit {
    block_on_ready(model.fit(&tenures(alive, renewals), &mut Unpaced)).unwrap()
}

#[test]
fn renewals_equal_the_published() {
    let cases: [(&[f64], usize, [f64; 2], f64, f64, [f64; 3], f64, f64); 4] = [
        (
            &REGULAR,
            4,
            [0.763_665, 1.295_830],
            -1401.5594,
            0.1595,
            [0.523_029, 0.894_283, 1.196_399],
            -1401.3831,
            0.1714,
        ),
        (
            &REGULAR,
            7,
            [0.704_077, 1.182_043],
            -1680.2652,
            0.1700,
            [0.455_614, 0.779_325, 1.283_451],
            -1679.6028,
            0.1773,
        ),
        (
            &HIGH_END,
            4,
            [1.280_976, 7.790_383],
            -1225.1349,
            0.3070,
            [0.259_336, 1.722_551, 1.584_362],
            -1222.7493,
            0.3889,
        ),
        (
            &HIGH_END,
            7,
            [0.668_088, 3.806_095],
            -1611.1581,
            0.3780,
            [0.214_253, 1.426_575, 1.723_565],
            -1605.3142,
            0.4039,
        ),
    ];
    for (alive, renewals, sbg, sbg_ll, sbg_12, bdw, bdw_ll, bdw_12) in cases {
        let found = fit(Contract::Sbg, alive, renewals);
        close(found.log_likelihood, sbg_ll, 1e-4);
        found.parameters.iter().zip(sbg).for_each(|(found, expected)| close(*found, expected, 1e-3 * expected));
        close(Contract::Sbg.of(&found.parameters).survival(12.0), sbg_12, 1e-4);
        assert_eq!(found.doubt, None);
        let found = fit(Contract::Bdw, alive, renewals);
        close(found.log_likelihood, bdw_ll, 1e-4);
        found.parameters.iter().zip(bdw).for_each(|(found, expected)| close(*found, expected, 1e-3 * expected));
        close(Contract::Bdw.of(&found.parameters).survival(12.0), bdw_12, 1e-4);
    }
}

#[test]
fn discounted_lifetimes_equal_the_published() {
    for (alive, new, residual) in [
        (&REGULAR, 3.6949, [2.9644, 4.1031, 4.8698, 5.4421, 5.8941]),
        (&HIGH_END, 5.9223, [5.4145, 5.9014, 6.2939, 6.6199, 6.8967]),
    ] {
        let sbg = Contract::Sbg.of(&fit(Contract::Sbg, alive, 7).parameters);
        close(sbg.discounted(0, 0.1), new, 1e-4);
        for (period, residual) in (1..).zip(residual) {
            close(sbg.discounted(period, 0.1), residual, 1e-4);
        }
    }
}

/// Customers of many habits, in more patterns than a search begins with.
fn many(model: Model) -> Patterns {
    let mut rng = Rng::new(3, 0);
    let mut list = Vec::new();
    for _ in 0..9_000 {
        let t = f64::from(rng.between(100, 700));
        // Some buy often and some leave early.
        let (rate, leaves) = (0.02 * rng.unit() * rng.unit(), 0.5 * rng.unit());
        let stays = -libm::log(1.0 - rng.unit()) / (0.02 * rng.unit() * rng.unit());
        let mut pattern = Pattern { x: 0, t_x: 0.0, t, customers: 1 + rng.below(2) };
        loop {
            let next = (pattern.t_x - libm::log(1.0 - rng.unit()) / rate).ceil();
            let left = match model {
                Model::ParetoNbd => next > stays,
                Model::BgNbd | Model::MbgNbd => pattern.x > 0 && rng.unit() < leaves,
            };
            if next > t || left {
                break;
            }
            (pattern.x, pattern.t_x) = (pattern.x + 1, next);
        }
        list.push(pattern);
    }
    list.sort_by(|left, right| left.x.cmp(&right.x).then(left.t_x.total_cmp(&right.t_x)));
    block_on_ready(Patterns::of(list, &mut Unpaced)).unwrap()
}

#[test]
fn what_a_part_begins_is_the_best_fit_of_all() {
    for model in Model::ALL {
        let patterns = many(model);
        let found = block_on_ready(model.fit(&patterns, &mut Unpaced)).unwrap();
        assert_eq!(found.doubt, None, "{model:?}");
        // Without a part, from afar.
        let starts = [[0.5, 100.0, 1.0, 2.0], [0.5, 100.0, 0.6, 100.0]];
        let alone =
            block_on_ready(maximise(&OfPatterns { model, patterns: &patterns }, &starts, &mut Unpaced)).unwrap();
        close(found.log_likelihood, alone.log_likelihood, 1e-6);
        for place in 0..MOST {
            let error = alone.standard_error(place).unwrap();
            close(found.parameters[place], alone.parameters[place], 1e-3 * error);
            close(found.standard_error(place).unwrap(), error, 1e-3 * error);
        }
    }
}

#[test]
fn forecasts_of_many_are_those_of_each() {
    let patterns = many(Model::BgNbd);
    for (model, s, beta) in [(Model::BgNbd, 0.8, 2.4), (Model::MbgNbd, 0.8, 2.4), (Model::ParetoNbd, 0.6, 90.0)] {
        let fitted = Fitted { model, parameters: [0.6, 60.0, s, beta] };
        let all = block_on_ready(fitted.ahead(&patterns, &[(30.0, 1.0), (60.0, 0.5)], &mut Unpaced)).unwrap();
        assert_eq!(all.len(), patterns.list().len());
        for (pattern, (p_alive, purchases)) in patterns.list().iter().zip(all) {
            assert_eq!(p_alive, fitted.p_alive(pattern));
            let until = |t: f64| fitted.expected(pattern, p_alive, t);
            close(purchases, until(30.0) + 0.5 * (until(60.0) - until(30.0)), 1e-12);
        }
    }
}

/// Takes down what is reported, and stops after so many breaths.
struct Told(Vec<u64>, usize);

impl Pace for Told {
    async fn breathe(&mut self, progress: Progress) -> Result<(), Cancelled> {
        self.0.push(progress.rows);
        if self.0.len() > self.1 { Err(Cancelled) } else { Ok(()) }
    }
}

#[test]
fn a_search_says_how_far_it_is_and_stops_when_told_to() {
    let patterns = many(Model::BgNbd);
    let all = OfPatterns { model: Model::MbgNbd, patterns: &patterns };
    let start = [[0.5, 100.0, 1.0, 2.0]];
    let mut told = Told(Vec::new(), usize::MAX);
    block_on_ready(maximise(&all, &start, &mut told)).unwrap();
    assert!(told.0.len() > 10 && told.0.is_sorted_by(|one, next| one < next));
    for until in [0, 1, told.0.len() / 2, told.0.len() - 1] {
        let stopped = block_on_ready(maximise(&all, &start, &mut Told(Vec::new(), until)));
        assert_eq!(stopped, Err(Cancelled));
    }
}

#[test]
fn data_without_a_maximum_are_no_fit() {
    // Everybody stays: nothing says when anybody would leave.
    let stay = Tenures { left: vec![0.0; 4], still: vec![0.0, 0.0, 0.0, 0.0, 100.0] };
    assert!(block_on_ready(Contract::Sbg.fit(&stay, &mut Unpaced)).unwrap().doubt.is_some());
    // Nobody comes back.
    let once = [Pattern { x: 0, t_x: 0.0, t: 30.0, customers: 50 }, Pattern { x: 0, t_x: 0.0, t: 20.0, customers: 50 }];
    let once = block_on_ready(Patterns::of(once.to_vec(), &mut Unpaced)).unwrap();
    for model in Model::ALL {
        let found = block_on_ready(model.fit(&once, &mut Unpaced)).unwrap();
        assert!(matches!(found.doubt, Some(Doubt::Border | Doubt::Flat | Doubt::NotConverged)), "{found:?}");
    }
}
