//! Columns whose numbers count nothing and only tell things apart, as their names say: ids, codes, telephones,
//! postcodes.

use super::guess::normalised;

/// Words that end the name of a column of codes.
const CODES: &str = "id ids code codes uid uuid guid oid cid pid sid gid";

/// What an id may be joined to in one word: of `paid` and `grid` the last two letters say nothing.
const OF_THINGS: &str = "customer client cust user member guest buyer shopper household person patient student employee staff \
    agent seller vendor supplier merchant partner owner parent product prod item sku stock article order invoice transaction \
    trans txn payment receipt ticket case message record row line question survey respondent response answer review event \
    visit session device booking reservation store shop branch site hotel room property region country city state district \
    department team group segment category campaign contract policy plan account acct card flight vehicle basket bill open external internal ref reference entity contact \
    lead loan document doc file";

/// Words that end in `code` and are none.
const NO_CODES: &str = "decode encode";

/// Names of postcodes, and of telephones, wherever they stand in a column's name.
const POST: &str = "zip zipcode zipcodes postcode postcodes postalcode";
const PHONE: &str = "phone phones mobile mobiles telephone telephones cellphone mobilephone phonenumber mobilenumber \
    telephonenumber phoneno mobileno telephoneno phonenum tel telno";

/// Chinese has no blanks: parts of names.
const CHINESE_CODES: &str = "编号 编码 号码 代码 卡号 身份证 账号 邮编 邮政编码";
const CHINESE_PHONE: &str = "电话 手机";

/// What ends a Chinese name of something that is counted or measured: 电话次数, 手机消费金额.
const CHINESE_SIZES: [char; 8] = ['数', '量', '额', '费', '分', '度', '率', '长'];

/// One number in so many may have decimals among codes.
const FEW: usize = 20;

/// How many digits the whole numbers of a column have; each distinct one counts once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Digits {
    /// How many numbers there are.
    pub numbers: usize,
    /// Whole ones of four digits or more, as postcodes have.
    pub four: usize,
    /// Of six or more, as telephones have.
    pub six: usize,
    /// Numbers that are not whole.
    pub decimals: usize,
}

impl Digits {
    /// Counts one more number, in millionths.
    pub fn add(&mut self, micros: i64) {
        const ONE: u64 = 1_000_000;
        let size = micros.unsigned_abs();
        let is_whole = size.is_multiple_of(ONE);
        self.numbers += 1;
        self.decimals += usize::from(!is_whole);
        self.four += usize::from(is_whole && size >= 1_000 * ONE);
        self.six += usize::from(is_whole && size >= 100_000 * ONE);
    }

    /// Whether most numbers are among so many.
    fn mostly(self, part: usize) -> bool {
        part * 2 > self.numbers
    }
}

/// Whether the numbers of a column of this name are codes. Words that other things share (a mobile app, a call by phone) say
/// so only where the numbers are as long as such codes are.
pub(super) fn is_code(name: &str, digits: Digits) -> bool {
    if digits.decimals * FEW > digits.numbers {
        return false;
    }
    let words = words(name);
    let has = |list: &str| words.iter().any(|word| is_one_of(list, word));
    let whole = normalised(name);
    let is_size = whole.ends_with(CHINESE_SIZES);
    let contains = |list: &str| !is_size && list.split_whitespace().any(|part| whole.contains(part));
    ends_in_code(name)
        || words.last().is_some_and(|word| is_one_of(POST, word))
        || contains(CHINESE_CODES)
        || has(POST) && digits.mostly(digits.four)
        || (has(PHONE) || contains(CHINESE_PHONE)) && digits.mostly(digits.six)
}

/// Whether the last word of a name says that it is one of ids or codes.
pub(super) fn ends_in_code(name: &str) -> bool {
    words(name).last().is_some_and(|word| is_one_of(CODES, word) || is_joined(word))
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// Whether one word says a thing and its code: `customerid`, `stockcode`, 客户id.
fn is_joined(word: &str) -> bool {
    let of_thing = |thing: &str| !thing.is_ascii() || is_one_of(OF_THINGS, thing);
    word.strip_suffix("id").is_some_and(of_thing) || word.ends_with("code") && !is_one_of(NO_CODES, word)
}

/// The words of a name in lower case, numbers apart: `Product_ID2` is product and id.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends_capitals = before.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase() && (before.is_lowercase() || ends_capitals);
        if !letter.is_alphabetic() || begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphabetic()) {
            word.push_str(&normalised(letter.encode_utf8(&mut [0; 4])));
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Digits = Digits { numbers: 5, four: 0, six: 0, decimals: 0 };
    const LONG: Digits = Digits { numbers: 5, four: 5, six: 5, decimals: 0 };

    #[test]
    fn names_of_codes_are_told_by_whole_words() {
        for name in [
            "id",
            "product_id",
            "ProductID",
            "customerid",
            "ZipCode",
            "StockCode",
            "country code",
            "barcode",
            "网点编号",
            "客户id",
            "zip",
            "Q18ZIP",
            "Order Id 2",
            "身份证号",
        ] {
            assert!(is_code(name, SMALL), "{name}");
        }
        for name in [
            "mobile app",
            "phone support",
            "amount_paid",
            "phone_calls",
            "paid",
            "months_unpaid",
            "grid",
            "decode",
            "mobile_visits",
            "MobileVisits",
            "电话次数",
            "手机登录次数",
            "编号数量",
            "id checks",
            "code quality",
        ] {
            assert!(!is_code(name, SMALL), "{name}");
        }
    }

    #[test]
    fn telephones_and_postcodes_are_long() {
        for name in ["phone", "Mobile phone", "Contact telephone (home)", "手机", "联系电话", "home zip (old)"] {
            assert!(is_code(name, LONG), "{name}");
            assert!(!is_code(name, SMALL), "{name}");
        }
        assert!(!is_code("手机消费金额", LONG), "money");
        assert!(!is_code("product id", Digits { decimals: 1, ..LONG }), "no code has decimals");
    }
}
