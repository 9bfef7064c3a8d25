//! Running without a network, and newer versions.

use super::{Fixed, texts};

texts! {
    /// Texts about the page on this device.
    OfflineTexts {
        ready: Fixed = "This device can run without a network.", "本设备可在无网络时运行。";
        preparing: Fixed =
            "Being prepared to run without a network: keep this page open for a moment.",
            "正在为无网络运行做准备：请稍候，不要关闭本页。";
        unavailable: Fixed =
            "This device runs only while it has a network. To change that, open the page by an https address, in a window that is not private, and reload.",
            "本设备只能在有网络时运行。如需离线运行，请用 https 网址在非无痕窗口中打开本页，然后重新加载。";
        update: Fixed = "A new version is ready.", "新版本已就绪。";
    }
}
