//! Navigation, the filter bar, figures and buttons used everywhere.

use super::{Fixed, With1, With2, texts};

texts! {
    /// Texts used on every page.
    CommonTexts {
        private: Fixed = "Nothing you load leaves this computer.", "您载入的任何数据都不会离开这台电脑。";
        skip: Fixed = "Skip to content", "跳到正文";
        navigation: Fixed = "Pages", "页面";
        import: Fixed = "Import", "导入";
        overview: Fixed = "Overview", "概览";
        customers: Fixed = "Customers", "客户";
        segments: Fixed = "Segments", "分群";
        loyalty: Fixed = "Loyalty", "忠诚度";
        retention: Fixed = "Retention", "留存";
        service: Fixed = "Service", "服务";
        settings: Fixed = "Settings", "设置";
        pages_of_group: Fixed = "Pages of this group", "本组页面";
        tab_bare: Fixed = "No loaded file has what this page needs", "已载入的文件中没有此页需要的数据";
        sections: Fixed = "On this page", "本页内容";
        show_all: With1 = |n| format!("Show all {n}"), |n| format!("显示全部 {n} 条");
        fewer: Fixed = "Show fewer", "收起";
        not_a_number: Fixed = "Only numbers can be read here; several are separated by commas", "此处只能填写数字；多个数字用逗号分隔";
        theme_light: Fixed = "Light colours", "浅色";
        theme_dark: Fixed = "Dark colours", "深色";
        theme_auto: Fixed = "Colours as the system", "跟随系统";
        language: Fixed = "Language", "语言";
        more: Fixed = "Show more", "显示更多";
        figures_as_json: Fixed = "Download these figures (JSON)", "下载这些数据（JSON）";
        close: Fixed = "Close", "关闭";
        draft_keep: Fixed = "Put in force", "启用";
        draft_drop: Fixed = "Discard", "放弃修改";
        cancel: Fixed = "Cancel", "取消";
        undo: Fixed = "Undo", "撤销";
        redo: Fixed = "Do it again", "重做";
        reload: Fixed = "Reload", "重新加载";
        loading: Fixed = "Working…", "正在计算…";
        compute: Fixed = "Compute", "继续计算";
        computing_stopped: Fixed =
            "Computing was stopped. Figures below, if any, are those from before.",
            "已停止计算。下方如有数字，仍为此前的结果。";
        opening: Fixed = "Opening…", "正在打开…";
        page_absent: Fixed =
            "The part of the page that shows this could not be loaded: the network may be down. Try again; what is loaded already stays.",
            "显示这一页的程序没有下载下来，网络可能断开了。请重试；已载入的数据不受影响。";
        try_again: Fixed = "Try again", "重试";
        not_found: Fixed = "There is no such page", "没有这个页面";
        go_to_start: Fixed = "Go to the start", "回到首页";
        filter: Fixed = "Filter", "筛选";
        filter_from: Fixed = "From", "起始";
        filter_to: Fixed = "To", "截止";
        filter_segment: Fixed = "Segment", "分群";
        filter_any: Fixed = "all", "全部";
        filter_choose: Fixed = "Choose a filter…", "选择筛选条件…";
        filter_none: With1 = |period| format!("All data: {period}"), |period| format!("全部数据：{period}");
        filter_since: With1 = |day| format!("from {day}"), |day| format!("{day} 起");
        filter_until: With1 = |day| format!("to {day}"), |day| format!("截至 {day}");
        filter_named: With2 = |name, values| format!("{name}: {values}"), |name, values| format!("{name}：{values}");
        filter_period: Fixed = "Period", "时间范围";
        filter_attribute: Fixed = "Attribute", "属性";
        filter_any_of: With1 = |name| format!("{name}: any of"), |name| format!("{name}：任选其中");
        filter_find: Fixed = "Find a value", "查找取值";
        filter_apply: Fixed = "Apply", "应用";
        filter_refused: Fixed = "The filter in the address is not in force.", "网址中的筛选条件未生效。";
        filter_no_date: With1 = |text| format!("“{text}” is no date like 2024-03-05"), |text| format!("“{text}”不是 2024-03-05 形式的日期");
        filter_no_range: With1 =
            |text| format!("“{text}” cannot be read: numbers are written like 1000.5, days like 2024-03-05"),
            |text| format!("无法识别“{text}”：数字请写作 1000.5，日期请写作 2024-03-05");
        recent_year: Fixed = "Last 12 months", "最近 12 个月";
        recent_quarter: Fixed = "This quarter", "本季度";
        recent_before: Fixed = "The quarter before", "上一季度";
        recent_year_ago: Fixed = "Same quarter a year ago", "去年同季度";
        filter_clear: Fixed = "Clear filter", "清除筛选";
        filter_remove: With1 = |name| format!("Remove the filter {name}"), |name| format!("移除筛选：{name}");
        filter_backwards: Fixed = "The period ends before it begins", "截止日期早于起始日期";
        filter_not_applicable: With2 =
            |kind, names| format!("{kind}: not filtered by {names}, they do not have it"),
            |kind, names| format!("{kind}没有“{names}”，未按其筛选");
        load_sample: Fixed = "Load the sample bank", "载入示例银行";
        choose_files: Fixed = "Choose files…", "选择文件…";
        provenance_open: Fixed = "Where does this figure come from?", "这个数字从何而来？";
        provenance_title: With1 = |name| format!("About: {name}"), |name| format!("说明：{name}");
        provenance_definition: Fixed = "Definition", "定义";
        provenance_source: Fixed = "Source", "出处";
        provenance_period: Fixed = "Period", "时间范围";
        provenance_used: Fixed = "Used", "已使用";
        provenance_left_out: Fixed = "Left out", "未使用";
        provenance_value: Fixed = "Full value", "完整数值";
        chart_table: Fixed = "Data table", "数据表";
        chart_png: Fixed = "Save as PNG", "保存为 PNG";
        chart_svg: Fixed = "Save as SVG", "保存为 SVG";
        chart_copy: Fixed = "Copy picture", "复制图片";
        chart_copied: Fixed = "Copied", "已复制";
        chart_not_copied: Fixed =
            "This browser does not let the picture be copied: save it instead",
            "浏览器不允许复制图片，请改为保存";
        chart_dark: Fixed = "Pictures in dark colours", "图片使用深色";
        chart_keys: Fixed = "Use the arrow keys to read the values", "使用方向键读取数值";
        engine_stopped: Fixed = "The calculation engine has stopped", "计算引擎已停止";
        engine_stopped_help: Fixed =
            "The browser ran out of memory, or a file of this page did not load. Reload the page: kept files are read again.",
            "可能是浏览器内存不足，或本页的某个文件未能加载。请重新加载页面：已保存的文件会重新读取。";
        storage_blocked: Fixed =
            "The browser does not let this page keep anything: settings last until you close the tab. Allow site data for this address to keep them.",
            "浏览器禁止本页保存数据：设置在关闭标签页后失效。请允许此网址保存网站数据。";
        storage_full: Fixed =
            "The browser has no room left: the last change lasts until you close the tab. Free some space or erase kept files in Settings.",
            "浏览器存储空间已满：最近的更改在关闭标签页后失效。请清理空间，或在“设置”中清除已保存的文件。";
        keep_failed: With1 =
            |why| format!("Your files are loaded, but cannot be kept for the next visit ({why}). Keep the originals at hand, or free some space."),
            |why| format!("文件已载入，但无法保存到下次使用（{why}）。请保留原文件，或清理空间。");
        keep_blocked: Fixed = "the browser keeps no data", "浏览器不保存数据";
        keep_full: Fixed = "no room left", "空间不足";
        keep_error: With1 = |detail| format!("the browser says: {detail}"), |detail| format!("浏览器报告：{detail}");
        other_tab: Fixed = "The data was changed in another tab.", "数据已在另一个标签页中更改。";
    }
}
