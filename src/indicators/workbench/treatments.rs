//! What the literature advises for the classes of each segmentation. Advice, not findings: whether it works for these
//! customers is a question for a trial with a group left alone.

use crate::domain::language::Language;
use crate::domain::texts::texts;
use crate::indicators::lifecycle::Stage;
use crate::indicators::segmentations::Segmentation;
use crate::indicators::{attitude, core, eight_classes, next_order, pyramid, rfm, value_matrix};

texts! {
    /// Treatments that no page of its own says.
    TreatmentTexts {
        eight: [&'static str; 8] =
            [
                "Give them the best service and first access; keep them from having a reason to leave.",
                "They spend much and seldom: raise how often they come, with memberships, refills and related offers.",
                "They bought much and often, and not lately: get in touch first, with news and a reason to come back.",
                "They spent much, seldom and long ago: call them in person, ask why, win back whom it pays to.",
                "They come often and spend little: offer more with each order, bundles and the next better thing.",
                "They came lately and once or twice: make the beginning good, and offer a second purchase.",
                "They came often, spent little, and not lately: remind them at low cost.",
                "They spent little, seldom and long ago: no more than a mailing now and then; let go where it costs.",
            ],
            [
                "提供最好的服务与优先权益，不给他们离开的理由。",
                "消费高而次数少：通过会员、补货提醒和关联推荐提升购买频率。",
                "曾高频高额但近期未来：主动联系，用新品和专属理由唤回。",
                "金额高但次数少、时间久：专人电话了解原因，挽回值得挽回者。",
                "来得勤而花得少：用组合、加购和升级产品提升客单价。",
                "近期来过一两次：做好首次体验，引导第二次购买。",
                "曾来得勤但花得少、近期未来：低成本提醒。",
                "金额低、次数少、时间久：偶尔群发即可，不值得投入者放手。",
            ];
        lifecycle: [&'static str; 8] =
            [
                "Acquire: one clear first offer; do not spend more than a first year brings.",
                "Welcome: help them use what they bought, ask after some days how it went, show the second step.",
                "Develop: related products, membership, a reason to come again soon.",
                "Keep: recognise them, steady service, ask for opinion and recommendation; no discounts they did not need.",
                "Look into it: ask what changed, mend it, before an offer.",
                "Wake: one reminder with a reason, then another way of contact; stop after a few.",
                "Win back or let go: find out why they left, win back those of value whose reason is mended.",
                "Settle again: watch the first weeks, do not repeat what drove them away.",
            ],
            [
                "获取：一个明确的首单理由，投入不超过首年带来的价值。",
                "欢迎：帮助用好所购产品，数日后回访，引导下一步。",
                "发展：关联推荐、入会，给出近期再来的理由。",
                "维系：给予认可、稳定服务，征询意见与推荐；不发不必要的折扣。",
                "排查：先问清变化并改进，再谈优惠。",
                "唤醒：先发一次有理由的提醒，再换一种联系方式；数次无果即停。",
                "挽回或放手：了解离开原因，挽回原因已解决的高价值客户。",
                "重新稳定：关注头几周，不重蹈当初流失的原因。",
            ];
        pyramid: [&'static str; 5] =
            [
                "A person who knows them, service before others, and a plan for each of them; losing one costs most.",
                "Build the relationship towards the top: ask what they need, offer what VIPs have in part.",
                "Standard service of good quality; raise those who resemble the layer above.",
                "Serve by self-service and groups; let them rise by themselves.",
                "Find out what they cost: raise prices, lower the cost of serving them, or end it politely.",
            ],
            [
                "专人服务、优先响应、一户一策；流失一名代价最大。",
                "向顶层培养：了解需求，开放部分 VIP 权益。",
                "标准化的优质服务；提升与上一层相似的客户。",
                "自助与批量服务，让其自然成长。",
                "查明成本：提价、降低服务成本，或礼貌终止。",
            ];
        core: [&'static str; 2] =
            [
                "They fit us best: ask what else they need, keep rivals out by being where they look, let them shape what comes next.",
                "Serve well at a cost that fits; look for those who resemble core customers.",
            ],
            [
                "与我们最契合：了解还需要什么，抢在竞争者之前满足，邀请参与改进。",
                "以合适的成本提供良好服务，从中寻找与核心客户相似者。",
            ];
        next_order: [&'static str; 3] =
            [
                "Leave them alone: an offer now gives away what they would buy anyway.",
                "Be there: a reminder with what they usually buy, easy to order.",
                "Ask first why they did not come, then remind once more; after twice the gap treat them as sleeping.",
            ],
            [
                "暂不打扰：此时优惠等于白送本会发生的购买。",
                "及时出现：提醒常购商品，让下单更容易。",
                "先了解未来的原因，再提醒一次；超过两倍间隔按沉睡客户处理。",
            ];
        tiers: [&'static str; 2] =
            [
                "Show what the next tier brings and how little is missing.",
                "Keep what the tier promises, tell them in time before they would fall, thank them for staying.",
            ],
            ["展示下一等级的权益及所差金额。", "兑现等级权益，在降级前及时提醒，并感谢其保级。"];
    }
}

/// What is advised for a class; nothing for classes that people make up themselves.
pub fn treatment(by: &Segmentation, key: &str, language: Language) -> &'static str {
    let texts = TreatmentTexts::of(language);
    let of = |keys: &mut dyn Iterator<Item = &'static str>, said: &[&'static str]| {
        keys.zip(said).find(|(known, _)| *known == key).map(|(_, said)| *said)
    };
    let found = match by {
        Segmentation::Rfm => Some(rfm::what_to_do_for(language, key)),
        Segmentation::EightClasses => of(&mut eight_classes::KEYS.into_iter(), &texts.eight),
        Segmentation::Lifecycle => of(&mut Stage::ALL.into_iter().map(Stage::key), &texts.lifecycle),
        Segmentation::ValueMatrix => of(
            &mut value_matrix::KEYS.into_iter(),
            &value_matrix::KEYS.map(|key| value_matrix::quadrant_strategy(language, key)),
        ),
        Segmentation::Pyramid => of(&mut pyramid::KEYS.into_iter(), &texts.pyramid),
        Segmentation::Core => of(&mut core::CLASSES.into_iter(), &texts.core),
        Segmentation::NextOrder => of(&mut next_order::KEYS.into_iter(), &texts.next_order),
        Segmentation::Attitude => {
            of(&mut attitude::KEYS.into_iter(), &attitude::KEYS.map(|key| attitude::strategy(language, key)))
        }
        Segmentation::Tiers => {
            let [lowest, others] = texts.tiers;
            Some(if crate::indicators::tiers::NAMES.first() == Some(&key) { lowest } else { others })
        }
        _ => None,
    };
    found.unwrap_or_default()
}
