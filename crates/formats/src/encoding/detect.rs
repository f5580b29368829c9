//! Which encoding a text file is in: its mark, what is valid, and the share of everyday Chinese characters in each reading.

use super::legacy::decode_label;
use super::utf;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    pub encoding: &'static str,
    /// Bytes of the byte order mark.
    pub bom: usize,
    /// Stated by a mark, or the only valid reading.
    pub sure: bool,
}

/// So many first bytes decide between encodings.
const SAMPLE: usize = 64 << 10;

/// The encoding that a byte order mark states, with the mark's length.
pub fn bom(bytes: &[u8]) -> Option<(&'static str, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(("utf-8", 3)),
        [0xFF, 0xFE, 0, 0, ..] => Some(("utf-32le", 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some(("utf-32be", 4)),
        [0xFF, 0xFE, ..] => Some(("utf-16le", 2)),
        [0xFE, 0xFF, ..] => Some(("utf-16be", 2)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some(("gb18030", 4)),
        _ => None,
    }
}

/// `declared` is a label from inside or beside the file; it wins only over a guess that is no better.
pub fn detect(bytes: &[u8], declared: Option<&str>) -> Guess {
    if let Some((encoding, bom)) = bom(bytes) {
        return Guess { encoding, bom, sure: true };
    }
    let sure = |encoding| Guess { encoding, bom: 0, sure: true };
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.contains(&0)
        && let Some(encoding) = detect_wide(sample)
    {
        return sure(encoding);
    }
    if is_utf8(bytes) {
        return sure("utf-8");
    }
    if let Some(encoding) = detect_wide(sample) {
        return Guess { encoding, bom: 0, sure: false };
    }
    if is_damaged_utf8(bytes) {
        return sure("utf-8");
    }
    // The part where the text is not ASCII: a saved page opens with a long head.
    let from = bytes.iter().position(|it| *it >= 0x80).unwrap_or(0);
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    let gb = Likeness::of(&decode_label("gb18030", sample));
    let big5 = Likeness::of(&decode_label("big5", sample));
    let declared = declared.map(|it| it.trim().to_ascii_lowercase());
    let label = declared.as_deref().unwrap_or_default();
    let other = match label {
        "shift_jis" | "shift-jis" | "sjis" => Some("shift_jis"),
        "euc-kr" | "ks_c_5601-1987" => Some("euc-kr"),
        "windows-1252" | "iso-8859-1" | "latin1" => Some("windows-1252"),
        "koi8-r" => Some("koi8-r"),
        _ => None,
    };
    let best = gb.share().max(big5.share());
    if let Some(other) = other.filter(|_| best < 0.08) {
        return Guess { encoding: other, bom: 0, sure: false };
    }
    let close = (gb.share() - big5.share()).abs() < 0.05;
    let big5_wins = if !close {
        big5.share() > gb.share()
    } else if gb.lost != big5.lost {
        big5.lost < gb.lost
    } else {
        label.starts_with("big5") || label.is_empty() && big5.share() > gb.share()
    };
    let winner = if big5_wins { &big5 } else { &gb };
    let sure = !close && winner.share() > 0.2 && winner.lost * 20 <= winner.all;
    Guess { encoding: if big5_wins { "big5" } else { "gb18030" }, bom: 0, sure }
}

/// Valid, but for a character that the end of the file cuts.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    }
}

/// UTF-8 in which some bytes have been lost: nearly all that is not ASCII still forms characters.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut whole = 0_usize;
    let mut broken = 0_usize;
    for chunk in bytes.utf8_chunks().take(20_000) {
        whole += chunk.valid().chars().filter(|it| *it as u32 >= 0x800).count();
        broken += chunk.invalid().len();
    }
    whole > 0 && whole >= broken * 5
}

/// UTF-16 or UTF-32 without a mark.
fn detect_wide(sample: &[u8]) -> Option<&'static str> {
    if sample.len() < 4 {
        return None;
    }
    let cut = &sample[..sample.len() & !3];
    if sample.len().is_multiple_of(4) || sample.len() == SAMPLE {
        for (encoding, read) in
            [("utf-32le", u32::from_le_bytes as fn([u8; 4]) -> u32), ("utf-32be", u32::from_be_bytes)]
        {
            let like = Likeness::of(&utf::decode_utf32(cut, read));
            if like.lost == 0 && like.odd * 50 <= like.all {
                return Some(encoding);
            }
        }
    }
    let le = Likeness::of(&utf::decode_utf16(cut, u16::from_le_bytes));
    let be = Likeness::of(&utf::decode_utf16(cut, u16::from_be_bytes));
    let fits = |it: &Likeness| it.lost * 100 <= it.all && it.odd * 20 <= it.all && it.common * 100 >= it.all * 15;
    match (fits(&le), fits(&be)) {
        (true, true) => Some(if be.common > le.common { "utf-16be" } else { "utf-16le" }),
        (true, false) => Some("utf-16le"),
        (false, true) => Some("utf-16be"),
        (false, false) => None,
    }
}

/// How much a text looks like one that somebody wrote.
#[derive(Debug, Default)]
struct Likeness {
    /// Characters in all, and those that are not ASCII.
    all: usize,
    wide: usize,
    /// Everyday ones: ASCII text, Chinese punctuation, the commonest Han.
    common: usize,
    wide_common: usize,
    /// U+FFFD.
    lost: usize,
    /// Controls, private use, scripts that no Chinese text mixes with.
    odd: usize,
}

impl Likeness {
    fn of(text: &str) -> Likeness {
        let mut like = Likeness::default();
        for c in text.chars() {
            like.all += 1;
            match c {
                '\u{FFFD}' => {
                    like.lost += 1;
                    like.wide += 1;
                }
                '\n' | '\r' | '\t' | ' '..='~' => like.common += 1,
                '\0'..='\u{9f}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{0180}'..='\u{036F}'
                | '\u{0530}'..='\u{1FFF}'
                | '\u{A000}'..='\u{D7FF}'
                | '\u{FDD0}'..='\u{FDEF}' => {
                    like.odd += 1;
                    like.wide += 1;
                }
                _ => {
                    like.wide += 1;
                    let common = matches!(
                        c,
                        '，' | '。'
                            | '、'
                            | '；'
                            | '：'
                            | '（'
                            | '）'
                            | '“'
                            | '”'
                            | '《'
                            | '》'
                            | '　'
                            | '％'
                            | '！'
                            | '？'
                            | '—'
                    ) || COMMON.contains(c);
                    like.common += usize::from(common);
                    like.wide_common += usize::from(common);
                }
            }
        }
        like
    }

    /// The share of everyday characters among those that are not ASCII, less what was lost or odd.
    fn share(&self) -> f64 {
        (self.wide_common as f64 - (self.lost + self.odd) as f64 * 0.5) / self.wide.max(1) as f64
    }
}

/// The commonest characters of official and everyday prose, simplified and traditional.
const COMMON: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装市府县镇村省城乡投亿项目推区服务企創國這個為來時們會對說產種後過學經進著電裡現實兩體機當從業應開還與關樣線數義間題黨員總設長質氣無見計則將論運農給許處隊門導壓領濟階認權證單轉務萬達積議報類確張馬節話況傳廣記據區縣鎮鄉億項財關於辦發規劃請執";
