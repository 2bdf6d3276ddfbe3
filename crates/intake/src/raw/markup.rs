//! Removes HTML from headers, which form builders with rich text export.

use super::tidy;

/// Tags that become a space; others may occur within words.
const BLOCKS: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "td",
    "th",
    "table",
    "tbody",
    "hr",
    "blockquote",
];
const INLINE: &[&str] = &[
    "b", "i", "u", "s", "em", "strong", "span", "a", "font", "sup", "sub", "small", "big", "img", "mark", "code",
    "label", "strike", "center", "style", "script",
];
const ENTITIES: &[(&str, &str)] = &[
    ("nbsp", " "),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("ccedil", "ç"),
    ("ntilde", "ñ"),
];

/// Removes HTML tags, decodes entities and collapses white space. Text that only resembles a tag (`<3 years`) stays.
pub(crate) fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return tidy(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((is_block, length)) => {
                plain.push_str(if is_block { " " } else { "" });
                rest = &rest[length..];
            }
            None => {
                plain.push('<');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    tidy(&without_entities(&plain))
}

/// The length of the tag at the start of a text, and whether it is a block tag.
fn tag(text: &str) -> Option<(bool, usize)> {
    let end = text.find('>')?;
    let inner = text[1..end].trim_start_matches('/');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    let is_block = BLOCKS.contains(&name.as_str());
    (is_block || INLINE.contains(&name.as_str())).then_some((is_block, end + 1))
}

fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = rest[1..].split_once(';').filter(|(name, _)| name.len() <= 8);
        match named.and_then(|(name, behind)| Some((letter(name)?, behind))) {
            Some((letter, behind)) => {
                plain.push_str(&letter);
                rest = behind;
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain + rest
}

fn letter(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        let code = hex.unwrap_or_else(|| number.parse()).ok()?;
        return char::from_u32(code).filter(|c| !c.is_control()).map(String::from);
    }
    ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, letter)| (*letter).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_and_entities_are_taken_out_of_headers() {
        for (html, expected) in [
            ("<p>What <b>field</b> do you work in?</p>", "What field do you work in?"),
            ("What do you need&nbsp;most?<br>\n<i>Select all</i>", "What do you need most? Select all"),
            ("<span style=\"color:red\">R&amp;D</span> &#8211; why?", "R&D – why?"),
            ("Less than <3 years & more > 2", "Less than <3 years & more > 2"),
            ("a < b, c > d; AT&T", "a < b, c > d; AT&T"),
            ("<vector> or <list>?", "<vector> or <list>?"),
            ("<unclosed", "<unclosed"),
        ] {
            assert_eq!(plain(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_plain_without_panic(text in "[<>&;#a-z/é ]{0,40}") {
            plain(&text);
        }
    }
}
