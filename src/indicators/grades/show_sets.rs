//! Sets of rules: taking a change back, keeping rules under a name, and files of them.

use crate::indicators::Say;
use crate::indicators::page::{Control, Input, Part, Section, WrittenFile};

use super::sets::{RuleSet, SetsError, to_json};
use super::show::misread_text;
use super::texts::GradesTexts;
use super::{GradesParams, ID};

/// What can be done with sets. Rules made from the data are none that could be kept: they follow the data.
pub fn section(params: &GradesParams, say: &Say<'_>) -> Section {
    let texts = GradesTexts::of(say.language);
    let button = |parameter: &str, name: String, label: String, value: &str| {
        Control::new(ID, parameter, label, Input::Button(value.into())).named(&name)
    };
    let undo = (!params.history.is_empty()).then(|| {
        let label = (texts.undo)(&say.count(params.history.len()));
        Control::new(ID, "undo", label, Input::Button(true.into()))
    });
    let save = (!params.rules.trim().is_empty()).then(|| {
        let entry = Input::Entry { action: texts.save.to_owned() };
        Control::new(ID, "save_as", texts.save_as, entry)
    });
    let sets = (1_usize..).zip(&params.sets).flat_map(|(place, RuleSet { name, .. })| {
        [
            button("load", format!("grades-load-{place}"), (texts.load)(name), name),
            button("forget", format!("grades-forget-{place}"), (texts.forget)(name), name),
        ]
    });
    let import = Control::new(ID, "import", texts.import, Input::File(".json".to_owned())).helped(texts.import_help);
    let controls = undo.into_iter().chain(save).chain(sets).chain([import]);
    let mut parts = vec![Part::Muted(texts.sets_help.to_owned())];
    let all = exported(params, texts);
    if !all.is_empty() {
        parts.push(Part::Written(WrittenFile {
            label: texts.export.to_owned(),
            name: texts.file_name.to_owned(),
            extension: "json".to_owned(),
            text: to_json(&all),
        }));
    }
    Section::new("sets", texts.sets, parts).with(controls)
}

/// The sets that are kept, and the rules in force where they are none of them.
fn exported(params: &GradesParams, texts: &GradesTexts) -> Vec<RuleSet> {
    let GradesParams { rules, sets, .. } = params;
    let own = RuleSet { name: texts.in_force.to_owned(), rules: rules.clone() };
    let is_new = !rules.trim().is_empty() && sets.iter().all(|set| set.rules != *rules);
    sets.iter().cloned().chain(is_new.then_some(own)).collect()
}

/// Why sets are refused, and where.
pub fn explain(error: &SetsError, texts: &GradesTexts) -> String {
    match error {
        SetsError::Name { name } => (texts.error_name)(name),
        SetsError::NoSuchSet { name } => (texts.error_no_set)(name),
        SetsError::TooMany => texts.error_sets.to_owned(),
        SetsError::TooLarge => texts.error_large.to_owned(),
        SetsError::NotJson { line, column } => (texts.error_json)(&line.to_string(), &column.to_string()),
        SetsError::NotSets => texts.error_not_sets.to_owned(),
        SetsError::Rules { name, misread } => (texts.error_in_set)(name, &misread_text(misread, texts)),
    }
}
