//! Colour by role.
//!
//! Scenes name roles; a [`Palette`] turns them into colours. It is read from the `--chart-…` custom
//! properties of the canvas (`style/components/chart.css`), so light, dark and print are the style
//! sheet's business.

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ink {
    /// The one accent: the main line, bar or point.
    Accent,
    /// Answers 9 and 10.
    Promoter,
    /// Answers 7 and 8.
    Passive,
    /// Answers 0 to 6.
    Detractor,
    /// An interval around an estimate.
    Band,
    /// Grid lines and empty tracks.
    Grid,
    /// Base lines, whiskers, reference lines.
    Axis,
    /// Text that carries the message.
    Text,
    /// Axis labels and notes.
    MutedText,
    /// What the chart lies on.
    Surface,
    /// One of eight colours safe for colour blindness; wraps around.
    Categorical(u8),
    /// From little (0) to much (1); values outside are held at the ends, NaN is 0.
    Sequential(f32),
    /// Text on [`Ink::Promoter`], dark or light, whichever reads better.
    OnPromoter,
    /// Text on [`Ink::Passive`].
    OnPassive,
    /// Text on [`Ink::Detractor`].
    OnDetractor,
    /// Text on [`Ink::Sequential`] of the same amount.
    OnSequential(f32),
}

/// A colour with opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rgba {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity, 0 to 1.
    pub a: f64,
}

impl Rgba {
    const fn solid(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 1.0 }
    }

    /// Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, `rgba(…)` and `color(srgb …)`: every form in
    /// which browsers report an sRGB colour. `None` for anything else.
    pub fn parse(css: &str) -> Option<Self> {
        let css = css.trim();
        if let Some(hex) = css.strip_prefix('#') {
            return Self::parse_hex(hex);
        }
        let (name, rest) = css.split_once('(')?;
        let unit = match name {
            "rgb" | "rgba" => 1.0,
            "color" => 255.0,
            _ => return None,
        };
        let body = rest.strip_suffix(')')?;
        let body = if unit > 1.0 { body.trim_start().strip_prefix("srgb ")? } else { body };
        let mut numbers = body
            .split(|c: char| c == ',' || c == '/' || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .map(|part| match part.strip_suffix('%') {
                Some(percent) => percent.parse::<f64>().map(|value| value / 100.0),
                None => part.parse::<f64>(),
            });
        let mut channel = || Some(byte(numbers.next()?.ok()? * unit));
        let (r, g, b) = (channel()?, channel()?, channel()?);
        let a = numbers.next().map_or(Some(1.0), Result::ok)?;
        Some(Self { r, g, b, a: a.clamp(0.0, 1.0) })
    }

    fn parse_hex(hex: &str) -> Option<Self> {
        let digits: Vec<u8> =
            hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
        match *digits.as_slice() {
            [r, g, b] => Some(Self::solid(r * 17, g * 17, b * 17)),
            [r1, r0, g1, g0, b1, b0] => Some(Self::solid(r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0)),
            [r1, r0, g1, g0, b1, b0, a1, a0] => Some(Self {
                a: f64::from(a1 * 16 + a0) / 255.0,
                ..Self::solid(r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0)
            }),
            _ => None,
        }
    }

    /// The colour `t` of the way from `self` to `other`.
    fn towards(self, other: Self, t: f64) -> Self {
        let mix = |from: u8, to: u8| byte(f64::from(from) + (f64::from(to) - f64::from(from)) * t);
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
            a: self.a + (other.a - self.a) * t,
        }
    }

    /// Relative luminance (WCAG 2.2), opacity ignored.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio of two colours (WCAG 2.2), 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Black or white, whichever contrasts more with this fill: one of them always reaches 4.5.
    fn text_on(self) -> Self {
        let (dark, light) = (Self::solid(0, 0, 0), Self::solid(0xff, 0xff, 0xff));
        if self.contrast(dark) >= self.contrast(light) { dark } else { light }
    }
}

/// A channel value rounded into a byte.
fn byte(value: f64) -> u8 {
    // Held within a byte first; NaN becomes 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let byte = value.round().clamp(0.0, 255.0) as u8;
    byte
}

/// The custom properties a palette reads, and the light theme's colours where one is missing.
const TOKENS: [(&str, Rgba); 20] = [
    ("--chart-accent", Rgba::solid(0x1d, 0x5f, 0xbf)),
    ("--chart-promoter", Rgba::solid(0x00, 0x7a, 0x5a)),
    ("--chart-passive", Rgba::solid(0xc9, 0xcd, 0xd4)),
    ("--chart-detractor", Rgba::solid(0xc8, 0x4a, 0x00)),
    ("--chart-band", Rgba { r: 0x1d, g: 0x5f, b: 0xbf, a: 0.18 }),
    ("--chart-grid", Rgba::solid(0xe3, 0xe6, 0xea)),
    ("--chart-axis", Rgba::solid(0x8a, 0x93, 0x9f)),
    ("--chart-text", Rgba::solid(0x1a, 0x20, 0x2b)),
    ("--chart-muted", Rgba::solid(0x5a, 0x64, 0x72)),
    ("--chart-surface", Rgba::solid(0xff, 0xff, 0xff)),
    ("--chart-low", Rgba::solid(0xea, 0xf1, 0xfb)),
    ("--chart-high", Rgba::solid(0x0b, 0x3d, 0x91)),
    // Okabe and Ito, "Color Universal Design" (2008).
    ("--chart-category-1", Rgba::solid(0x00, 0x72, 0xb2)),
    ("--chart-category-2", Rgba::solid(0xe6, 0x9f, 0x00)),
    ("--chart-category-3", Rgba::solid(0x00, 0x9e, 0x73)),
    ("--chart-category-4", Rgba::solid(0xcc, 0x79, 0xa7)),
    ("--chart-category-5", Rgba::solid(0x56, 0xb4, 0xe9)),
    ("--chart-category-6", Rgba::solid(0xd5, 0x5e, 0x00)),
    ("--chart-category-7", Rgba::solid(0xf0, 0xe4, 0x42)),
    ("--chart-category-8", Rgba::solid(0x6b, 0x72, 0x80)),
];

/// Where the categories begin in [`TOKENS`], and how many there are.
const CATEGORIES: (usize, usize) = (12, 8);

/// The colours of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette([Rgba; TOKENS.len()]);

impl Default for Palette {
    /// The light theme.
    fn default() -> Self {
        Self(TOKENS.map(|(_, colour)| colour))
    }
}

impl Palette {
    /// Reads each token through `lookup`, which gives the CSS text of a custom property's colour.
    /// A token that is missing or no sRGB colour keeps the light theme's.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Self {
        Self(TOKENS.map(|(token, default)| lookup(token).and_then(|css| Rgba::parse(&css)).unwrap_or(default)))
    }

    /// The colour of a role.
    pub fn colour(&self, ink: Ink) -> Rgba {
        match ink {
            Ink::Accent => self.token(0),
            Ink::Promoter => self.token(1),
            Ink::Passive => self.token(2),
            Ink::Detractor => self.token(3),
            Ink::Band => self.token(4),
            Ink::Grid => self.token(5),
            Ink::Axis => self.token(6),
            Ink::Text => self.token(7),
            Ink::MutedText => self.token(8),
            Ink::Surface => self.token(9),
            Ink::Categorical(index) => self.token(CATEGORIES.0 + usize::from(index) % CATEGORIES.1),
            Ink::Sequential(amount) => {
                let amount = if amount.is_nan() { 0.0 } else { f64::from(amount.clamp(0.0, 1.0)) };
                self.token(10).towards(self.token(11), amount)
            }
            Ink::OnPromoter => self.colour(Ink::Promoter).text_on(),
            Ink::OnPassive => self.colour(Ink::Passive).text_on(),
            Ink::OnDetractor => self.colour(Ink::Detractor).text_on(),
            Ink::OnSequential(amount) => self.colour(Ink::Sequential(amount)).text_on(),
        }
    }

    fn token(&self, index: usize) -> Rgba {
        self.0.get(index).copied().unwrap_or(Rgba::solid(0, 0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_report() {
        let teal = Rgba::solid(0, 128, 255);
        for css in ["#0080ff", "rgb(0, 128, 255)", "rgb(0 128 255)", " rgba(0,128,255,1) ", "color(srgb 0 0.5019 1)"] {
            assert_eq!(Rgba::parse(css), Some(teal), "{css}");
        }
        assert_eq!(Rgba::parse("rgba(0, 128, 255, 0.5)").map(|c| c.a), Some(0.5));
        assert_eq!(Rgba::parse("rgb(0 128 255 / 50%)").map(|c| c.a), Some(0.5));
        assert_eq!(Rgba::parse("#fff"), Some(Rgba::solid(255, 255, 255)));
        assert_eq!(Rgba::parse("#00000080").map(|c| (c.a * 255.0).round()), Some(128.0));
    }

    #[test]
    fn refuses_what_is_no_srgb_colour() {
        for css in
            ["", "teal", "#12", "#ggg", "rgb(1,2)", "oklch(0.6 0.1 200)", "rgb(1, 2, x)", "color(display-p3 1 1 1)"]
        {
            assert_eq!(Rgba::parse(css), None, "{css}");
        }
    }

    #[test]
    fn a_missing_token_keeps_the_default() {
        let palette = Palette::read(|token| (token == "--chart-text").then(|| "#ffffff".to_owned()));
        assert_eq!(palette.colour(Ink::Text), Rgba::solid(255, 255, 255));
        assert_eq!(palette.colour(Ink::Accent), Palette::default().colour(Ink::Accent));
    }

    #[test]
    fn shades_run_from_low_to_high_and_hold_at_the_ends() {
        let palette = Palette::default();
        assert_eq!(palette.colour(Ink::Sequential(-1.0)), palette.colour(Ink::Sequential(0.0)));
        assert_eq!(palette.colour(Ink::Sequential(f32::NAN)), palette.colour(Ink::Sequential(0.0)));
        assert_eq!(palette.colour(Ink::Sequential(1.0)), palette.colour(Ink::Sequential(9.0)));
    }

    #[test]
    fn text_reads_on_every_shade() {
        let palette = Palette::default();
        for step in 0..=20_u8 {
            let amount = f32::from(step) / 20.0;
            let ratio = palette.colour(Ink::Sequential(amount)).contrast(palette.colour(Ink::OnSequential(amount)));
            assert!(ratio >= 4.5, "{amount}: {ratio}");
        }
        for (fill, on) in
            [(Ink::Promoter, Ink::OnPromoter), (Ink::Passive, Ink::OnPassive), (Ink::Detractor, Ink::OnDetractor)]
        {
            assert!(palette.colour(fill).contrast(palette.colour(on)) >= 4.5, "{fill:?}");
        }
        assert!(palette.colour(Ink::MutedText).contrast(palette.colour(Ink::Surface)) >= 4.5);
    }

    #[test]
    fn categories_wrap_around() {
        let palette = Palette::default();
        assert_eq!(palette.colour(Ink::Categorical(0)), palette.colour(Ink::Categorical(8)));
    }
}
