//! Words that say nothing of what a comment is about.

/// Chinese words of one character that tell something by themselves.
pub const TELLING: &str = "贵吵慢差脏臭旧冷热远快乱挤烂破黑香";

/// Function words of both languages, each language's in text order.
const SILENT: [&str; 2] = [
    "a about after again all also am an and any are as at be because been before being both but by can can't could did \
     didn't do does doesn't doing don't down each even ever every few for from get got had has have having he her here \
     him his how i i'm i've if in into is isn't it its it's just like lot made make many me more most much my no not \
     now of off on once one only or other our out over own really same she should so some still such than that the \
     their them then there these they this those though through to too two up us very was wasn't we were weren't what \
     when where which while who why will with would you your",
    "一下 一个 一些 一定 一样 一次 一点 一直 一种 一般 一起 上去 下来 不会 不是 不能 不过 两个 个人 为什么 之前 之后 也是 他们 以后 \
     以及 以前 但是 你们 使用 像是 其中 其他 其实 几个 出来 到了 即使 却是 可以 可是 各种 各位 同时 后来 因为 因此 大家 如果 如此 \
     它们 它的 实在 对于 已经 应该 很多 怎么 怎样 总之 总体 总的来说 我们 所以 所有 才能 打算 或者 所谓 方面 时候 是否 是的 有些 \
     有点 有的 有时 本人 本次 来说 根本 每次 每个 比如 比较 没有 然后 然而 特别 现在 甚至 由于 的话 的确 目前 直接 看到 竟然 这种 那种 一股 真是 真的 \
     知道 确实 第一 第一次 第二 等等 算是 绝对 结果 给我 而且 而是 自己 虽然 觉得 认为 说是 起来 还是 还有 这个 这么 这些 这样 这里 \
     这次 进去 进行 过来 那个 那么 那些 那样 那里 都是 里面 非常 就是 只有 只是 只能 不要 不知道 什么 人家 今天 昨天 明天 好像 可能 \
     需要 感觉 东西 有人 没什么 不管 尤其 几乎 完全 十分 相当 建议 希望",
];

/// All of them.
pub fn silent() -> impl Iterator<Item = &'static str> {
    SILENT.iter().flat_map(|list| list.split(' '))
}
