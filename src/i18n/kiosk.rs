//! What all pages say of the kiosk, and the questions a kiosk begins with. What its own pages say is in
//! [`kiosk_page`](super::kiosk_page).

use crate::domain::survey::{Reasons, Texts as SurveyTexts};

use super::{Fixed, Language, With1, texts};

texts! {
    /// The way to the kiosk, and what can go wrong with what it keeps.
    KioskTexts {
        name: Fixed = "Kiosk", "问答终端";
        open: Fixed = "Set up a kiosk on this device", "在本设备上设置问答终端";
        door: Fixed =
            "Files are loaded in this tab that are not kept in the browser. The kiosk would take their place: open it in a tab of its own.",
            "本标签页中载入了未保存在浏览器里的文件。问答终端会取代它们，请在新的标签页中打开。";
        door_open: Fixed = "Open the kiosk in a new tab", "在新标签页打开问答终端";
        open_help: Fixed =
            "Two questions on a tablet in the branch: how likely a recommendation is, and why.",
            "在网点的平板上问两个问题：推荐的可能性有多大，以及原因。";
        as_file: Fixed = "Kiosk answers of this device", "本设备终端的回答";
        trouble_blocked: Fixed =
            "This browser keeps no database, so no answer can be kept. Leave private browsing or allow storage.",
            "此浏览器不提供数据库，无法保存回答。请退出无痕模式或允许存储。";
        trouble_full: Fixed =
            "There is no room left on this device. Export the answers and free some space; nothing was lost.",
            "本设备空间不足。请导出回答并释放空间；没有丢失任何回答。";
        trouble_failed: With1 =
            |detail| format!("The browser's storage does not work as it should. Reload the page and try again; if it happens once more, restart the browser ({detail})."),
            |detail| format!("浏览器的存储出现异常。请刷新页面后重试；如再次出现，请重启浏览器（{detail}）。");
    }
}

/// The questions a new profile begins with. The first is the standard wording of the recommendation
/// question (Reichheld, Harvard Business Review, December 2003).
pub fn default_questions(language: Language, organisation: &str) -> SurveyTexts {
    let list = |texts: [&str; 4]| texts.map(str::to_owned).to_vec();
    match language {
        Language::English => SurveyTexts {
            recommend: format!("How likely are you to recommend {organisation} to a friend or colleague?"),
            lowest: "not at all likely".into(),
            highest: "extremely likely".into(),
            why: "What is the main reason for your score?".into(),
            thanks: "Thank you!".into(),
            reasons: Reasons {
                promoter: list(["Friendly staff", "Fast", "Good advice", "Fair prices"]),
                passive: list(["Waiting time", "Staff", "Products", "Prices"]),
                detractor: list(["Waited too long", "Unfriendly", "Not solved", "Too expensive"]),
            },
            ..SurveyTexts::default()
        },
        Language::Chinese => SurveyTexts {
            recommend: format!("您有多大可能向朋友或同事推荐{organisation}？"),
            lowest: "完全不可能".into(),
            highest: "非常可能".into(),
            why: "您打这个分数的主要原因是什么？".into(),
            thanks: "谢谢您！".into(),
            reasons: Reasons {
                promoter: list(["服务热情", "办理快捷", "建议专业", "价格公道"]),
                passive: list(["等候时间", "服务态度", "产品", "价格"]),
                detractor: list(["等候太久", "态度不好", "问题没解决", "收费太高"]),
            },
            ..SurveyTexts::default()
        },
    }
}
