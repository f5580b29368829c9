//! Tags and texts of XML or HTML, in one pass over the source and never back.

use std::borrow::Cow;

use super::{local, unescape};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    Start(Tag<'a>),
    /// The name as written, prefix included.
    End(&'a str),
    /// Still with its character references.
    Text(&'a str),
    /// Exactly as it stands: CDATA, script, style.
    Raw(&'a str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    pub name: &'a str,
    /// The attributes as written.
    pub attributes: &'a str,
    /// `<br/>`.
    pub empty: bool,
}

impl<'a> Tag<'a> {
    pub fn local(&self) -> &'a str {
        local(self.name)
    }

    /// The value of the attribute with this name, or with this local name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        attribute(self.attributes, name)
    }
}

pub struct Tokens<'a> {
    source: &'a str,
    at: usize,
    html: bool,
    /// The element whose content is not markup.
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    pub fn xml(source: &'a str) -> Tokens<'a> {
        Tokens { source, at: 0, html: false, raw: None }
    }

    pub fn html(source: &'a str) -> Tokens<'a> {
        Tokens { source, at: 0, html: true, raw: None }
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Moves past the next `end`, or to the end of the source.
    fn skip_past(&mut self, end: &str) -> &'a str {
        let rest = self.rest();
        let found = rest.find(end);
        self.at += found.map_or(rest.len(), |it| it + end.len());
        &rest[..found.unwrap_or(rest.len())]
    }

    /// `<!DOCTYPE html [ <!ENTITY …> ]>`: read over, nothing in it is kept.
    fn skip_declaration(&mut self) {
        let rest = self.rest().as_bytes();
        let mut brackets = 0_u32;
        let mut quote = 0_u8;
        for (n, &byte) in rest.iter().enumerate() {
            match byte {
                b'"' | b'\'' if !self.html && quote == 0 => quote = byte,
                _ if quote != 0 => quote = if byte == quote { 0 } else { quote },
                b'[' if !self.html => brackets += 1,
                b']' => brackets = brackets.saturating_sub(1),
                b'>' if brackets == 0 => {
                    self.at += n + 1;
                    return;
                }
                _ => {}
            }
        }
        self.at = self.source.len();
    }

    /// The tag at `<`; `None` where it never ends, and then nothing of the file is left.
    fn scan_tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut quote = 0_u8;
        let mut before = b'<';
        for (n, &byte) in bytes.iter().enumerate().skip(1) {
            match byte {
                // In HTML a quote opens a value only after `=`.
                b'"' | b'\'' if quote == 0 && (!self.html || before == b'=') => quote = byte,
                _ if quote != 0 => quote = if byte == quote { 0 } else { quote },
                b'>' => {
                    self.at += n + 1;
                    let inside = &rest[1..n];
                    if let Some(name) = inside.strip_prefix('/') {
                        return Some(Token::End(name.split(char::is_whitespace).next().unwrap_or_default()));
                    }
                    let empty = inside.ends_with('/');
                    let inside = inside.strip_suffix('/').unwrap_or(inside);
                    let cut = inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
                    let (name, attributes) = inside.split_at(cut);
                    return Some(Token::Start(Tag { name, attributes, empty }));
                }
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
        }
        self.at = self.source.len();
        None
    }

    /// The content of `<script>`, `<style>`, … up to its end tag.
    fn scan_raw(&mut self, name: &str) -> Token<'a> {
        let rest = self.rest();
        let mut from = 0;
        while let Some(found) = rest[from..].find("</") {
            let after = &rest.as_bytes()[from + found + 2..];
            if after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
                self.at += from + found;
                return Token::Raw(&rest[..from + found]);
            }
            from += found + 2;
        }
        self.at = self.source.len();
        Token::Raw(rest)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.scan_raw(name));
        }
        while self.at < self.source.len() {
            let rest = self.rest();
            let open = match rest.find('<') {
                Some(0) => rest.as_bytes().get(1).copied().unwrap_or(0),
                Some(n) => {
                    self.at += n;
                    return Some(Token::Text(&rest[..n]));
                }
                None => {
                    self.at = self.source.len();
                    return Some(Token::Text(rest));
                }
            };
            match open {
                b'!' if rest.starts_with("<!--") => {
                    self.at += 4;
                    // `<!-->` ends at once in HTML.
                    if self.html && self.rest().starts_with('>') {
                        self.at += 1;
                    } else {
                        self.skip_past("-->");
                    }
                }
                b'!' if !self.html && rest.starts_with("<![CDATA[") => {
                    self.at += 9;
                    return Some(Token::Raw(self.skip_past("]]>")));
                }
                b'!' => self.skip_declaration(),
                b'?' => {
                    self.skip_past(if self.html { ">" } else { "?>" });
                }
                b'/' => {
                    if let Some(token) = self.scan_tag() {
                        return Some(token);
                    }
                }
                it if it.is_ascii_alphabetic() || (!self.html && (it == b'_' || it >= 0x80)) => {
                    let Some(token) = self.scan_tag() else { continue };
                    if let Token::Start(tag) = token {
                        const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "noframes"];
                        if self.html && !tag.empty && RAW.iter().any(|it| tag.name.eq_ignore_ascii_case(it)) {
                            self.raw = Some(tag.name);
                        }
                    }
                    return Some(token);
                }
                _ => {
                    self.at += 1;
                    return Some(Token::Text("<"));
                }
            }
        }
        None
    }
}

/// The value of the attribute whose name, or failing that whose local name, is `wanted`; without regard to case.
pub fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    let mut found = None;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        // The first character is part of the name whatever it is, an equals sign too.
        let mut later = rest.char_indices().skip(1);
        let end = later.find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '/')).map_or(rest.len(), |it| it.0);
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            None => ("", after),
            Some(after) => {
                let after = after.trim_start();
                match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let inside = &after[1..];
                        let end = inside.find(quote).unwrap_or(inside.len());
                        (&inside[..end], inside.get(end + 1..).unwrap_or(""))
                    }
                    _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
                }
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(unescape(value));
        }
        if found.is_none() && local(name).eq_ignore_ascii_case(wanted) {
            found = Some(value);
        }
        rest = after;
    }
    found.map(unescape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_by_full_name_first_then_by_local_name() {
        let raw = r#" w:id="3" r:id='rId7' flag data-x=un"#;
        assert_eq!(attribute(raw, "r:id").as_deref(), Some("rId7"));
        assert_eq!(attribute(raw, "id").as_deref(), Some("3"));
        assert_eq!(attribute(raw, "flag").as_deref(), Some(""));
        assert_eq!(attribute(raw, "data-x").as_deref(), Some("un"));
        assert_eq!(attribute(raw, "none"), None);
    }

    #[test]
    fn an_attribute_may_begin_with_any_character() {
        assert_eq!(attribute("单位：亿元 id=3 =x", "id").as_deref(), Some("3"));
        assert_eq!(attribute("单", "id"), None);
        assert_eq!(attribute("=单=1", "=单").as_deref(), Some("1"));
    }

    #[test]
    fn declarations_and_their_entities_are_read_over() {
        let xml = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"]>\">]><a>&b;</a>";
        let tokens: Vec<Token> = Tokens::xml(xml).collect();
        assert_eq!(tokens.len(), 3);
        assert_eq!(tokens[1], Token::Text("&b;"));
    }

    #[test]
    fn unfinished_tags_end_the_file_in_linear_time() {
        let text = "<a \"".repeat(200_000);
        assert!(Tokens::xml(&text).count() < 3);
        let text = "<!--".repeat(200_000);
        assert_eq!(Tokens::html(&text).count(), 0);
    }

    #[test]
    fn script_is_not_markup() {
        let tokens: Vec<Token> = Tokens::html("<script>if(a<b)</script>1 < 2").collect();
        assert_eq!(tokens[1], Token::Raw("if(a<b)"));
        assert_eq!(tokens[3], Token::Text("1 "));
        assert_eq!(tokens[4], Token::Text("<"));
    }
}
