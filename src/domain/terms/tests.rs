//! Terms against jieba's own division and Harman's examples.

use super::*;

fn terms_of(text: &str) -> Vec<String> {
    let lexicon = Lexicon::parse(CHINESE);
    let mut found = Vec::new();
    terms(text, &lexicon, |term| found.push(term.to_owned()));
    found
}

fn split(text: &str) -> Vec<&str> {
    let lexicon = Lexicon::parse(CHINESE);
    let mut words = Vec::new();
    lexicon.split(text, &mut words);
    words
}

#[test]
fn chinese_is_divided_as_jieba_divides_it_without_its_guesses() {
    // jieba 0.42.1: jieba.lcut(text, HMM=False)
    assert_eq!(split("卫生间有异味性价比不高"), ["卫生间", "有", "异味", "性价比", "不", "高"]);
    assert_eq!(split("前台服务态度很差排队等了很久"), ["前台", "服务态度", "很", "差", "排队", "等", "了", "很", "久"]);
    assert_eq!(split("研究生命起源"), ["研究", "生命", "起源"]);
    assert_eq!(split("总台门童帮忙拿房卡"), ["总台", "门童", "帮忙", "拿", "房卡"]);
    assert_eq!(split("洗澡水不热网线也断了"), ["洗澡水", "不", "热", "网线", "也", "断", "了"]);
    assert_eq!(split("泳池很小但物有所值"), ["泳池", "很小", "但", "物有所值"]);
}

#[test]
fn a_word_no_list_has_falls_into_its_characters() {
    assert_eq!(split("乱七八糟龘靐"), ["乱七八糟", "龘", "靐"]);
    assert!(split("").is_empty());
    let tiny = Lexicon::parse("#a list\n\nx\n卫生间a\n？");
    let mut words = Vec::new();
    tiny.split("卫生间好", &mut words);
    assert_eq!(words, ["卫生间", "好"]);
}

#[test]
fn terms_leave_out_what_says_nothing() {
    assert_eq!(terms_of("我们觉得房间很贵，但是早餐不错！"), ["房间", "贵", "早餐", "不错"]);
    assert_eq!(terms_of("The rooms weren't clean, and queues were 45 minutes"), ["room", "clean", "queue", "minute"]);
    assert_eq!(terms_of("WiFi慢，check-in的时候等了1小时"), ["wifi", "慢", "check", "小时"]);
}

#[test]
fn english_words_lose_their_plural_alone() {
    for (word, stem) in [
        ("queries", "query"),
        ("branches", "branch"),
        ("boxes", "box"),
        ("glasses", "glass"),
        ("fees", "fee"),
        ("status", "status"),
        ("business", "business"),
        ("this", "this"),
        ("bank's", "bank"),
        ("gas", "gas"),
        ("clothes", "clothe"),
        ("staff", "staff"),
        ("ties", "ty"),
        ("naïves", "naïves"),
    ] {
        assert_eq!(singular(word), stem, "{word}");
    }
}

#[test]
fn a_tree_walks_along_a_text() {
    let mut trie = Trie::default();
    let end = trie.insert("排队");
    assert_eq!(trie.insert("排队"), end);
    assert_eq!(trie.insert(""), 0);
    let first = trie.step(0, '排');
    assert_eq!(first.and_then(|node| trie.step(node, '队')), Some(end));
    assert_eq!(trie.step(0, '队'), None);
}
