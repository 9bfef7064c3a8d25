//! Which attribute of the purchases says the product.

use crate::domain::dataset::{Attribute, Purchases, Values};

/// Parts of the names of columns that say the product.
const PRODUCT: [&str; 10] = ["product", "sku", "stockcode", "item", "goods", "商品", "产品", "品名", "货号", "货品"];

/// The attributes that can say a product: texts and numbers of more than one value.
pub(super) fn offered(rows: &Purchases) -> Vec<String> {
    let texts = rows
        .attributes()
        .filter(|column| matches!(column.read_as(), Values::Text | Values::Number) && column.values.len() > 1);
    texts.map(|column| column.name.clone()).collect()
}

/// The attribute chosen, or the first that is called so; `None` where there is none.
pub(super) fn by_product<'a>(rows: &'a Purchases, chosen: Option<&str>) -> Option<&'a Attribute> {
    let called = |name: &String| {
        let name = name.to_lowercase().replace([' ', '_', '-'], "");
        PRODUCT.iter().any(|part| name.contains(part))
    };
    let by = chosen.map(str::to_owned).or_else(|| offered(rows).into_iter().find(called));
    by.and_then(|by| rows.attribute(&by))
}
