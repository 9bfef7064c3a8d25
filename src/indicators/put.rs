//! Puts parameters in force: each in its place first, then all of them are checked together, as one may make no sense
//! without another.

use serde_json::{Map, Value};

use crate::domain::interval::Level;
use crate::domain::own_json;

use super::ask::params;
use super::settings::{self, SHARED, SettingError, Settings, Shared, SharedTexts};
use super::wanted::Wanted;
use super::{Indicator, Say, lifecycle, retention, rfm};

/// A parameter and what it is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The indicator's id, or [`SHARED`].
    pub of: String,
    /// The parameter.
    pub parameter: String,
    /// What may have been meant: the first that can be read is taken.
    pub readings: Vec<Value>,
}

impl Given {
    /// One whose value is known.
    pub fn new(of: &str, parameter: &str, value: &Value) -> Self {
        Self { of: of.to_owned(), parameter: parameter.to_owned(), readings: vec![value.clone()] }
    }

    /// The value as it is told where it is wrong.
    fn value(&self) -> &Value {
        self.readings.first().unwrap_or(&Value::Null)
    }

    /// That this value makes no sense.
    pub(super) fn refused(&self, why: String) -> SettingError {
        SettingError::refused(&self.of, &self.parameter, self.value(), why)
    }
}

/// Puts a value in its place if the indicator has the parameter and can read the value. Whether it makes sense is for
/// [`check`] to say.
pub(super) fn put<I: Indicator>(settings: &mut Settings, given: &Given, say: &Say<'_>) -> Result<(), SettingError> {
    let (of, parameter) = (I::ABOUT.id, given.parameter.as_str());
    let known = serde_json::to_value(I::Params::default()).unwrap_or_default();
    // How customers are scored, and what is usual silence, is set where they are, for all who compute with it.
    let another_s = I::PARAMS_OF != of
        || Shared::NAMES.contains(&parameter)
        || [rfm::ID, lifecycle::ID, retention::ID].contains(&parameter);
    let Some(default) = known.get(parameter).filter(|_| !another_s) else {
        return Err(SettingError::unknown(of, parameter));
    };
    let own = settings.own.get(of).cloned().unwrap_or_default();
    let with = |value: &Value| {
        let mut own = own.clone();
        own.insert(parameter.to_owned(), value.clone());
        read::<I>(&own).map(|_| own)
    };
    let Some(own) = given.readings.iter().find_map(with) else {
        let wanted = Wanted::of::<I::Params>(parameter, default, &I::controls(&params::<I>(settings), say));
        return Err(SettingError::unreadable(of, parameter, given.value(), wanted));
    };
    settings.own.insert(of.to_owned(), own);
    Ok(())
}

fn read<I: Indicator>(own: &Map<String, Value>) -> Option<I::Params> {
    own_json::of_value::<I::Params>(&Value::Object(own.clone()))
}

/// What is wrong with the parameters in force, in the reader's language.
pub(super) fn check<I: Indicator>(settings: &Settings, say: &Say<'_>) -> Result<(), String> {
    I::check(params::<I>(settings)).map(|_| ()).map_err(|error| I::explain(&error, say))
}

/// What follows from parameters that were put in place and passed the check; what is as it is anyway is not kept.
pub(super) fn settle<I: Indicator>(before: &Settings, settings: &mut Settings, changed: &[&str]) {
    let of = I::ABOUT.id;
    let mut own = settings.own.remove(of).unwrap_or_default();
    if !I::SETTLED.is_empty()
        && let Some(now) = read::<I>(&own)
    {
        let settled = I::settle(&params::<I>(before), now);
        let settled = serde_json::to_value(settled).unwrap_or_default();
        for name in I::SETTLED {
            own.extend(settled.get(name).map(|value| ((*name).to_owned(), value.clone())));
        }
    }
    let known = serde_json::to_value(I::Params::default()).unwrap_or_default();
    let changed = |name: &str| changed.contains(&name) || I::SETTLED.contains(&name);
    own.retain(|name, value| !(changed(name) && known.get(name) == Some(value)));
    if !own.is_empty() {
        settings.own.insert(of.to_owned(), own);
    }
}

/// The same as [`put`], of a parameter that all share.
pub(super) fn put_shared(settings: &mut Settings, given: &Given, say: &Say<'_>) -> Result<(), SettingError> {
    let parameter = given.parameter.as_str();
    if !Shared::NAMES.contains(&parameter) {
        return Err(SettingError::unknown(SHARED, parameter));
    }
    let shared = serde_json::to_value(settings.shared).unwrap_or_default();
    let with = |value: &Value| {
        let mut shared = shared.clone();
        shared.as_object_mut()?.insert(parameter.to_owned(), value.clone());
        own_json::of_value::<Shared>(&shared)
    };
    settings.shared = given.readings.iter().find_map(with).ok_or_else(|| {
        let fields = settings::controls(&settings.shared, say);
        let default = shared.get(parameter).unwrap_or(&Value::Null);
        SettingError::unreadable(SHARED, parameter, given.value(), Wanted::of::<Shared>(parameter, default, &fields))
    })?;
    Ok(())
}

/// What is wrong with the parameters that all share, in the reader's language.
pub(super) fn check_shared(settings: &Settings, say: &Say<'_>) -> Result<(), String> {
    let level = Level::try_from(settings.shared.level);
    level.map(|_| ()).map_err(|_| SharedTexts::of(say.language).error_level.to_owned())
}

/// Puts one parameter back as it was.
pub(super) fn put_back(settings: &mut Settings, before: &Settings, given: &Given) {
    let was = before.own.get(&given.of).and_then(|own| own.get(&given.parameter));
    let own = settings.own.entry(given.of.clone()).or_default();
    match was {
        Some(was) => own.insert(given.parameter.clone(), was.clone()),
        None => own.remove(&given.parameter),
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::format::Plain;
    use crate::domain::intake::Unpaced;
    use crate::domain::language::Language;
    use crate::indicators::registry;

    fn set_all(given: &[(&str, &str, Value)]) -> Result<Settings, String> {
        let given: Vec<Given> = given.iter().map(|(of, name, value)| Given::new(of, name, value)).collect();
        let mut settings = Settings::default();
        let say = Say::new(Language::English, &Plain(Language::English));
        let done = registry::set_all::<Unpaced>(&mut settings, &given, &say).map_err(|error| error.to_string());
        assert!(done.is_ok() || settings == Settings::default(), "nothing changes where something is refused");
        done.map(|()| settings)
    }

    #[test]
    fn parameters_that_make_sense_together_do_so_in_any_order() {
        let together: [&[(&str, &str, Value)]; 5] = [
            &[("eight_classes", "cut", json!("typed")), ("eight_classes", "bounds", json!([30, 2, 100]))],
            &[("lifecycle", "warning", json!(0.92)), ("lifecycle", "lost", json!(0.97))],
            &[
                ("pyramid", "vip", json!(0.3)),
                ("pyramid", "important", json!(0.5)),
                ("pyramid", "ordinary", json!(0.9)),
            ],
            &[("concentration", "a_until", json!(0.96)), ("concentration", "b_until", json!(0.99))],
            &[
                ("rfm", "binning", json!("custom")),
                ("rfm", "bins", json!(2)),
                ("rfm", "bounds_r", json!([30])),
                ("rfm", "bounds_f", json!([2])),
                ("rfm", "bounds_m", json!([100])),
            ],
        ];
        for given in together {
            let mut turned = given.to_vec();
            for _ in given {
                turned.rotate_left(1);
                let settings = set_all(&turned).unwrap_or_else(|error| panic!("{turned:?}: {error}"));
                for (of, parameter, value) in &turned {
                    assert_eq!(settings.own[*of][*parameter], *value);
                }
            }
        }
    }

    #[test]
    fn the_one_to_blame_is_named_and_nothing_is_changed() {
        let refused = |given: &[(&str, &str, Value)]| set_all(given).unwrap_err();
        let points = [("lifecycle", "lost", json!(1.5)), ("lifecycle", "least_gaps", json!(4))];
        assert!(refused(&points).starts_with("lifecycle.lost cannot be 1.5: "), "{}", refused(&points));
        let shared =
            [("lifecycle", "least_gaps", json!(4)), ("shared", "level", json!(2)), ("shared", "length", json!("year"))];
        assert_eq!(refused(&shared), "shared.level cannot be 2: The confidence must be at least 50% and below 100%");
        assert_eq!(refused(&[("lifecycle", "none", json!(1))]), "`lifecycle` has no parameter `none`");
        assert_eq!(refused(&[("none", "none", json!(1))]), "there is no indicator `none`");
        assert!(refused(&[("lifecycle", "lost", json!("x"))]).contains("wanted is"));
    }

    #[test]
    fn the_first_reading_that_can_be_read_is_taken() {
        let given =
            Given { readings: vec![json!(2024), json!("2024")], ..Given::new("earned_growth", "by", &json!(null)) };
        let mut settings = Settings::default();
        let say = Say::new(Language::English, &Plain(Language::English));
        registry::set_all::<Unpaced>(&mut settings, &[given], &say).unwrap();
        assert_eq!(settings.own["earned_growth"]["by"], "2024");
    }

    #[test]
    fn what_is_the_default_anyway_is_not_kept() {
        let given = [("lifecycle", "least_gaps", json!(4)), ("pyramid", "cost", json!(null))];
        let settings = set_all(&given).unwrap();
        assert!(settings.own.contains_key("lifecycle") && !settings.own.contains_key("pyramid"));
    }
}
