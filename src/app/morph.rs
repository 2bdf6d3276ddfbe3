//! Changing in the document what differs from a new text, and nothing else.
//!
//! What has the focus keeps it, what is folded stays folded, and a reader's screen reader hears only what changed.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, Node};

/// Gives the element with this id the content that `html` says.
pub fn morph(id: &str, html: &str) {
    let Some(place) = document().get_element_by_id(id) else { return };
    // Parsed where no script runs and no picture is fetched: not in this document.
    let Ok(wanted) = document().create_element("div") else { return };
    wanted.set_inner_html(html);
    children(&place, &wanted);
}

fn children(old: &Node, new: &Node) {
    let (mut of_old, mut of_new) = (old.first_child(), new.first_child());
    while let Some(wanted) = of_new {
        of_new = wanted.next_sibling();
        match of_old {
            Some(there) => {
                of_old = there.next_sibling();
                node(old, &there, &wanted);
            }
            None => {
                let _ = old.append_child(&wanted);
            }
        }
    }
    while let Some(left) = of_old {
        of_old = left.next_sibling();
        let _ = old.remove_child(&left);
    }
}

fn node(parent: &Node, old: &Node, new: &Node) {
    let (Some(there), Some(wanted)) = (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) else {
        if old.node_type() == new.node_type() {
            let text = new.node_value();
            if old.node_value() != text {
                old.set_node_value(text.as_deref());
            }
        } else {
            let _ = parent.replace_child(new, old);
        }
        return;
    };
    if there.tag_name() != wanted.tag_name() {
        let _ = parent.replace_child(new, old);
        return;
    }
    attributes(there, wanted);
    if wanted.has_attribute("data-whole") {
        // Many small parts that change together: quicker made anew.
        let html = wanted.inner_html();
        if there.inner_html() != html {
            there.set_inner_html(&html);
        }
        return;
    }
    children(there, wanted);
}

fn attributes(there: &Element, wanted: &Element) {
    for name in wanted.get_attribute_names() {
        let Some(name) = name.as_string() else { continue };
        let value = wanted.get_attribute(&name);
        // What is folded is the reader's to say.
        if name != "open" && there.get_attribute(&name) != value {
            let _ = there.set_attribute(&name, value.as_deref().unwrap_or_default());
        }
    }
    for name in there.get_attribute_names() {
        let Some(name) = name.as_string() else { continue };
        if name != "open" && !wanted.has_attribute(&name) {
            let _ = there.remove_attribute(&name);
        }
    }
    // Once touched, these no longer follow their attributes.
    if let Some(input) = there.dyn_ref::<HtmlInputElement>() {
        input.set_checked(wanted.has_attribute("checked"));
        if let Some(value) = wanted.get_attribute("value").filter(|value| *value != input.value()) {
            input.set_value(&value);
        }
    } else if let Some(option) = there.dyn_ref::<HtmlOptionElement>() {
        option.set_selected(wanted.has_attribute("selected"));
    }
}
