//! Members of a club or card: their share of the sales, beside what is claimed elsewhere.
//!
//! Who is a member a column of the purchases or of the customers table says: yes, or any text but a blank and those that
//! say no member. Of a column of the customers table all purchases of a member count as a member's, also those before they
//! joined; of a column of the purchases each row counts as it says, and whoever bought as a member once is one.
//!
//! That members bring much does not say that the club makes them: who buys much joins sooner. The literature's 61 % of the
//! sales is an assumption that can be changed.
//!
//! Money is that of the rows that count, exactly.
//!
//! Beside it stand the club's points ([`points`]) and how appealing its reward is ([`appeal`]), marked by its owner.

mod appeal;
mod entries;
mod points;
mod show;
mod show_appeal;
mod show_points;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Column, Field, Kind, Purchases, Reading, Values};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::dividing::attribute_names;
use super::named::{column_for, of_customers, rows_of_customers};
use super::page::{Control, Page};
use super::{About, CustomerGroup, Group, Indicator, Say, Shared, Stopped, View};

pub use appeal::{Appeal, AppealPart};
pub use entries::Entry;
pub use points::{MOST_A_POINT, OutstandingFrom, Points, PointsColumn};

/// Its id.
pub const ID: &str = "club";

/// Parts of the names of columns that say who is a member.
const MEMBER: &[&str] = &["member", "club", "loyaltycard", "会员", "俱乐部"];

/// Members of a club.
pub struct ClubIndicator;

impl Indicator for ClubIndicator {
    const ABOUT: About =
        About { id: ID, name: ["Club", "会员"], group: Group::Loyalty, path: "/club", needs: &[Kind::Purchases] };

    type Params = ClubParams;
    type Checked = CheckedClub;
    type Found = Club;
    type Error = ClubError;

    fn with_shared(own: ClubParams, shared: &Shared) -> ClubParams {
        ClubParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: ClubParams) -> Result<CheckedClub, ClubError> {
        if !(0.0..=1.0).contains(&params.claimed) {
            return Err(ClubError::Claimed { given: params.claimed });
        }
        if let Some(given) = params.point_value.filter(|value| *value <= Money::ZERO || *value > MOST_A_POINT) {
            return Err(ClubError::PointValue { given });
        }
        let weights = appeal::check(&params)?;
        Ok(CheckedClub { params, weights })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedClub,
        pace: &mut P,
    ) -> Result<Option<Club>, Stopped<ClubError>> {
        let Some(purchases) = view.purchases() else { return Ok(None) };
        Ok(Some(club(view, purchases, checked, pace).await?))
    }

    fn show(found: &Club, params: &ClubParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Club, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let (texts, points) = (texts::ClubTexts::of(say.language), texts::PointsTexts::of(say.language));
        vec![
            CustomerGroup::list(MEMBERS, texts.members, &found.who),
            CustomerGroup::list(points::NEVER_REDEEMED, points.never_redeemed, &found.points.idle),
        ]
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ClubTexts::of(say.language).promise
    }

    fn explain(error: &ClubError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ClubParams, say: &Say<'_>) -> Vec<Control> {
        let fields = show::controls(params, say).into_iter().chain([show_points::value_control(params, say)]);
        fields.chain(show_appeal::controls(params, say)).collect()
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClubParams {
    /// The column that says who is a member, of the purchases or else of the customers table; `None` (default) for the
    /// first that is called so.
    pub column: Option<String>,
    /// Values that say no member, with commas between.
    pub others: String,
    /// The share of sales members are said to bring. Default 61 %.
    pub claimed: f64,
    /// The column that says points earned, of the customers table or the purchases; `None` (default) for the first of numbers
    /// that is called so.
    pub points_earned: Option<String>,
    /// The same of points redeemed.
    pub points_redeemed: Option<String>,
    /// The same of points expired.
    pub points_expired: Option<String>,
    /// The same of points that are left.
    pub points_balance: Option<String>,
    /// What a point is worth in money, above 0, at most [`MOST_A_POINT`]. Default: nobody says.
    pub point_value: Option<Money>,
    /// The mark of the reward's cash value, 1 to 5. Default: none, as of all marks.
    pub appeal_cash_value: Option<f64>,
    /// The mark of its choice.
    pub appeal_choice: Option<f64>,
    /// The mark of its aspiration.
    pub appeal_aspiration: Option<f64>,
    /// The mark of its relevance.
    pub appeal_relevance: Option<f64>,
    /// The mark of its convenience.
    pub appeal_convenience: Option<f64>,
    /// The weights of the five marks in this order, 0 to 100, one above 0. Default: 1 each.
    pub appeal_weights: Vec<f64>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ClubParams {
    fn default() -> Self {
        Self {
            column: None,
            others: "no, none, non-member, guest, 0, 否, 无, 非会员, 散客".to_owned(),
            claimed: 0.61,
            points_earned: None,
            points_redeemed: None,
            points_expired: None,
            points_balance: None,
            point_value: None,
            appeal_cash_value: None,
            appeal_choice: None,
            appeal_aspiration: None,
            appeal_relevance: None,
            appeal_convenience: None,
            appeal_weights: vec![1.0; 5],
            returns: ReturnsPolicy::default(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedClub {
    params: ClubParams,
    weights: [f64; 5],
}

/// Parameters that mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClubError {
    /// No share.
    #[error("members cannot bring a share of {given}: 0 to 1 is possible")]
    Claimed {
        /// As given.
        given: f64,
    },
    /// No value of a point.
    #[error("a point cannot be worth {given}: above 0 to {MOST_A_POINT} is possible")]
    PointValue {
        /// As given.
        given: Money,
    },
    /// No mark.
    #[error("a mark of {given}: 1 to 5 is possible")]
    Mark {
        /// As given.
        given: f64,
    },
    /// No weights of five elements, or such that weigh nothing.
    #[error("the five marks need five weights from 0 to 100, one of them above 0")]
    Weights,
}

/// Members and others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Club {
    /// The column; `None` where none says who is a member.
    pub column: Option<String>,
    /// Members' share of the money; `None` without a column, and where all money is zero or below.
    pub share: Option<f64>,
    /// Members' share of the customers; `None` without a column.
    pub customer_share: Option<f64>,
    /// The members.
    pub members: Side,
    /// The others.
    pub others: Side,
    /// The points.
    pub points: Points,
    /// How appealing the reward is, as marked.
    pub appeal: Appeal,
    /// Columns to choose from.
    #[serde(skip)]
    pub offered: Vec<String>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    /// The members, by number.
    #[serde(skip)]
    who: Vec<u32>,
}

/// The key of the members.
const MEMBERS: &str = "members";

/// What members bring, or others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Side {
    /// How many.
    pub customers: usize,
    /// Rows that are no returns.
    pub transactions: usize,
    /// Their money.
    pub value: Money,
    /// Money a customer; `None` of nobody.
    pub per_customer: Option<f64>,
    /// Money a transaction; `None` of none.
    pub per_transaction: Option<f64>,
}

impl Side {
    fn measured(self) -> Self {
        let per = |n: usize| (n > 0).then(|| self.value.to_f64() / n as f64);
        Self { per_customer: per(self.customers), per_transaction: per(self.transactions), ..self }
    }
}

/// Whether each value of a column says a member.
fn says_member(column: &Column, others: &str) -> Vec<bool> {
    if let Reading::YesNo(said) = &column.reading {
        return said.iter().map(|said| *said == Some(true)).collect();
    }
    let others: Vec<String> = others.split([',', '，', '、']).map(|other| other.trim().to_lowercase()).collect();
    let texts = column.values.iter().map(|(_, text)| text.trim().to_lowercase());
    texts.map(|text| !text.is_empty() && !others.contains(&text)).collect()
}

async fn club<P: Pace>(
    view: &View,
    purchases: &Purchases,
    checked: &CheckedClub,
    pace: &mut P,
) -> Result<Club, Cancelled> {
    let params = &checked.params;
    let chosen = params.column.as_deref();
    // The numbers of 会员积分 are called after members and say nothing of who is one.
    let can_be = |column: &&Column| {
        chosen.is_some() || column.read_as() != Values::Number || !entries::is_of_points(&column.name)
    };
    let by_row = column_for(purchases.attributes().filter(can_be), chosen, purchases.of(Field::Member), MEMBER);
    let of_role = view.all.profiles.as_deref().and_then(|table| table.of(Field::Member));
    let in_profiles = || column_for(of_customers(view).filter(can_be), chosen, of_role, MEMBER);
    let by_customer = if by_row.is_some() { None } else { in_profiles() };
    let column = by_row.or(by_customer);
    let member = column.map(|column| says_member(column, &params.others)).unwrap_or_default();
    let row_of = by_customer.map(|_| rows_of_customers(view)).unwrap_or_default();
    let is_member = |place: usize, customer: u32| {
        let row = if by_row.is_some() { Some(place) } else { row_of.get(customer as usize).copied().flatten() };
        let code = column.and_then(|column| column.codes.get(row?));
        code.and_then(|code| member.get(*code as usize)).copied().unwrap_or_default()
    };
    let mut sides = [Side::default(); 2];
    let mut bought = vec![None::<bool>; view.all.customers.len()];
    let (mut rows, mut left_out, mut period) = (0, 0, None);
    in_blocks_paced(purchases.len(), pace, |range| {
        for (place, row) in range.clone().zip(purchases.rows_in(range)) {
            if row.returned && params.returns == ReturnsPolicy::LeftOut {
                left_out += 1;
                continue;
            }
            rows += 1;
            period = Some(Period::including(period, row.day));
            let is_member = is_member(place, row.customer);
            if let Some(known) = bought.get_mut(row.customer as usize) {
                *known = Some(known.unwrap_or_default() || is_member);
            }
            if let Some(side) = sides.get_mut(usize::from(!is_member)) {
                side.value += row.amount.money();
                side.transactions += usize::from(!row.returned);
            }
        }
    })
    .await?;
    for is_member in bought.iter().flatten() {
        if let Some(side) = sides.get_mut(usize::from(!is_member)) {
            side.customers += 1;
        }
    }
    let [members, others] = sides.map(Side::measured);
    let (customers, value) = (members.customers + others.customers, members.value + others.value);
    let offered = attribute_names(&view.dataset, purchases.attributes());
    Ok(Club {
        share: column.filter(|_| value > Money::ZERO).map(|_| members.value.to_f64() / value.to_f64()),
        customer_share: column.filter(|_| customers > 0).map(|_| members.customers as f64 / customers as f64),
        column: column.map(|column| column.name.clone()),
        members,
        others,
        points: points::points(view, purchases, params, pace).await?,
        appeal: appeal::appeal(appeal::marks(params), checked.weights),
        offered,
        provenance: view
            .with_held_back(Provenance::new(ID, period, rows, &[(LeftOut::Return, left_out)]), Kind::Purchases),
        who: (0_u32..).zip(bought).filter(|(_, member)| *member == Some(true)).map(|(customer, _)| customer).collect(),
    })
}
