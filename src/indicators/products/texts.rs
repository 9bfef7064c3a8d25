//! What is said of products per customer.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of products per customer.
    ProductsTexts {
        promise: Fixed =
            "See how many products customers have, which go together, and who has one without the other.",
            "查看客户平均拥有几种产品、哪些产品常一起购买，以及谁只买了其中一种。";
        definition: Fixed =
            "A customer has a product they bought in a row that is no return. Confidence of A → B: of the customers who have A, the share who have B too. Lift: the confidence by the share of all customers who have B; its interval is that of the normal approximation of its logarithm, and where it holds 1 the pair may be chance. Would take it: customers who have A and not B, times the confidence. At stake: that, times what a customer of B brings with it on average. Pairs of fewer customers than the least, and pairs surely found less often than by chance, are left out.",
            "客户在非退货行中购买过某产品即视为拥有。A → B 的置信度：拥有 A 的客户中也拥有 B 的比例。提升度：置信度除以全体客户中拥有 B 的比例；区间按其对数的正态近似计算，区间包含 1 时可能只是偶然。预计接受：拥有 A 而无 B 的客户数乘以置信度。潜在金额：再乘以每名 B 客户平均带来的金额。少于最低客户数的组合，以及确定比偶然更少一起出现的组合，不列出。";
        source: Fixed =
            "Agrawal, Imielinski, Swami (1993); Brin, Motwani, Ullman, Tsur (1997); interval of a share: Wilson (1927)",
            "Agrawal、Imielinski、Swami (1993)；Brin、Motwani、Ullman、Tsur (1997)；比例区间：Wilson (1927)";
        headline: With2 =
            |mean, single| format!("Customers have {mean} products on average; {single} of them have one alone."),
            |mean, single| format!("客户平均拥有 {mean} 种产品；{single} 只有一种。");
        headline_gap: With3 =
            |n, from, to| format!("Most is at stake with the {} “{from}” and not “{to}”.", counted(n, "customer who has", "customers who have")),
            |n, from, to| format!("潜在金额最高的是拥有“{from}”而没有“{to}”的 {n} 名客户。");
        lacks_product: Fixed =
            "Products per customer need a column of the purchases that says the product: choose one below, or load a file that has one",
            "人均产品数需要交易中有产品列：请在下方选择一列，或载入含产品列的文件";
        lacks_names: Fixed =
            "No row that counts names a product: fill its column in the file, or choose another filter",
            "计入的行都没有产品：请在文件中填写该列，或更改筛选";
        unnamed: With1 =
            |n| format!("{} no product, and left out.", counted(n, "row names", "rows name")),
            |n| format!("{n} 行没有产品，未计入。");
        mean: Fixed = "Products per customer", "人均产品数";
        median: Fixed = "Median", "中位数";
        single: Fixed = "Customers of one product", "单一产品客户";
        of_customers: With2 =
            |n, all| format!("{n} of {}", counted(all, "customer", "customers")),
            |n, all| format!("{all} 名客户中的 {n} 名");
        products: Fixed = "Products bought", "已售产品数";
        products_held: Fixed = "Products", "产品数";
        share: Fixed = "Share of customers", "客户占比";
        customers: Fixed = "Customers", "客户数";
        chart_title: With2 =
            |key, share| format!("Most often customers have {key} of the products ({share})"),
            |key, share| format!("最常见的产品数为 {key}（{share}）");
        pairs: Fixed = "Who has one product without another", "有此无彼的产品组合";
        pair_header: Fixed = "Has → has not", "已有 → 未有";
        pair: With2 = |from, to| format!("{from} → {to}"), |from, to| format!("{from} → {to}");
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        both: Fixed = "Have both", "两者都有";
        confidence: Fixed = "Share of them with both (confidence)", "同时拥有的比例（置信度）";
        lift: Fixed = "Times as often as by chance (lift)", "相对随机的倍数（提升度）";
        without: Fixed = "Have the first alone", "只有前者";
        takers: Fixed = "Would take it, about", "预计接受（约）";
        each: Fixed = "Each brings", "人均金额";
        at_stake: Fixed = "At stake", "潜在金额";
        chance: Fixed = "may be chance", "可能只是偶然";
        how_to_read: Fixed =
            "At stake is what those without the second product would bring if they took it as often as others who have the first. Whether an offer makes them take it is for a trial to say.",
            "潜在金额为：若尚无后者的客户与其他拥有前者的客户一样购买后者，将带来的金额。推荐能否促成购买，需要试验验证。";
        no_pairs: With1 =
            |least| format!("No two products are bought by the same {} or more: choose a smaller number to see pairs.", counted(least, "customer", "customers")),
            |least| format!("没有任何两种产品被 {least} 名以上客户同时购买：可调低最低客户数。");
        more_pairs: With1 =
            |n| format!("{} not shown: less is at stake with them.", counted(n, "further pair is", "further pairs are")),
            |n| format!("另有 {n} 个潜在金额较低的组合未显示。");
        fewer: With1 =
            |n| format!("{} found surely less often than by chance, and left out.", counted(n, "pair is", "pairs are")),
            |n| format!("{n} 个组合确定比偶然更少一起出现，未列出。");
        not_compared: With2 =
            |left_out, compared| format!("The {} of most customers are compared; {left_out} more are not.", counted(compared, "product", "products")),
            |left_out, compared| format!("只比较客户最多的 {compared} 种产品，另有 {left_out} 种未比较。");
        targets: Fixed = "Who has the one and not the other, by what they spent", "有前者而无后者的客户（按消费额）";
        without_of: With2 =
            |from, to| format!("Have “{from}” and not “{to}”"),
            |from, to| format!("有“{from}”而无“{to}”");
        customer: Fixed = "Customer", "客户";
        value: Fixed = "Money spent", "消费额";
        pair_field: Fixed = "Pair", "组合";
        most_at_stake: Fixed = "the one of most at stake", "潜在金额最高者";
        product_field: Fixed = "Product", "产品列";
        by_name: Fixed = "the column called so", "按列名识别";
        support_field: Fixed = "Pairs of so many customers at least", "组合的最低客户数";
        listed_field: Fixed = "Customers listed", "列出客户数";
        do_offer: With2 =
            |to, from| format!("Offer “{to}” to those of “{from}” listed below, to a half of them drawn by lot: the other half shows what they would have bought anyway."),
            |to, from| format!("向下方拥有“{from}”的客户推荐“{to}”，随机抽取一半进行：另一半显示不推荐时的购买情况。");
        takers_about: With2 =
            |n, money| format!(" If they are like others who have it, about {n} take it, worth {money}."),
            |n, money| format!("若与其他拥有者相同，约 {n} 名会购买，合 {money}。");
        do_single: With1 =
            |n| format!("Ask the {} of one product what they buy elsewhere.", counted(n, "customer", "customers")),
            |n| format!("询问 {n} 名单一产品客户在别处购买什么。");
        do_nothing: Fixed =
            "No pair of products stands out: there is nothing here to offer one for the other.",
            "没有突出的产品组合：这里没有可据以推荐的依据。";
        see_customers: Fixed = "See the customers", "查看客户";
        class_names: [&'static str; 2] = ["One product", "Several products"], ["只有一种产品", "多种产品"];
        error_support: Fixed =
            "A pair needs one customer at least who has both: choose 1 or more",
            "组合至少需要一名同时拥有两者的客户：请选择 1 或以上";
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
