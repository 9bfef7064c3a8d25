//! The settings page.

use super::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of the settings page.
    SettingsTexts {
        title: Fixed = "Settings", "设置";
        appearance: Fixed = "Language and appearance", "语言与外观";
        theme: Fixed = "Colours", "配色";
        storage: Fixed = "What this browser keeps", "浏览器中保存的内容";
        keep: Fixed = "Keep loaded files for the next visit", "为下次使用保存已载入的文件";
        keep_help: Fixed =
            "They are stored in this browser only. On a shared computer, turn this off.",
            "仅保存在此浏览器中。在公用电脑上请关闭此项。";
        used: With1 = |size| format!("In use: {size}"), |size| format!("已用空间：{size}");
        erase: Fixed = "Erase everything…", "清除全部…";
        erase_help: Fixed =
            "Removes all loaded tables, kept files, remembered mappings and settings from this browser.",
            "从此浏览器中移除所有已载入的表、保存的文件、记住的列对应和设置。";
        erase_kiosk: With2 =
            |answers, alone| {
                let answers = counted(answers, "answer", "answers");
                format!("Also the kiosk's set-up, its {answers} ({alone} of them nowhere else) and the follow-up cases")
            },
            |answers, alone| format!("同时清除终端配置、{answers} 条回答（其中 {alone} 条仅存于本设备）和跟进个案");
        erase_confirm: Fixed = "Erase everything? This cannot be undone.", "确定清除全部？此操作无法撤销。";
        erase_yes: Fixed = "Erase everything", "清除全部";
        erased: Fixed = "Everything has been erased", "已全部清除";
        plans: With1 = |n| format!("Remembered column mappings: {n}"), |n| format!("记住的列对应：{n} 个");
        plans_forget: Fixed = "Forget them", "全部忘记";
        analysis: Fixed = "How figures are computed", "计算方式";
        reset: Fixed = "Back to the defaults", "恢复默认";
        about: Fixed = "About", "关于";
        version: With1 = |version| format!("Version {version}"), |version| format!("版本 {version}");
    }
}
