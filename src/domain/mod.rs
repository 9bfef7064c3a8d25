//! Pure computation: from bytes to figures, knowing no web crate.
//!
//! Small value types come first ([`day`], [`money`], [`score`], [`dictionary`]), then the tables
//! ([`dataset`]) that [`intake`] fills and the indicators (`crate::indicators`) read. What follows
//! from an answer is [`care`]. [`texts`], [`language`] and [`format`] are what everything is said with.
//! [`export`] writes what leaves the product.

pub mod blocks;
pub mod calendar;
pub mod care;
pub mod certainty;
pub mod contingency;
pub mod cox;
pub mod currency;
pub mod dataset;
pub mod day;
pub mod dictionary;
pub mod effect_size;
pub mod export;
pub mod format;
pub mod grouping;
pub mod hand_over;
pub mod intake;
pub mod interval;
pub mod kaplan_meier;
pub mod language;
pub mod lifetime;
pub mod likelihood;
pub mod logistic;
pub mod money;
pub mod natural_order;
pub mod net_promoter;
pub mod order;
pub mod own_json;
pub mod provenance;
pub mod quantile;
pub mod random;
pub mod rate_ratio;
pub mod recent;
pub mod record_id;
pub mod returns;
pub mod sample;
pub mod scale;
pub mod score;
pub mod sign_test;
pub mod survey;
pub mod terms;
pub mod texts;
pub mod timeline;
