//! Answers on their way between kiosks.

use crate::domain::hand_over::qr::BadFrame;
use crate::domain::hand_over::{Place, Unreadable, Why};

use super::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts about handing answers over.
    HandOverTexts {
        title: Fixed = "Take answers along, bring them together", "导出与合并回答";
        csv: Fixed = "Export as CSV", "导出 CSV";
        xlsx: Fixed = "Export as Excel", "导出 Excel";
        json: Fixed = "Export for another device", "导出供其他设备读取";
        drop: Fixed = "Add answers from other kiosks", "添加其他终端的回答";
        drop_help: Fixed =
            "Files of any number of kiosks, JSON or CSV as exported here. Adding a file twice changes nothing.",
            "可同时选择任意多台终端导出的 JSON 或 CSV 文件。重复添加不会产生任何变化。";
        added: With2 =
            |added, known| format!("{} added; {} here already.", counted(added, "answer", "answers"), counted(known, "was", "were")),
            |added, known| format!("已添加 {added} 条回答；{known} 条原已存在。");
        not_added: With1 =
            |why| format!("The answers could not be added. Add them again once this is solved: {why}"),
            |why| format!("未能添加回答。请解决以下问题后重新添加：{why}");
        unreadable: With1 =
            |n| counted(n, "record could not be read:", "records could not be read:"),
            |n| format!("有 {n} 条记录无法读取：");
        events: With1 = |n| counted(n, "step on a case added.", "steps on cases added."), |n| format!("已添加 {n} 条跟进记录。");
        unreadable_events: With1 =
            |n| counted(n, "record about a case was passed over: this version cannot read it. Keep the file.", "records about cases were passed over: this version cannot read them. Keep the file."),
            |n| format!("已跳过 {n} 条跟进记录：此版本无法读取，请保留原文件。");
        download_unreadable: Fixed = "Download them", "下载这些记录";
        place: With2 = |file, place| format!("{file}, {place}"), |file, place| format!("{file}，{place}");
        place_answer: With1 = |n| format!("answer {n}"), |n| format!("第 {n} 条回答");
        place_event: With1 = |n| format!("event {n}"), |n| format!("第 {n} 条跟进记录");
        place_row: With1 = |n| format!("row {n}"), |n| format!("第 {n} 行");
        why_malformed: With1 =
            |detail| format!("not as a kiosk writes it; export the file again on its kiosk ({detail})"),
            |detail| format!("与终端写出的格式不符，请在原终端重新导出（{detail}）");
        why_cell: With1 = |column| format!("column “{column}” makes no sense"), |column| format!("“{column}”列的内容无法识别");
        why_cells: With1 = |n| format!("{}, where the header has 16", counted(n, "cell", "cells")), |n| format!("有 {n} 个单元格，而表头有 16 个");
        why_too_long: Fixed = "longer than 1 MB; what follows was not read", "超过 1 MB；其后的内容未读取";
        show: Fixed = "Show as QR codes…", "显示为二维码…";
        show_all: Fixed = "Also answers exported before", "包括已导出的回答";
        read: Fixed = "Read QR codes…", "读取二维码…";
        show_title: With1 = |n| format!("{} as QR codes", counted(n, "answer", "answers")), |n| format!("{n} 条回答的二维码");
        left: With1 =
            |n| format!("{} not fit. Hand these over first, then show the next batch.", counted(n, "more does", "more do")),
            |n| format!("还有 {n} 条放不下。请先交接这一批，再显示下一批。");
        code: With2 = |number, of| format!("QR code {number} of {of}"), |number, of| format!("第 {number} 个二维码，共 {of} 个");
        show_help: Fixed =
            "On the other device choose “Read QR codes” and hold its camera here, until it says that all were read.",
            "在另一台设备上选择“读取二维码”，将摄像头对准这里，直到提示全部读取完毕。";
        pause: Fixed = "Pause", "暂停";
        play: Fixed = "Play", "播放";
        previous: Fixed = "Previous", "上一个";
        next: Fixed = "Next", "下一个";
        save_picture: Fixed = "Save as a picture", "保存为图片";
        no_picture: Fixed = "The browser could not make the picture. Show the codes, or export a file.", "浏览器无法生成图片。请直接显示二维码，或导出文件。";
        arrived: Fixed = "They arrived: count as exported", "已送达：计为已导出";
        read_title: Fixed = "Read QR codes", "读取二维码";
        read_help: Fixed =
            "Hold the camera at the other screen. The order does not matter, and a code missed comes round again.",
            "将摄像头对准另一块屏幕。顺序无关紧要，漏掉的二维码会再次出现。";
        start_camera: Fixed = "Use the camera", "使用摄像头";
        stop_camera: Fixed = "Stop the camera", "停止摄像头";
        video: Fixed = "What the camera sees", "摄像头画面";
        pictures: Fixed = "No camera? Choose pictures of the codes", "没有摄像头？选择二维码图片";
        pictures_help: Fixed = "The saved picture, screenshots or photographs; several at once.", "保存的图片、截屏或照片，可一次选择多张。";
        progress: With2 = |have, of| format!("{have} of {of} codes read"), |have, of| format!("已读取 {have}/{of} 个二维码");
        all_read: Fixed = "All codes read.", "二维码已全部读取。";
        no_codes: With1 = |name| format!("{name}: no QR code found. Take it from nearer, and straight."), |name| format!("{name}：未找到二维码。请靠近一些、正对着拍摄。");
        code_other: Fixed = "A QR code of something else was seen.", "看到了其他用途的二维码。";
        code_newer: Fixed = "The other device runs a newer version. Reload this page to update it.", "另一台设备的版本较新。请刷新本页更新。";
        code_damaged: Fixed = "A code was damaged and passed over. Show it again.", "有一个二维码已损坏，已跳过。请再次显示。";
        camera_insecure: Fixed =
            "The browser gives a camera only to pages opened by https. Open the page that way, or choose pictures.",
            "浏览器只允许通过 https 打开的页面使用摄像头。请用 https 打开本页，或选择图片。";
        camera_refused: Fixed =
            "The camera is not allowed. Allow it for this page in the browser's address bar, or choose pictures.",
            "未获准使用摄像头。请在浏览器地址栏中允许本页使用，或选择图片。";
        camera_missing: Fixed = "This device has no camera. Choose pictures instead.", "此设备没有摄像头。请选择图片。";
        camera_failed: With1 =
            |detail| format!("The camera does not start ({detail}). Does another program use it?"),
            |detail| format!("摄像头无法启动（{detail}）。是否被其他程序占用？");
        camera_gone: Fixed =
            "The camera was taken away. Connect it again or allow it, and choose “Use the camera”; or choose pictures.",
            "摄像头已断开。请重新连接或允许使用，再点“使用摄像头”；也可选择图片。";
    }
}

impl HandOverTexts {
    /// Where a record that could not be read stands.
    pub fn place_of(&self, file: &str, record: &Unreadable) -> String {
        let place = match record.place {
            Place::Answer(number) => (self.place_answer)(&number.to_string()),
            Place::Event(number) => (self.place_event)(&number.to_string()),
            Place::Row(number) => (self.place_row)(&number.to_string()),
        };
        (self.place)(file, &place)
    }

    /// Why a record could not be read.
    pub fn why_of(&self, record: &Unreadable) -> String {
        match &record.why {
            Why::Malformed(detail) => (self.why_malformed)(detail),
            Why::Cell(column) => (self.why_cell)(column),
            Why::Cells(count) => (self.why_cells)(&count.to_string()),
            Why::TooLong => self.why_too_long.into(),
        }
    }

    /// Why a code was of no use.
    pub fn bad_code(&self, why: &BadFrame) -> &'static str {
        match why {
            BadFrame::NotOurs => self.code_other,
            BadFrame::Newer => self.code_newer,
            BadFrame::Damaged => self.code_damaged,
        }
    }
}
