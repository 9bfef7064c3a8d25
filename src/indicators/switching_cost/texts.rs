//! What is said of switching costs.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of switching costs.
    SwitchingTexts {
        promise: Fixed =
            "See what switching costs your customers and those of your rivals, and what welcome bonus would win them.",
            "查看您与竞争对手的客户的转换成本，以及多大的迎新优惠能够争取到他们。";
        definition: Fixed =
            "Switching cost: the price less the price of the rival that is feared, times that rival's customers by the customers of both. The rival feared is the firm with the fewest customers; that firm fears the one with the most. It is what leaving costs a customer if prices are undercut-proof: each as high as it can be without the rival gaining from asking so much less that all customers switch. A welcome bonus wins customers where it is more than their switching cost less what they save by the lower price (or plus what they pay more).",
            "转换成本：价格减去所防对手的价格乘以该对手客户数占双方客户总数的比例。所防对手为客户最少的一家；客户最少的一家则防备客户最多的一家。它是在价格防降价的前提下客户离开的成本：各家价格均为对手以足够低价抢走全部客户也无利可图的最高价格。迎新优惠大于客户的转换成本减去因低价节省的金额（或加上多付的金额）时，即可争取到客户。";
        source: Fixed =
            "O. Shy, A quick-and-easy method for estimating switching costs, International Journal of Industrial Organization 20 (2002) 71–87",
            "O. Shy，A quick-and-easy method for estimating switching costs，International Journal of Industrial Organization 20 (2002) 71–87";
        headline: With3 =
            |name, cost, share| format!("Leaving {name} costs a customer {cost}, {share} of the price."),
            |name, cost, share| format!("客户离开{name}的转换成本为 {cost}，占价格的 {share}。");
        headline_next: With2 =
            |rival, bonus| format!("A welcome bonus of more than {bonus} from {rival} would win your customers."),
            |rival, bonus| format!("{rival}只要提供超过 {bonus} 的迎新优惠，即可争取您的客户。");
        headline_none: With2 =
            |name, cost| format!("Nothing keeps customers at {name} but its price: the switching cost is {cost}, not above zero."),
            |name, cost| format!("除价格外，没有什么能留住{name}的客户：转换成本为 {cost}，不大于零。");
        lacks_firms: Fixed =
            "Type in your price and those of your rivals, with their numbers of customers: what switching costs follows from these.",
            "请填写您与竞争对手的价格和客户数：转换成本由此得出。";
        lacks_rivals: Fixed =
            "One firm is typed in: what switching costs follows from at least two.",
            "目前只填写了一家企业：至少需要两家才能得出转换成本。";
        example: Fixed =
            "For example, your own firm first; its number of customers may be left out:",
            "示例如下，第一行为您的企业，其客户数可以留空：";
        example_lines: [&'static str; 3] =
            ["Us; 29.90", "Rival A; 34.50; 12000", "Rival B; 25; 3500"],
            ["我方；29.90", "对手甲；34.50；12000", "对手乙；25；3500"];
        firms_field: Fixed = "Firms: name; price; customers", "企业：名称；价格；客户数";
        firms_help: Fixed =
            "A line each, yours first: “Rival A; 34.50; 12000”. Prices of the same thing for the same time. Without your own number of customers it is taken from the data.",
            "每行一家，第一行为我方，如“对手甲；34.50；12000”。价格应为同样的产品、同样的期间。我方客户数留空时取自数据。";
        assumed: Fixed =
            "An estimate on plain assumptions: all sell the same thing to customers who are alike, nobody joins or leaves the market, and today's prices are as high as they can be without being undercut.",
            "此估计基于简单假设：各家销售同样的产品，客户彼此相同，市场不增不减，且当前价格已是不被对手降价抢客的最高价格。";
        counted: With1 =
            |n| format!("Your number of customers, {n}, was counted in the data that the filter lets through."),
            |n| format!("我方客户数 {n} 取自筛选后的数据。");
        below: With1 =
            |names| format!("Below zero for {names}: the price is lower than it would have to be, and the assumptions do not hold there."),
            |names| format!("{names}的转换成本低于零：其价格低于必要水平，上述假设对其不成立。");
        contradicts: With1 =
            |names| format!("At today's prices your customers would already switch to {names}: as they do not, the figures cannot hold for these."),
            |names| format!("按当前价格，您的客户本应已转向{names}；既然没有，这些数字对其不成立。");
        us: With1 = |name| format!("{name} (us)"), |name| format!("{name}（我方）");
        cost: Fixed = "Switching cost", "转换成本";
        cost_note: With1 = |share| format!("{share} of the price"), |share| format!("占价格 {share}");
        winning: Fixed = "A rival wins your customers below", "对手价格低于此即可争取您的客户";
        winning_note: Fixed = "your price less the switching cost", "我方价格减转换成本";
        room: Fixed = "Room to raise, rivals' prices unchanged", "对手价格不变时的涨价余地";
        room_note: With1 =
            |rival| format!("dearer by more, and {rival} wins your customers"),
            |rival| format!("涨价超过此数，{rival}即可争取您的客户");
        firms: Fixed = "By firm", "各企业";
        firm: Fixed = "Firm", "企业";
        price: Fixed = "Price", "价格";
        customers: Fixed = "Customers", "客户数";
        share: Fixed = "Of the price", "占价格";
        wins_ours: Fixed = "Bonus that wins yours", "争取我方客户所需优惠";
        wins_theirs: Fixed = "Bonus that wins theirs", "争取其客户所需优惠";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        chart_title: With2 =
            |name, cost| format!("Switching costs most at {name} ({cost})"),
            |name, cost| format!("{name}的转换成本最高（{cost}）");
        typed_in: Fixed = "typed in, without dates", "手工输入，无日期";
        used: With1 = |n| format!("{}, typed in", counted(n, "firm", "firms")), |n| format!("手工输入的 {n} 家企业");
        used_counted: With1 =
            |n| format!("{}, typed in; your own customers counted in the data", counted(n, "firm", "firms")),
            |n| format!("手工输入的 {n} 家企业；我方客户数取自数据");
        do_answer: With2 =
            |rival, bonus| format!("Answer a welcome bonus of {rival} from {bonus} on; a smaller one, or a price lower by less, does not pay your customers for switching."),
            |rival, bonus| format!("{rival}的迎新优惠达到 {bonus} 时应予回应；低于此数的优惠或降价不足以让您的客户转换。");
        do_raise: With1 =
            |rival| format!("Raise the price only by as much as leaving becomes dearer (points, contracts, what is kept for customers): beyond that it pays {rival} to undercut you."),
            |rival| format!("涨价幅度不要超过离开成本的增加（积分、合约、为客户保留的内容）：超过后{rival}降价抢客便有利可图。");
        do_win: With2 =
            |rival, bonus| format!("Of rivals' customers those of {rival} cost least to win: offer them more than {bonus}, if they are worth it."),
            |rival, bonus| format!("竞争对手的客户中，{rival}的客户最容易争取：若值得，请提供超过 {bonus} 的优惠。");
        wrong: With3 =
            |line, text, why| format!("Line {line}, “{text}”: {why}."),
            |line, text, why| format!("第 {line} 行“{text}”：{why}。");
        fault_parts: Fixed =
            "a name, a price and a number of customers are wanted, with semicolons between them",
            "应为名称、价格和客户数，以分号隔开";
        fault_price: Fixed = "the price must be a number above zero, such as 29.90", "价格须为大于零的数字，如 29.90";
        fault_customers: With1 =
            |most| format!("the number of customers must be a whole number from 1 to {most}"),
            |most| format!("客户数须为 1 至 {most} 的整数");
        fault_twice: Fixed = "this name stands in an earlier line", "该名称已在前面出现";
        error_many: With2 =
            |given, most| format!("{given} firms cannot be compared: type in at most {most}"),
            |given, most| format!("无法比较 {given} 家企业：最多填写 {most} 家");
    }
}
