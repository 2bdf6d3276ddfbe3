//! Of whom a question was asked, and the themes of its choices.

use crate::state::Studio;
use leptos::prelude::*;
use needs_core::survey::file::KindName;
use needs_intake::codebook::{Codebook, QuestionEntry};
use needs_studio::{
    answers::Place,
    asked::{Asked, read, write},
    themes,
};

/// Of whom it was asked: of everybody, or of some categories of one dimension; anything else as text.
#[component]
pub fn AskedOf(studio: Studio, i: usize) -> impl IntoView {
    let text = Memo::new(move |_| {
        let of = |codebook: &Codebook| codebook.questions.get(i)?.asked_of.clone();
        studio.codebook.with(|codebook| codebook.as_ref().and_then(of)).filter(|text| text != "everyone")
    });
    let asked = Memo::new(move |_| {
        let text = text.get()?;
        studio.codebook.with(|codebook| read(codebook.as_ref()?, &text))
    });
    let put = move |asked_of: Option<String>| {
        studio.edit("", |codebook| {
            if let Some(entry) = codebook.questions.get_mut(i) {
                entry.asked_of = asked_of;
            }
        });
    };
    let written = move |asked: &Asked| studio.codebook.with_untracked(|codebook| write(codebook.as_ref()?, asked));
    let dimensions = move || {
        let here = asked.get().map(|asked| asked.dimension);
        studio.codebook.with(|codebook| {
            let Some(codebook) = codebook else { return Vec::new() };
            let option = |d: usize| {
                let name = Place::Dimension(d).name(codebook);
                view! { <option value=d.to_string() selected=here == Some(d)>{name}</option> }
            };
            (0..codebook.dimensions.len()).map(option).collect::<Vec<_>>()
        })
    };
    let chosen = move |event: leptos::ev::Event| {
        put(event_target_value(&event).parse::<usize>().ok().and_then(|dimension| {
            let all = studio.codebook.with_untracked(|codebook| {
                codebook.as_ref().and_then(|c| c.dimensions.get(dimension)).map_or(0, |entry| entry.categories.len())
            });
            // All of them, to take out from: nobody would be no rule.
            written(&Asked { dimension, categories: (0..all).collect() })
        }));
    };
    let ticks = move || {
        let asked = asked.get()?;
        let labels: Vec<String> = studio.codebook.with(|codebook| {
            let entry = codebook.as_ref().and_then(|codebook| codebook.dimensions.get(asked.dimension));
            let label =
                |option: &needs_intake::codebook::Short<needs_intake::codebook::OptionEntry>| option.0.label.0.clone();
            entry.map(|entry| entry.categories.iter().map(label).collect()).unwrap_or_default()
        });
        let tick = move |(c, label): (usize, String)| {
            let (has, before) = (asked.categories.contains(&c), asked.clone());
            let change = move |event: leptos::ev::Event| {
                let mut now = before.clone();
                now.categories.retain(|other| *other != c);
                if event_target_checked(&event) {
                    now.categories.push(c);
                    now.categories.sort_unstable();
                }
                put(written(&now));
                super::focus_later(format!("asked-{c}"));
            };
            view! {
                <label class="tick"><input type="checkbox" id=format!("asked-{c}") prop:checked=has on:change=change />{label}</label>
            }
        };
        let all = labels.into_iter().enumerate().map(tick).collect_view();
        Some(view! { <fieldset class="ticks"><legend>{move || studio.w().studio_asked_who()}</legend>{all}</fieldset> })
    };
    let is_other = move || text.with(Option::is_some) && asked.with(Option::is_none);
    view! {
        <h3>{move || studio.w().studio_asked_heading()}</h3>
        <p class="field">
            <label for="asked-of">{move || studio.w().studio_asked_of()}</label>
            <select id="asked-of" on:change=chosen>
                <option value="" selected=move || text.with(Option::is_none)>{move || studio.w().studio_asked_everybody()}</option>
                {dimensions}
                {move || is_other().then(|| view! { <option value="-" selected=true>{text.get()}</option> })}
            </select>
        </p>
        {ticks}
    }
}

/// Groups of choices, and which of them each choice is in.
#[component]
pub fn Themes(studio: Studio, i: usize) -> impl IntoView {
    let with = move |get: fn(&QuestionEntry) -> Vec<String>| {
        studio.codebook.with(|codebook| codebook.as_ref().and_then(|c| c.questions.get(i)).map(get).unwrap_or_default())
    };
    let is_multiple = move || {
        studio.codebook.with(|codebook| {
            codebook.as_ref().and_then(|c| c.questions.get(i)).is_some_and(|entry| entry.kind == KindName::Multiple)
        })
    };
    let labels = Memo::new(move |_| with(themes::labels));
    let choices =
        Memo::new(move |_| with(|entry| entry.choices.iter().map(|choice| choice.0.label.0.clone()).collect()));
    let edit = move |change: &dyn Fn(&mut QuestionEntry)| {
        studio.edit("", |codebook| codebook.questions.get_mut(i).into_iter().for_each(change));
    };
    let row = move |(c, choice): (usize, String)| {
        let tick = move |(t, theme): (usize, String)| {
            let has = move || {
                studio.codebook.with(|codebook| {
                    codebook
                        .as_ref()
                        .and_then(|codebook| codebook.questions.get(i))
                        .is_some_and(|entry| themes::has(entry, c, t))
                })
            };
            view! {
                <label class="tick">
                    <input type="checkbox" id=format!("theme-{c}-{t}") prop:checked=has
                        on:change=move |event| { let yes = event_target_checked(&event); edit(&|entry| themes::put(entry, c, t, yes)); } />
                    {theme}
                </label>
            }
        };
        let ticks = labels.get().into_iter().enumerate().map(tick).collect_view();
        view! { <fieldset class="ticks"><legend>{choice}</legend>{ticks}</fieldset> }
    };
    view! {
        <Show when=is_multiple>
            <details open=move || !labels.with_untracked(Vec::is_empty)>
                <summary>{move || studio.w().studio_themes_heading()}</summary>
                <p class="field">
                    <label for="themes">{move || studio.w().studio_themes_labels()}</label>
                    <textarea id="themes" rows="3" prop:value=move || labels.with(|labels| labels.join("\n"))
                        on:change=move |event| {
                            let lines: Vec<String> = event_target_value(&event).lines().map(str::to_owned).collect();
                            edit(&|entry| themes::set(entry, &lines));
                        }></textarea>
                </p>
                {move || (!labels.with(Vec::is_empty)).then(|| choices.get().into_iter().enumerate().map(row).collect_view())}
            </details>
        </Show>
    }
}
