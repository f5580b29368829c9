//! Saved pages and mails in one file (MHTML, RFC 2557): the page among the parts, unpacked.

use crate::error::{Error, Result};
use crate::format::Format;
use crate::opened::Opened;

/// # Errors
/// Where no part is a page or a text.
pub fn open(bytes: &[u8], wanted: Option<&str>) -> Result<Opened> {
    let part = find_page(bytes, 0).ok_or_else(|| Error::damaged("MHTML"))?;
    if part.html {
        super::open(&part.body, wanted, part.charset.as_deref(), Format::Mhtml)
    } else {
        let mut opened = crate::plain::open(
            &part.body,
            Format::Mhtml,
            wanted.or(part.charset.as_deref().filter(|it| *it == "utf-8")),
        )?;
        opened.format = Format::Mhtml;
        Ok(opened)
    }
}

struct Page {
    html: bool,
    charset: Option<String>,
    body: Vec<u8>,
}

fn find_page(bytes: &[u8], depth: u32) -> Option<Page> {
    let (head, body) = split_head(bytes);
    let head = unfold(head);
    let kind = header(&head, "content-type").unwrap_or_else(|| "text/plain".to_owned());
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth < 4 {
        let boundary = format!("--{}", parameter(&kind, "boundary")?);
        let mut fallback = None;
        for part in split_parts(body, boundary.as_bytes()).into_iter().take(2000) {
            match find_page(part, depth + 1) {
                Some(page) if page.html => return Some(page),
                page => fallback = fallback.or(page),
            }
        }
        return fallback;
    }
    let html = lower.starts_with("text/html") || lower.starts_with("application/xhtml");
    if !html && !lower.starts_with("text/plain") {
        return None;
    }
    let body = match header(&head, "content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase().as_str()
    {
        "base64" => decode_base64(body),
        "quoted-printable" => decode_quoted(body),
        _ => body.to_vec(),
    };
    Some(Page { html, charset: parameter(&kind, "charset").map(|it| it.to_ascii_lowercase()), body })
}

fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(end) = bytes[at..].iter().position(|it| *it == b'\n') {
        let line = &bytes[at..at + end];
        if line.trim_ascii().is_empty() && at > 0 {
            return (&bytes[..at], &bytes[at + end + 1..]);
        }
        at += end + 1;
    }
    (bytes, &[])
}

fn unfold(head: &[u8]) -> String {
    String::from_utf8_lossy(head).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ")
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|it| {
        it.split_once(':').filter(|it| it.0.trim().eq_ignore_ascii_case(name)).map(|it| it.1.trim().to_owned())
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|it| {
        let (key, value) = it.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn split_parts<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < body.len() {
        let end = body[at..].iter().position(|it| *it == b'\n').map_or(body.len(), |it| at + it + 1);
        if body[at..end].starts_with(boundary) {
            if let Some(start) = start {
                parts.push(&body[start..at]);
            }
            start = Some(end);
        }
        at = end;
    }
    if let Some(start) = start.filter(|it| *it < body.len()) {
        parts.push(&body[start..]);
    }
    parts
}

fn decode_quoted(bytes: &[u8]) -> Vec<u8> {
    let hex = |it: Option<&u8>| it.and_then(|it| (*it as char).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'=' {
            if let (Some(high), Some(low)) = (hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
                out.push((high * 16 + low) as u8);
                at += 3;
                continue;
            }
            let len = if bytes[at + 1..].starts_with(b"\r\n") {
                3
            } else if bytes[at + 1..].starts_with(b"\n") {
                2
            } else {
                0
            };
            if len > 0 {
                at += len;
                continue;
            }
        }
        out.push(bytes[at]);
        at += 1;
    }
    out
}

fn decode_base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        held = (held << 6 | u32::from(value)) & 0xFF_FFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_among_the_parts_is_read() {
        let file = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--xx\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E6=8A=95=E8=B5=84 36=\r\n.5 =E4=BA=BF=E5=85=83</p>\r\n--xx--\r\n";
        let opened = open(file.as_bytes(), None).unwrap();
        assert_eq!((opened.format, opened.text.as_str()), (Format::Mhtml, "投资 36.5 亿元"));
        assert_eq!(decode_base64(b"5oqV6LWE"), "投资".as_bytes());
    }
}
