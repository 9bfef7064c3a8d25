//! Where the user is, as the part of the URL after `#`: a page and the filter in force.
//!
//! `#/segments?from=2024-01-01&a.branch=North`. Hash routes work on any static host under any
//! sub-path, with no server rule for unknown paths.

use std::fmt;
use std::str::FromStr;

use crate::domain::dataset::{Filter, FilterError};
use crate::indicators::registry;

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Route {
    /// Choosing files, and what became of them.
    #[default]
    Import,
    /// Indicators, by their path.
    Page(&'static str),
    /// All customers.
    Customers,
    /// One customer, by id.
    Customer(String),
    /// Cases to follow up.
    FollowUp,
    /// One case, by number.
    Case(String),
    /// What lies behind the cases.
    Causes,
    /// One page for a branch, a touchpoint or a member of staff.
    FrontLine,
    /// Which answers become cases, and how soon somebody calls.
    CareRules,
    /// The two-question kiosk.
    Kiosk,
    /// A profile of a kiosk, carried from another device.
    KioskProfile(String),
    /// Language, thresholds, storage.
    Settings,
    /// A path no page has.
    Unknown(String),
}

impl Route {
    /// The path after `#`.
    pub fn path(&self) -> String {
        match self {
            Self::Import => "/import".into(),
            Self::Page(path) => (*path).into(),
            Self::Customers => "/customers".into(),
            Self::Customer(id) => format!("/customers/{}", encode(id)),
            Self::FollowUp => "/follow-up".into(),
            Self::Case(id) => format!("/follow-up/case/{}", encode(id)),
            Self::Causes => "/follow-up/causes".into(),
            Self::FrontLine => "/follow-up/front-line".into(),
            Self::CareRules => "/follow-up/rules".into(),
            Self::Kiosk => "/kiosk".into(),
            Self::KioskProfile(link) => format!("/kiosk/profile/{link}"),
            Self::Settings => "/settings".into(),
            Self::Unknown(path) => path.clone(),
        }
    }

    /// Whether it is a page of the kiosk, which is a program of its own.
    pub const fn is_of_kiosk(&self) -> bool {
        matches!(self, Self::Kiosk | Self::KioskProfile(_))
    }

    /// The page of a path.
    pub fn of_path(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" | "/import" => Self::Import,
            "/customers" => Self::Customers,
            "/follow-up" => Self::FollowUp,
            "/follow-up/causes" => Self::Causes,
            "/follow-up/front-line" => Self::FrontLine,
            "/follow-up/rules" => Self::CareRules,
            "/kiosk" => Self::Kiosk,
            "/settings" => Self::Settings,
            other => {
                if let Some(path) = registry::paths().into_iter().find(|path| *path == other) {
                    return Self::Page(path);
                }
                let after = |prefix| other.strip_prefix(prefix);
                let customer = after("/customers/").map(|id| Self::Customer(decode(id)));
                let case = after("/follow-up/case/").map(|id| Self::Case(decode(id)));
                let profile = after("/kiosk/profile/").map(|link| Self::KioskProfile(link.to_owned()));
                customer.or(case).or(profile).unwrap_or_else(|| Self::Unknown(path.to_owned()))
            }
        }
    }
}

/// A page together with the filter in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub route: Route,
    /// The filter.
    pub filter: Filter,
    /// Why the filter an address asked for is not the one above.
    pub refused: Option<FilterError>,
}

impl Place {
    /// A page under a filter.
    pub fn new(route: Route, filter: Filter) -> Self {
        Self { route, filter, refused: None }
    }

    /// Reads a URL's hash, with or without the `#`. A filter that makes no sense is not put in force: the
    /// page is shown without it, and says why.
    pub fn from_hash(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let (filter, refused) = match Filter::from_str(query) {
            Ok(filter) => (filter, None),
            Err(why) => (Filter::default(), Some(why)),
        };
        Self { refused, ..Self::new(Route::of_path(path), filter) }
    }
}

impl fmt::Display for Place {
    /// The hash, `#` included.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.route.path())?;
        if self.filter.is_empty() { Ok(()) } else { write!(f, "?{}", self.filter) }
    }
}

fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn decode(text: &str) -> String {
    form_urlencoded::parse(format!("x={text}").as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_survives_the_url() {
        let routes = [
            Route::Import,
            Route::Customers,
            Route::Customer("00 42/张&?#".into()),
            Route::FollowUp,
            Route::Case("0123456789abcdef".into()),
            Route::Causes,
            Route::FrontLine,
            Route::CareRules,
            Route::Kiosk,
            Route::KioskProfile("e30".into()),
            Route::Settings,
        ];
        let pages = registry::paths().into_iter().map(Route::Page);
        for route in routes.into_iter().chain(pages) {
            let filter: Filter = "from=2024-01-01&a.branch=A%26B".parse().unwrap();
            let place = Place::new(route, filter);
            assert_eq!(Place::from_hash(&place.to_string()), place);
        }
    }

    #[test]
    fn an_empty_hash_is_the_start() {
        assert_eq!(Place::from_hash("").route, Route::Import);
        assert_eq!(Place::from_hash("#/").route, Route::Import);
    }

    #[test]
    fn an_unknown_path_is_kept_and_a_bad_filter_refused() {
        assert_eq!(Place::from_hash("#/nowhere").route, Route::Unknown("/nowhere".into()));
        let never = Place::from_hash("#/loyalty?a.branch=North&from=never");
        assert!(never.filter.is_empty() && matches!(never.refused, Some(FilterError::Date(_))));
        let backwards = Place::from_hash("#/loyalty?from=2024-02-01&to=2024-01-01");
        assert!(matches!(backwards.refused, Some(FilterError::Backwards { .. })));
        assert_eq!(backwards.to_string(), "#/loyalty");
    }
}
