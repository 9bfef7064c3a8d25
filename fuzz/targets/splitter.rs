//! Cutting text into rows and cells, under every encoding, delimiter and quoting.

#![no_main]

use checks::{give_roles, look, read_alike};
use libfuzzer_sys::fuzz_target;
use loyalscope::domain::dataset::Kind;
use loyalscope::domain::intake::{Overrides, Quoting, TextEncoding};

fuzz_target!(|bytes: &[u8]| {
    let choice = usize::from(bytes.last().copied().unwrap_or(0));
    let of = |shift: usize, many: usize| (choice >> shift) % many;
    let overrides = Overrides {
        kind: Some(Kind::Answers),
        encoding: TextEncoding::ALL.get(of(5, TextEncoding::ALL.len())).copied(),
        delimiter: [',', ';', '\t', '|'].get(of(3, 4)).copied(),
        quoting: Quoting::ALL.get(of(0, Quoting::ALL.len())).copied(),
        ..Overrides::default()
    };
    let Some(preview) = look(bytes, &overrides) else { return };
    let mut plan = preview.plan;
    give_roles(&mut plan);
    read_alike(bytes, &plan, choice % 13 + 1);
});
