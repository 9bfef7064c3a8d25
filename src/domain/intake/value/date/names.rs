//! Names of months and weekdays, from the Unicode CLDR (release 46): full and short, alone and within
//! a date, in Czech, Danish, Dutch, English, Finnish, French, German (Austria's too), Italian,
//! Norwegian Bokmål, Polish, Portuguese, Russian, Spanish, Swedish and Turkish, and common other
//! spellings (`sept`, `maerz`). Chinese, Japanese and Korean months are numbers.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The names of the twelve months as [`plain`] writes them; no name stands for two.
const MONTHS: [&str; 12] = [
    "ene enero gen gennaio jan janeiro janner jaenner januar januari january janv janvier led leden ledna oca ocak sty \
     styczen stycznia tammi tammikuu tammikuuta янв январь января",
    "feb febbraio feber febrero februar februari february fev fevereiro fevr fevrier helmi helmikuu helmikuuta lut lutego \
     luty sub subat uno unor unora фев февр февраль февраля",
    "bre brezen brezna maalis maaliskuu maaliskuuta maart maerz mar march marca marco mars mart marts marz marzec marzo \
     mrt mrz мар март марта",
    "abr abril apr april aprile avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien kwietnia nis nisan апр \
     апрель апреля",
    "kve kveten kvetna mag maggio mai maio maj maja may mayis mayo mei touko toukokuu toukokuuta маи мая",
    "cerven cervna cvn cze czerwca czerwiec giu giugno haz haziran juin jun june junho juni junio kesa kesakuu kesakuuta \
     июн июнь июня",
    "cervence cervenec cvc heina heinakuu heinakuuta juil juillet jul julho juli julio july lip lipca lipiec lug luglio \
     tem temmuz июл июль июля",
    "ago agosto agu agustos aout aug august augusti augustus elo elokuu elokuuta sie sierpien sierpnia srp srpen srpna \
     авг август августа",
    "eyl eylul sep sept september septembre septiembre set sett setembro settembre syys syyskuu syyskuuta wrz wrzesien \
     wrzesnia zar zari сен сент сентябрь сентября",
    "eki ekim loka lokakuu lokakuuta oct october octobre octubre okt oktober ott ottobre out outubro paz pazdziernik \
     pazdziernika rij rijen rijna окт октябрь октября",
    "kas kasim lis listopad listopada listopadu marras marraskuu marraskuuta nov november novembre novembro noviembre \
     ноя нояб ноябрь ноября",
    "ara aralik dec december decembre des desember dez dezember dezembro dic dicembre diciembre gru grudnia grudzien \
     joulu joulukuu joulukuuta pro prosince prosinec дек декабрь декабря",
];

/// Names of weekdays, which a date has no need of.
const WEEKDAYS: &str = "car carsamba cmt ct ctvrtek cum cuma cumartesi czw czwartek di dienstag dim dimanche dinsdag do dom \
    domenica domingo donderdag donnerstag fr fre fredag freitag fri friday gio giovedi jeu jeudi jue jueves ke \
    keskiviikko keskiviikkona la lauantai lauantaina lor lordag lun lundi lunedi lunes ma maanantai maanantaina maandag \
    man mandag mar mardi martedi martes mer mercoledi mercredi mi mie miercoles mittwoch mo mon monday montag ne nedele \
    niedz niedziela ons onsdag pa patek paz pazar pazartesi pe per perjantai perjantaina persembe piatek po pon pondeli \
    poniedzialek pt pzt qua quarta quarta qui quinta feira sa sab sabado sabato sal sali sam samedi samstag sat saturday \
    seg segunda sex sexta so sob sobota son sonntag sondag sr sroda st streda su sun sunday sunnuntai ter terca thu thur \
    thurs thursday ti tiistai tiistaina tir tirs tirsdag tis tisdag to tor tors torsdag torstai torstaina tue tues \
    tuesday ut utery ven vendredi venerdi vie viernes vr vrijdag wed wednesday wo woensdag wt wtorek za zaterdag zo \
    zondag воскресенье вс вт вторник пн понедельник пт пятница сб ср среда суббота четверг чт";

/// A word as names are compared: lower case, Latin and Cyrillic letters without their marks.
pub(super) fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' | 'ª' => out.push('a'),
            'ç' | 'č' | 'ć' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => out.push('e'),
            'ğ' => out.push('g'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ň' | 'ń' => out.push('n'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'º' => out.push('o'),
            'ř' => out.push('r'),
            'ş' | 'š' | 'ś' => out.push('s'),
            'ť' => out.push('t'),
            'ú' | 'ù' | 'û' | 'ü' | 'ů' => out.push('u'),
            'ý' => out.push('y'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'й' => out.push('и'),
            'ё' => out.push('е'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            // Marks written as letters of their own.
            '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
    out
}

/// The month this word names, from 1, the word being [`plain`].
pub(super) fn month_of(word: &str) -> Option<u8> {
    // Looked up, as every text of a file's first rows comes by here.
    static KNOWN: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
        let numbered = (1..).zip(&MONTHS);
        numbered.flat_map(|(month, names)| names.split_whitespace().map(move |name| (name, month))).collect()
    });
    KNOWN.get(word).copied()
}

/// Whether this word, being [`plain`], names a weekday.
pub(super) fn is_weekday(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| WEEKDAYS.split_whitespace().collect());
    KNOWN.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_months() {
        let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.split_whitespace()).collect();
        assert!(names.iter().all(|name| plain(name) == *name));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn names_are_compared_without_case_and_marks() {
        assert_eq!(
            ["Févr", "MÄRZ", "Août", "KASIM", "İYÖ", "говорит"].map(plain),
            ["fevr", "marz", "aout", "kasim", "iyo", "говорит"]
        );
        assert_eq!((month_of("fevr"), month_of("marraskuuta"), month_of("foo")), (Some(2), Some(11), None));
        assert!(is_weekday("mardi") && !is_weekday("mars"));
    }
}
