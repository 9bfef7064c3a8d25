//! One scene of each chart, with Chinese and English texts.

use loyalscope::charts::bars::{Bar, Bars, Style, bars};
use loyalscope::charts::cohorts::{Cohort, Cohorts, cohorts};
use loyalscope::charts::gauge::{Gauge, gauge};
use loyalscope::charts::lorenz::{Lorenz, lorenz};
use loyalscope::charts::over_time::{Form, OverTime, Series, over_time};
use loyalscope::charts::rfm_map::{RfmCell, RfmMap, rfm_map};
use loyalscope::charts::stacked::{Answers, Stacked, stacked};
use loyalscope::charts::trend::{Change, Trend, TrendPoint, trend};
use loyalscope::charts::{Ink, Period, Scene, Size, TextMeasure, Words};

const WORDS: Words<'_> = Words { summary: "summary", empty: "nothing to show" };

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn number(value: f64) -> String {
    format!("{value:.0}")
}

fn more(count: usize) -> String {
    format!("还有 {count} 个")
}

fn periods(count: usize) -> Vec<Period> {
    let period = |index: usize| Period {
        label: format!("{}月", index % 12 + 1),
        full: format!("2024年{}月", index % 12 + 1),
        major: index.is_multiple_of(12),
        ..Period::default()
    };
    (0..count).map(period).collect()
}

fn lorenz_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    let curve: Vec<_> = (0..=1000).map(|i| f64::from(i) / 1000.0).map(|x| (x, 1.0 - (1.0 - x).powf(5.0))).collect();
    let data = Lorenz {
        curve: &curve,
        classes: &[("A", 0.28), ("B", 0.45), ("C", 1.0)],
        mark: Some((0.2, "前 20 % 的客户带来 67 % 的收入")),
        customers: "客户占比（从高到低）",
        value: "收入占比",
        equality: "平均分布",
        percent: &percent,
        words: WORDS,
    };
    lorenz(&data, size, measure)
}

pub fn rfm_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    let pairs = (1..=5).flat_map(|recency| (1..=5).map(move |frequency| (recency, frequency)));
    let cells: Vec<_> = pairs
        .map(|(recency, frequency)| RfmCell {
            recency,
            frequency,
            amount: f64::from(recency) * f64::from(frequency) * 40.0,
            segment: "Loyal",
        })
        .collect();
    let data = RfmMap {
        bins: (5, 5),
        cells: &cells,
        recency: "Recency score",
        frequency: "Frequency score",
        segment: "Segment",
        amount: "Customers",
        format: &number,
        short: &number,
        words: WORDS,
    };
    rfm_map(&data, size, measure)
}

pub fn gauge_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    let data = Gauge {
        score: 50.0,
        interval: Some((35.5, 61.6)),
        label: "净推荐值 (NPS)",
        interval_label: "区间",
        interval_text: "95 % 置信区间 35 至 62",
        format: &number,
        words: WORDS,
    };
    gauge(&data, size, measure)
}

pub fn stacked_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    let groups = [
        Answers { label: "Airport", detractors: 40, passives: 30, promoters: 30 },
        Answers { label: "高新区支行", detractors: 5, passives: 20, promoters: 75 },
    ];
    let data = Stacked {
        groups: &groups,
        group: "Branch",
        names: ["Detractors", "Passives", "Promoters"],
        percent: &percent,
        count: &number,
        most: 20,
        more: &more,
        words: WORDS,
    };
    stacked(&data, size, measure)
}

pub fn trend_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    let changes = [Change::NotReal, Change::Up, Change::NotReal, Change::Down];
    let points: Vec<_> = periods(14)
        .into_iter()
        .enumerate()
        .map(|(index, period)| {
            let score = 20.0 + (index * 7 % 30) as f64;
            TrendPoint {
                period,
                score: (index != 5).then_some(score),
                interval: Some((score - 9.0, score + 8.0)),
                n: 240,
                change: if index == 0 { Change::First } else { changes[index % 4] },
            }
        })
        .collect();
    let data = Trend {
        points: &points,
        limits: (-100.0, 100.0),
        period: "Month",
        score: "Net Promoter Score",
        interval: "Interval",
        n: "Answers",
        change: ("Change", ["too few answers", "no real change", "really higher", "really lower"]),
        format: &number,
        count: &number,
        words: WORDS,
    };
    trend(&data, size, measure)
}

fn cohort_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    let rows: Vec<_> = periods(12)
        .into_iter()
        .enumerate()
        .map(|(index, period)| Cohort {
            period,
            size: 400 + 17 * index as u64,
            active: (0..12 - index as u64).map(|since| 400 / (since + 1)).collect(),
            partial: (0..12 - index).map(|since| index + since == 11).collect(),
            few: false,
        })
        .collect();
    let data = Cohorts {
        cohorts: &rows,
        cohort: "首购月份",
        size: "客户数",
        since: "首购后第几个月",
        share: "仍活跃",
        partial: "月份不完整",
        few: "客户不足 30 名",
        percent: &percent,
        short: &number,
        count: &number,
        more: &more,
        words: WORDS,
    };
    cohorts(&data, size, measure)
}

fn bars_of(style: Style, size: Size, measure: &dyn TextMeasure) -> Scene {
    let names = ["Champions", "Potential loyalist", "流失的重要客户", "At risk", "Lost"];
    let rows: Vec<_> = names
        .into_iter()
        .zip([1234.0, 870.0, -120.0, 410.0, 90.0])
        .map(|(label, value)| Bar {
            label: label.into(),
            value,
            base: 0.0,
            interval: Some((value - 60.0, value + 80.0)),
            more: Vec::new(),
            ink: Ink::Accent,
        })
        .collect();
    let data = Bars {
        bars: &rows,
        style,
        group: "Segment",
        value: "Customers",
        interval: "Interval",
        more_columns: &[],
        format: &number,
        most: 4,
        more: &more,
        words: WORDS,
    };
    bars(&data, size, measure)
}

fn over_time_scene(form: Form, size: Size, measure: &dyn TextMeasure) -> Scene {
    let wave = |shift: usize| (0..24).map(|i| Some(((i * 13 + shift * 29) % 70 + 20) as f64)).collect::<Vec<_>>();
    let (new, back) = (wave(0), wave(1));
    let series = [
        Series { name: "回流客户", values: &back, ink: Ink::Categorical(0) },
        Series { name: "新客户", values: &new, ink: Ink::Categorical(1) },
    ];
    let periods = periods(24);
    let data = OverTime {
        periods: &periods,
        series: &series,
        form,
        period: "Month",
        value: "Customers",
        format: &number,
        words: WORDS,
    };
    over_time(&data, size, measure)
}

fn empty_scene(size: Size, measure: &dyn TextMeasure) -> Scene {
    stacked(
        &Stacked {
            groups: &[],
            group: "",
            names: ["", "", ""],
            percent: &percent,
            count: &number,
            most: 1,
            more: &more,
            words: WORDS,
        },
        size,
        measure,
    )
}

pub type Build = fn(Size, &dyn TextMeasure) -> Scene;

pub fn all() -> Vec<(&'static str, Build)> {
    vec![
        ("lorenz", lorenz_scene),
        ("rfm_map", rfm_scene),
        ("gauge", gauge_scene),
        ("stacked", stacked_scene),
        ("trend", trend_scene),
        ("cohorts", cohort_scene),
        ("bars", |size, measure| bars_of(Style::FromZero, size, measure)),
        ("dots", |size, measure| bars_of(Style::Dot, size, measure)),
        ("lines", |size, measure| over_time_scene(Form::Lines, size, measure)),
        ("columns", |size, measure| over_time_scene(Form::Columns, size, measure)),
        ("empty", empty_scene),
    ]
}
