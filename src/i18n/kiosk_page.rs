//! The kiosk: what respondents read beside the questions, and the operator's page. Apart from what all pages say, so that
//! the application is not larger for it.

use super::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the kiosk's own pages.
    KioskPageTexts {
        title: Fixed = "Kiosk: two questions, one screen each", "问答终端：两个问题，一屏一问";
        lead: Fixed =
            "Hands this device to respondents. Every answer is on the disk before anybody is thanked.",
            "将此设备交给受访者使用。每条回答写入磁盘后才会致谢。";
        organisation: Fixed = "Organisation", "机构";
        branch: Fixed = "Branch", "网点";
        touchpoint: Fixed = "Touchpoint (counter, advice, …)", "触点（柜台、咨询等）";
        staff: Fixed = "Staff (optional)", "服务人员（选填）";
        languages: Fixed = "Languages offered", "提供的语言";
        idle: Fixed = "Seconds without a touch until the next respondent", "无操作多少秒后转到下一位";
        pin: Fixed = "PIN to leave the kiosk (4 to 12 digits)", "退出终端的密码（4 至 12 位数字）";
        profile: Fixed = "Profile", "配置";
        profile_new: Fixed = "New profile", "新建配置";
        profile_copy: Fixed = "Duplicate", "复制";
        profile_remove: Fixed = "Remove", "删除";
        profile_unnamed: Fixed = "(no name yet)", "（未命名）";
        profile_removed: With1 = |name| format!("Removed: {name}"), |name| format!("已删除：{name}");
        profile_added: Fixed = "The profile of the link was added. Check it, then start the kiosk.", "已添加链接中的配置。请检查后启动终端。";
        profile_known: Fixed = "The profile of the link was here already, and is now in use. Check it, then start the kiosk.", "链接中的配置原已存在，现已选用。请检查后启动终端。";
        profile_bad_link: Fixed =
            "This link carries no profile. Copy the whole link on the other device and open it again.",
            "此链接不包含配置。请在另一台设备上复制完整链接后重新打开。";
        where_: Fixed = "Where it stands", "放置地点";
        timing: Fixed = "Time and PIN", "时间与密码";
        questions: With1 = |language| format!("Questions and reasons: {language}"), |language| format!("问题与原因：{language}");
        questions_help: Fixed = "What is left blank is asked in the words shown in grey.", "留空则使用灰色显示的默认文字。";
        text_recommend: Fixed = "First question", "第一个问题";
        text_lowest: Fixed = "0 stands for", "0 分代表";
        text_highest: Fixed = "10 stands for", "10 分代表";
        text_why: Fixed = "Second question", "第二个问题";
        text_extra: Fixed = "Third question (blank: not asked)", "第三个问题（留空则不问）";
        text_consent: Fixed = "Consent beside the contact (blank: no contact asked for)", "联系方式旁的同意声明（留空则不询问联系方式）";
        text_thanks: Fixed = "Thanks", "致谢";
        text_promoter: Fixed = "Reasons after 9–10, one a line", "9–10 分的原因，每行一个";
        text_passive: Fixed = "Reasons after 7–8, one a line", "7–8 分的原因，每行一个";
        text_detractor: Fixed = "Reasons after 0–6, one a line", "0–6 分的原因，每行一个";
        ask_contact: Fixed = "Ask for a contact", "询问联系方式";
        consent_own: Fixed =
            "You may use this to contact me about my answer, and for nothing else.",
            "我同意贵方仅为本次反馈与我联系，不作他用。";
        look: Fixed = "Colour and logo", "颜色与徽标";
        colour: Fixed = "Colour of what is chosen", "选中项的颜色";
        colour_own: Fixed = "Standard colour", "使用标准颜色";
        logo: Fixed = "Logo (PNG, JPEG, WebP or SVG, up to 300 kB)…", "徽标（PNG、JPEG、WebP 或 SVG，不超过 300 kB）…";
        logo_remove: Fixed = "Remove the logo", "移除徽标";
        logo_kind: Fixed = "Choose a PNG, JPEG, WebP or SVG picture.", "请选择 PNG、JPEG、WebP 或 SVG 图片。";
        logo_large: Fixed = "Choose a picture of 300 kB or less.", "请选择不超过 300 kB 的图片。";
        sleeps: Fixed = "Rests during some hours (dark screen)", "部分时段休眠（黑屏）";
        sleep_from: Fixed = "Rests from", "休眠开始";
        sleep_to: Fixed = "until", "休眠结束";
        carry: Fixed = "Take this profile to another device", "将此配置带到另一台设备";
        carry_help: Fixed =
            "Open the link there, or scan the code. The PIN and the logo stay here; answers too.",
            "在另一台设备上打开链接或扫码。密码、徽标和回答都不会随之带走。";
        carry_link: Fixed = "Link", "链接";
        carry_copy: Fixed = "Copy", "复制链接";
        carry_code: Fixed = "Show the QR code", "显示二维码";
        carry_too_long: Fixed =
            "These texts are too long for a QR code: use the link.",
            "文字过长，无法生成二维码：请使用链接。";
        carry_copied: Fixed = "Copied", "已复制";
        pinning: Fixed = "Keep the device at the kiosk", "让设备停留在终端页面";
        pinning_help: Fixed =
            "Going back leads nowhere while the kiosk runs. The home button, other apps and the address bar are not the page's to hold: install the page and pin it.",
            "终端运行时，返回手势不会离开页面。但主屏幕键、其他应用和地址栏不受页面控制：请安装此页面并将其固定在屏幕上。";
        pinning_ipad: Fixed =
            "In Safari: Share → Add to Home Screen. Open the kiosk from there and set it up there: it keeps its answers apart from Safari.\nSettings → Accessibility → Guided Access: switch it on and give it a passcode.\nSettings → Display & Brightness → Auto-Lock: Never.\nStart the kiosk, press the top button (or the home button) three times, then Start.\nTo end: three times again, and the passcode.",
            "在 Safari 中：共享 → 添加到主屏幕。从主屏幕打开并在其中完成设置：它与 Safari 分开保存回答。\n设置 → 辅助功能 → 引导式访问：打开并设置密码。\n设置 → 显示与亮度 → 自动锁定：永不。\n启动终端，连按三次顶部按钮（或主屏幕按钮），再点“开始”。\n结束时：再连按三次并输入密码。";
        pinning_android: Fixed =
            "In Chrome: menu → Add to home screen → Install. Open the kiosk from there.\nSettings → Security → App pinning (also “Screen pinning”): switch it on, and “Ask for PIN before unpinning”.\nStart the kiosk, open the recent apps, touch the icon above it, then Pin.\nTo end: swipe up and hold (or hold Back and Overview), and the device's PIN.",
            "在 Chrome 中：菜单 → 添加到主屏幕 → 安装。从主屏幕打开终端。\n设置 → 安全 → 应用固定（或“屏幕固定”）：打开，并开启“取消固定前要求输入 PIN 码”。\n启动终端，打开最近任务，点按其上方的图标，再点“固定”。\n结束时：上滑并按住（或同时按住返回键和概览键），再输入设备的 PIN 码。";
        pinning_windows: Fixed =
            "Make a Windows account for the kiosk alone, without a way to others.\nIn its folder shell:startup make a shortcut to Chrome with --kiosk and this page's address behind it: it fills the screen without an address bar.\nOn a touch screen have swipes from the edge switched off (policy “Allow edge swipe”).\nDo not use the kiosk mode of Edge (“assigned access”): it deletes what a page keeps when it ends, answers too.\nTo end: Alt + F4.",
            "为终端单独建立一个 Windows 账户。\n在该账户的 shell:startup 文件夹中建立 Chrome 快捷方式，并在目标后加上 --kiosk 和本页网址：全屏显示且没有地址栏。\n触摸屏请关闭边缘滑动（策略“允许边缘轻扫”）。\n请勿使用 Edge 的展台模式（“分配的访问权限”）：结束时会删除页面保存的内容，包括回答。\n结束时：Alt + F4。";
        damaged: Fixed =
            "The kiosk's settings in this browser were damaged. The copy in its database is in use where there is one; the damaged text was set aside.",
            "此浏览器中的终端设置已损坏。如有数据库副本则已启用；损坏的内容已另存。";
        damaged_save: Fixed = "Save the damaged text…", "保存损坏的内容…";
        rest: Fixed = "Touch to wake", "轻触唤醒";
        pin_set: Fixed = "A PIN and a restart code are set; type another PIN to change both.", "已设置密码和重启码；输入新密码即可一并更改。";
        pin_set_no_code: Fixed =
            "A PIN is set, but no restart code for the day somebody forgets it: type a PIN again to get one.",
            "已设置密码，但没有忘记密码时使用的重启码：请重新输入密码以获取。";
        restart_code: Fixed = "Restart code:", "重启码：";
        restart_code_help: Fixed =
            "Write it down now and keep it away from the device: it opens the kiosk and the export of its answers when the PIN is forgotten. It holds from the start on, and is not shown again.",
            "请立即抄下并与设备分开保管：忘记密码时可用它打开终端并导出回答。启动后生效，不再显示。";
        show: Fixed = "Show", "显示";
        pin_show: Fixed = "Show the PIN", "显示密码";
        pin_bad: Fixed = "The PIN needs 4 to 12 digits.", "密码须为 4 至 12 位数字。";
        run: Fixed = "Start the kiosk", "启动终端";
        holding: Fixed = "Answers on this device", "本设备上的回答";
        answers: Fixed = "Answers", "回答数";
        not_exported: Fixed = "Not exported", "未导出";
        last_export: Fixed = "Last export", "上次导出";
        count: Fixed = "Count these answers on the loyalty pages of this device", "在本设备的忠诚度页面中计入这些回答";
        today: Fixed = "(today)", "（今天）";
        days_ago: With1 = |days| format!("({} ago)", counted(days, "day", "days")), |days| format!("（{days} 天前）");
        room: Fixed = "Storage of this browser", "此浏览器的存储";
        room_used: With2 = |used, all| format!("{used} of {all}"), |used, all| format!("{used}，共 {all}");
        room_persisted: Fixed = "kept until you erase it", "将一直保留，直到您清除";
        room_best_effort: Fixed =
            "the browser may clear it when the device runs out of room: export often, or install the page",
            "设备空间不足时浏览器可能清除：请经常导出，或安装此页面";
        never: Fixed = "never", "从未";
        remind: With1 =
            |n| counted(n, "answer exists on this device only. Export it.", "answers exist on this device only. Export them."),
            |n| format!("有 {n} 条回答只存在于本设备，请导出。");
        unreadable: With1 =
            |n| counted(n, "record cannot be read by this version. It is kept, and exported as it is.", "records cannot be read by this version. They are kept, and exported as they are."),
            |n| format!("有 {n} 条记录无法被此版本读取，已原样保留，并随导出一并提供。");
        ready: With1 = |name| format!("{name}: set up and ready"), |name| format!("{name}：已设置，可以启动");
        go_on: Fixed = "Go on asking", "继续使用终端";
        see_scores: Fixed = "See the scores", "查看得分";
        call_back: Fixed = "Call customers back", "回访客户";
        scores: Fixed = "Scores of the answers on this device", "本设备回答的得分";
        scores_of: Fixed = "Of", "时段";
        this_day: Fixed = "today", "今天";
        this_week: Fixed = "this week", "本周";
        scores_by: Fixed = "By", "分组";
        by_touchpoint: Fixed = "Touchpoint", "触点";
        by_staff: Fixed = "Staff", "服务人员";
        by_hour: Fixed = "Hour", "小时";
        by_language: Fixed = "Language", "语言";
        nps: Fixed = "NPS", "NPS";
        shown: Fixed = "Shown", "展示次数";
        response: Fixed = "Response", "回答率";
        no_answers: Fixed = "No answer yet.", "还没有回答。";
        score_line: With2 = |score, n| format!("NPS {score} of {}", counted(n, "answer", "answers")), |score, n| format!("NPS {score}，共 {n} 条回答");
        small_sample: Fixed = " (small sample)", "（样本较小）";
        response_line: With3 =
            |rate, answered, shown| format!("; response {rate}: {answered} of {shown} who were shown the question on this device"),
            |rate, answered, shown| format!("；回答率 {rate}：本设备展示 {shown} 次，回答 {answered} 次");
        scores_help: Fixed =
            "NPS: share of 9 and 10 less share of 0 to 6. Response: answers with a score, half-done ones too, as a share of how often the first question was opened on this device, since this version counts that.",
            "NPS：9–10 分占比减去 0–6 分占比。回答率：有评分的回答（含未完成的）占本设备打开第一个问题次数的比例，自此版本开始计数起。";
        scores_more: Fixed = "Trend, groups and comments on the loyalty page", "在忠诚度页面查看趋势、分组和评论";
        repeated: With1 =
            |n| counted(n, "answer is a repeated press: within seconds of the one before, on one device.", "answers are repeated presses: within seconds of the one before, on one device."),
            |n| format!("有 {n} 条回答为重复点按：与同一设备上的前一条仅隔数秒。");
        without_repeats: Fixed = "Leave repeated presses out of these scores", "这些得分不计重复点按";
        repeats: Fixed = "What a repeated press is", "什么是重复点按";
        repeats_help: Fixed =
            "So many answers in a row on one device, each at most so many seconds after the one before: all but the first of them are marked. They stay kept, and go into every export.",
            "同一设备上连续这么多条回答，且每条与前一条相隔不超过这么多秒：除第一条外均作标记。它们仍会保存并随导出提供。";
        repeats_least: Fixed = "Answers in a row", "连续条数";
        repeats_seconds: Fixed = "Seconds between them at most", "最大间隔（秒）";
        begin: Fixed = "Tell us in 15 seconds", "15 秒告诉我们您的感受";
        begin_help: Fixed = "Touch to begin", "轻触开始";
        next: Fixed = "Next", "下一步";
        finish: Fixed = "Send", "提交";
        back: Fixed = "Back", "返回";
        in_words: Fixed = "In your own words (optional)", "用您自己的话说（选填）";
        contact: Fixed = "How can we reach you? (optional)", "如何联系您？（选填）";
        consent_needed: Fixed =
            "Tick the line below so that we may use this, or empty the field.",
            "请勾选下方的同意声明以便我们使用，或清空此栏。";
        keeping: Fixed = "One moment…", "请稍候……";
        not_kept: Fixed = "Your answer could not be saved yet.", "您的回答暂未保存成功。";
        not_kept_help: Fixed = "It is not lost: it is tried again. Please tell the staff.", "回答没有丢失，正在重试。请告知工作人员。";
        again: Fixed = "Try again", "重试";
        done: Fixed = "Done", "完成";
        staff_exit: Fixed = "Staff: leave the kiosk", "工作人员：退出终端";
        pin_ask: Fixed = "PIN", "密码";
        pin_forgotten: Fixed = "PIN forgotten", "忘记密码";
        code_ask: Fixed = "Restart code", "重启码";
        code_wrong: Fixed = "That is not the restart code.", "重启码不正确。";
        restarted: Fixed =
            "The restart code opened the kiosk. Its answers can be exported; both the PIN and the code are void: choose a new PIN before the next start.",
            "已用重启码打开终端，可以导出回答。原密码和重启码均已失效：下次启动前请设置新密码。";
        to_export: Fixed = "To the export", "前往导出";
        pin_wrong: Fixed = "That is not the PIN.", "密码不正确。";
        pin_wait: With1 = |seconds| format!("Wait {seconds} s before the next try."), |seconds| format!("请等待 {seconds} 秒后再试。");
        leave: Fixed = "Leave", "退出";
        error_organisation: Fixed = "Give the organisation a name.", "请填写机构名称。";
        error_branch: Fixed = "Give the branch a name.", "请填写网点名称。";
        error_language: Fixed = "Offer at least one language.", "请至少提供一种语言。";
        error_idle: Fixed =
            "“Seconds without a touch until the next respondent”: give a number from 5 to 600.",
            "“无操作多少秒后转到下一位”：请填写 5 至 600 之间的数字。";
        error_sleep: Fixed = "Give both hours of the rest.", "请填写休眠的开始和结束时间。";
        error_other: Fixed = "Something in the profile makes no sense.", "配置有误。";
    }
}
