//! What a file is made of.

use serde::{Deserialize, Serialize};

/// The text encodings offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little endian.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big endian.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// GB18030, which contains GBK and GB2312: Chinese Excel.
    #[serde(rename = "GB18030")]
    Gb18030,
    /// Big5: Taiwan and Hong Kong.
    #[serde(rename = "Big5")]
    Big5,
    /// Windows-1252: Western Europe.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// `Shift_JIS`: Japanese Excel.
    #[serde(rename = "Shift_JIS")]
    ShiftJis,
    /// EUC-JP: older Japanese systems.
    #[serde(rename = "EUC-JP")]
    EucJp,
    /// EUC-KR, as CP949: Korean Excel.
    #[serde(rename = "EUC-KR")]
    EucKr,
    /// Windows-1250: Polish, Czech, Hungarian.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// ISO-8859-2: the same languages, of older systems.
    #[serde(rename = "ISO-8859-2")]
    Iso8859_2,
    /// Windows-1251: Russian, Ukrainian, Bulgarian.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// KOI8-U, which contains KOI8-R: older Russian and Ukrainian systems.
    #[serde(rename = "KOI8-U")]
    Koi8U,
    /// Windows-1253: Greek.
    #[serde(rename = "windows-1253")]
    Windows1253,
    /// Windows-1254: Turkish.
    #[serde(rename = "windows-1254")]
    Windows1254,
    /// Windows-1255: Hebrew.
    #[serde(rename = "windows-1255")]
    Windows1255,
    /// Windows-1256: Arabic.
    #[serde(rename = "windows-1256")]
    Windows1256,
    /// Windows-1257: Baltic languages.
    #[serde(rename = "windows-1257")]
    Windows1257,
    /// Windows-874: Thai.
    #[serde(rename = "windows-874")]
    Windows874,
}

impl TextEncoding {
    /// Those offered, the likeliest first.
    pub const ALL: [Self; 19] = [
        Self::Utf8,
        Self::Gb18030,
        Self::Big5,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::ShiftJis,
        Self::EucJp,
        Self::EucKr,
        Self::Windows1250,
        Self::Iso8859_2,
        Self::Windows1251,
        Self::Koi8U,
        Self::Windows1253,
        Self::Windows1254,
        Self::Windows1255,
        Self::Windows1256,
        Self::Windows1257,
        Self::Windows874,
    ];

    /// The name of the web's Encoding Standard.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Windows1252 => "windows-1252",
            Self::ShiftJis => "Shift_JIS",
            Self::EucJp => "EUC-JP",
            Self::EucKr => "EUC-KR",
            Self::Windows1250 => "windows-1250",
            Self::Iso8859_2 => "ISO-8859-2",
            Self::Windows1251 => "windows-1251",
            Self::Koi8U => "KOI8-U",
            Self::Windows1253 => "windows-1253",
            Self::Windows1254 => "windows-1254",
            Self::Windows1255 => "windows-1255",
            Self::Windows1256 => "windows-1256",
            Self::Windows1257 => "windows-1257",
            Self::Windows874 => "windows-874",
        }
    }
}

/// How a cell that holds delimiters, line ends or quotes is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quoting {
    /// In double quotes, a quote within written twice (RFC 4180).
    #[default]
    Doubled,
    /// As RFC 4180, with blanks around the quotes: `1, "a, b"`.
    Spaced,
    /// In double quotes or not at all, with a backslash before a quote, delimiter or line end (`MySQL`).
    Backslash,
    /// In double quotes, quotes within written as they are: a quote closes only where the cell ends.
    Unescaped,
    /// In apostrophes, an apostrophe within written twice (SQL).
    Apostrophe,
    /// Whole lines in double quotes, as a spreadsheet leaves rows that it took for one cell; within, as RFC 4180.
    Lines,
    /// Not at all: a quote is a letter, and every line is a row.
    None,
}

impl Quoting {
    /// Those offered, the likeliest first.
    pub const ALL: [Self; 7] =
        [Self::Doubled, Self::Spaced, Self::Backslash, Self::Unescaped, Self::Apostrophe, Self::Lines, Self::None];

    /// The name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Doubled => "doubled",
            Self::Spaced => "spaced",
            Self::Backslash => "backslash",
            Self::Unescaped => "unescaped",
            Self::Apostrophe => "apostrophe",
            Self::Lines => "lines",
            Self::None => "none",
        }
    }
}

/// What the file is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "format")]
pub enum Layout {
    /// Delimited text.
    Text {
        /// How bytes become letters.
        encoding: TextEncoding,
        /// What stands between cells: `,`, `;`, tab or `|`.
        delimiter: char,
        /// How cells are quoted; plans kept before they said so follow RFC 4180.
        #[serde(default)]
        quoting: Quoting,
    },
    /// One sheet of a workbook (XLSX, XLS, ODS), or several of the same header.
    Workbook {
        /// The sheet's name.
        sheet: String,
        /// Further sheets of the same header, read after it as one table. Their names are then its
        /// first column, `sheet`.
        #[serde(default)]
        more: Vec<String>,
        /// Sheets that hold something and are not read.
        #[serde(default)]
        left: Vec<String>,
    },
    /// A JSON array of objects.
    Json {
        /// How bytes become letters.
        encoding: TextEncoding,
        /// The path of the array (see [`JsonArray::path`]); `None` takes the first that describes no columns.
        #[serde(default)]
        rows: Option<String>,
        /// The paths of arrays that are not read.
        #[serde(default)]
        left: Vec<String>,
    },
    /// One JSON object a line.
    Ndjson {
        /// How bytes become letters.
        encoding: TextEncoding,
        /// The path of an array within these objects; `None` takes the objects themselves.
        #[serde(default)]
        rows: Option<String>,
        /// The paths of arrays that are not read.
        #[serde(default)]
        left: Vec<String>,
    },
}

/// An array of objects in a JSON document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonArray {
    /// The keys that lead to it, `data.list`; blank for the document itself. Within the objects of another array it is
    /// `customers[].orders`, and each order is a row with its customer's cells before its own.
    pub path: String,
    /// How many objects it has: in the first 32 MB, and where it lies in others in all of them together.
    pub objects: u64,
}
