//! The answers of a dimension or question: named, joined, put in order, or taken out; and how the sample leans.

use super::{
    asked::{AskedOf, Themes},
    focus_later,
    unlisted::{Bands, OfUnlisted},
};
use crate::{
    field::{TextField, Tick},
    state::Studio,
};
use leptos::prelude::*;
use needs_intake::codebook::{BiasEntry, Codebook, DimensionEntry, QuestionEntry};
use needs_studio::{
    answers::{Place, places},
    find::Spot,
    spellings::alike,
};

#[component]
pub fn Answers(studio: Studio) -> impl IntoView {
    let chosen = studio.place;
    // A click in the preview came for one answer.
    if let Some(Spot::Entry(_) | Spot::Answer(..)) = studio.spot.get_untracked() {
        let spot = studio.spot.try_update(Option::take).flatten();
        focus_later(match spot {
            Some(Spot::Answer(_, label)) => format!("label-{}", label_id(&label)),
            _ => "place".to_owned(),
        });
    }
    let all = Memo::new(move |_| {
        studio.codebook.with(|codebook| {
            let Some(codebook) = codebook else { return Vec::new() };
            places(codebook).into_iter().map(|place| (place, place.name(codebook))).collect::<Vec<_>>()
        })
    });
    let place = Memo::new(move |_| all.with(|all| all.get(chosen.get()).or(all.first()).map(|(place, _)| *place)));
    let options = move || {
        let here = place.get();
        all.get()
            .into_iter()
            .enumerate()
            .map(
                |(i, (place, name))| view! { <option value=i.to_string() selected=Some(place) == here>{name}</option> },
            )
            .collect_view()
    };
    view! {
        <h2>{move || studio.w().studio_answers_heading()}</h2>
        <p class="field">
            <label for="place">{move || studio.w().studio_answers_of()}</label>
            <select id="place" on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default())>{options}</select>
        </p>
        {move || place.get().map(|place| view! {
            <Options studio place />
            <Suggestions studio place />
            <OfUnlisted studio place />
            <Bands studio place />
            {match place {
                Place::Dimension(i) => view! { <OfDimension studio i /> }.into_any(),
                Place::Question(i) => view! { <OfQuestion studio i /> }.into_any(),
            }}
        })}
    }
}

/// Labels and what they collect, in the codebook's order.
fn listed(codebook: Option<&Codebook>, place: Place) -> Vec<(String, String)> {
    let Some(codebook) = codebook.filter(|codebook| places(codebook).contains(&place)) else { return Vec::new() };
    let option = |option: &needs_intake::codebook::Short<needs_intake::codebook::OptionEntry>| {
        let answers = option
            .0
            .answers
            .as_ref()
            .map(|answers| answers.0.iter().map(|answer| answer.0.clone()).collect::<Vec<_>>().join(" · "));
        (option.0.label.0.clone(), answers.unwrap_or_default())
    };
    place.options(codebook).iter().map(option).collect()
}

#[component]
fn Options(studio: Studio, place: Place) -> impl IntoView {
    let rows = Memo::new(move |_| studio.codebook.with(|codebook| listed(codebook.as_ref(), place)));
    let labels = Memo::new(move |_| rows.with(|rows| rows.iter().map(|(label, _)| label.clone()).collect::<Vec<_>>()));
    let position = move |label: &str| labels.with_untracked(|labels| labels.iter().position(|other| other == label));
    // The button that was used has moved with its row, and has lost the focus on the way.
    let shift = move |label: &str, by: isize, button: String| {
        if let Some(option) = position(label) {
            studio.edit("", |codebook| place.shift(codebook, option, by));
            focus_later(button);
        }
    };
    let row = move |label: String| {
        let [renamed, up, down, into, missing] = [0; 5].map(|_| label.clone());
        let id = label_id(&label);
        let label_input = format!("label-{id}");
        let (up_id, down_id) = (format!("up-{id}"), format!("down-{id}"));
        let (move_up, move_down) = (up_id.clone(), down_id.clone());
        let collects = {
            let label = label.clone();
            move || {
                rows.with(|rows| {
                    rows.iter()
                        .find(|(other, _)| *other == label)
                        .map(|(_, answers)| answers.clone())
                        .unwrap_or_default()
                })
            }
        };
        let others = {
            let label = label.clone();
            move || {
                let others = labels.get().into_iter().enumerate().filter(|(_, other)| *other != label);
                others.map(|(i, other)| view! { <option value=i.to_string()>{other}</option> }).collect_view()
            }
        };
        let [named_up, named_down, named_into, named_missing] = [0; 4].map(|_| label.clone());
        view! {
            <li>
                <input type="text" id=label_input aria-label=move || studio.w().studio_answers_label() prop:value=label.clone()
                    on:change=move |event| {
                        let text = event_target_value(&event);
                        if let Some(option) = position(&renamed) {
                            studio.edit("", |codebook| place.rename(codebook, option, &text));
                        }
                    } />
                <span class="quiet collects">{move || {
                    let answers = collects();
                    (!answers.is_empty()).then(|| format!("{}: {answers}", studio.w().studio_answers_collects()))
                }}</span>
                <span class="row-tools">
                    <button id=up_id aria-label=move || format!("{}: {named_up}", studio.w().studio_answers_up())
                        on:click=move |_| shift(&up, -1, move_up.clone())>"↑"</button>
                    <button id=down_id aria-label=move || format!("{}: {named_down}", studio.w().studio_answers_down())
                        on:click=move |_| shift(&down, 1, move_down.clone())>"↓"</button>
                    <select aria-label=move || format!("{}: {named_into}", studio.w().studio_answers_into())
                        on:change=move |event| {
                            let to = event_target_value(&event).parse().ok();
                            if let (Some(from), Some(to)) = (position(&into), to) {
                                studio.edit("", |codebook| place.merge(codebook, from, to));
                            }
                        }>
                        <option value="">{move || studio.w().studio_answers_into()}</option>
                        {others}
                    </select>
                    <button aria-label=move || format!("{}: {named_missing}", studio.w().studio_answers_missing())
                        on:click=move |_| if let Some(option) = position(&missing) {
                            studio.edit("", |codebook| place.to_missing(codebook, option));
                        }>
                        {move || studio.w().studio_answers_missing()}
                    </button>
                </span>
            </li>
        }
    };
    view! {
        <Show when=move || labels.with(Vec::is_empty)><p class="quiet">{move || studio.w().studio_answers_none()}</p></Show>
        <ol class="options">
            <For each=move || labels.get() key=|label| label.clone() children=row />
        </ol>
    }
}

/// Labels that may mean the same; nothing is joined unasked.
#[component]
fn Suggestions(studio: Studio, place: Place) -> impl IntoView {
    let found = move || {
        let labels = studio.codebook.with(|codebook| listed(codebook.as_ref(), place));
        let counted: Vec<(String, u64)> = labels.into_iter().map(|(label, _)| (label, 1)).collect();
        alike(&counted)
    };
    let group = move |alike: needs_studio::spellings::Alike| {
        let (kept, shown) = (alike.kept.clone(), alike.joined.join(", "));
        let join = move |_| {
            studio.edit("", |codebook| {
                for label in &alike.joined {
                    let at = |codebook: &Codebook, label: &str| {
                        place.options(codebook).iter().position(|option| option.0.label.0 == *label)
                    };
                    if let (Some(from), Some(into)) = (at(codebook, label), at(codebook, &alike.kept)) {
                        place.merge(codebook, from, into);
                    }
                }
            });
        };
        view! {
            <li><span>{kept.clone()}" · "{shown}</span>
            <button on:click=join.clone()>{move || studio.w().studio_answers_join(&kept)}</button></li>
        }
    };
    view! {
        {move || {
            let found = found();
            (!found.is_empty()).then(|| view! {
                <h3>{move || studio.w().studio_answers_alike()}</h3>
                <ul class="list suggestions">{found.into_iter().map(group).collect_view()}</ul>
            })
        }}
    }
}

#[component]
fn OfDimension(studio: Studio, i: usize) -> impl IntoView {
    let of = move |get: fn(&DimensionEntry) -> bool| {
        Signal::derive(move || {
            studio.codebook.with(|codebook| codebook.as_ref().and_then(|c| c.dimensions.get(i)).is_some_and(get))
        })
    };
    let text = move |get: fn(&BiasEntry) -> &str| {
        Signal::derive(move || {
            studio.codebook.with(|codebook| {
                let bias = codebook.as_ref().and_then(|c| c.dimensions.get(i)?.bias.as_ref());
                bias.map(get).unwrap_or_default().to_owned()
            })
        })
    };
    let label = Signal::derive(move || {
        studio
            .codebook
            .with(|codebook| codebook.as_ref().and_then(|c| c.dimensions.get(i)?.label.clone()).unwrap_or_default())
    });
    let edit = move |field: &str, change: &dyn Fn(&mut DimensionEntry)| {
        studio.edit(field, |codebook| codebook.dimensions.get_mut(i).into_iter().for_each(change));
    };
    let bias = move |field: &'static str, put: fn(&mut BiasEntry, String)| {
        move |text: String| {
            edit(field, &|entry| {
                let mut bias = entry.bias.take().unwrap_or_default();
                put(&mut bias, text.clone());
                entry.bias = (bias != BiasEntry::default()).then_some(bias);
            })
        }
    };
    view! {
        <TextField id="dimension-label" label=move || studio.w().studio_answers_short().to_owned() value=label
            on_input=move |text: String| edit("dimension-label", &|entry| {
                // What names the column by its label says its name from now on.
                if entry.column.is_none() && entry.columns.is_none() {
                    entry.column = entry.label.clone().map(needs_intake::codebook::ColumnRef);
                }
                entry.label = Some(text.clone());
            }) />
        <p>
            <Tick label=move || studio.w().studio_answers_exact().to_owned() value=of(|entry| entry.never_generalize)
                on_change=move |yes| edit("", &|entry| entry.never_generalize = yes) />
            <Tick label=move || studio.w().studio_answers_ordered().to_owned() value=of(|entry| entry.ordered)
                on_change=move |yes| edit("", &|entry| entry.ordered = yes) />
        </p>
        <h3>{move || studio.w().studio_bias_heading()}</h3>
        <TextField id="bias-note" lines=3 label=move || studio.w().studio_bias_note().to_owned() value=text(|bias| &bias.note)
            on_input=bias("bias-note", |bias, text| bias.note = text) />
        <TextField id="bias-source" label=move || studio.w().studio_bias_source().to_owned() value=text(|bias| &bias.source)
            on_input=bias("bias-source", |bias, text| bias.source = text) />
        <Leaning studio i />
    }
}

/// Which categories are over- and under-represented, and their true shares.
#[component]
fn Leaning(studio: Studio, i: usize) -> impl IntoView {
    let labels = Memo::new(move |_| {
        let place = Place::Dimension(i);
        studio
            .codebook
            .with(|codebook| listed(codebook.as_ref(), place).into_iter().map(|(label, _)| label).collect::<Vec<_>>())
    });
    let edit = move |field: &str, change: &dyn Fn(&mut BiasEntry)| {
        studio.edit(field, |codebook| {
            if let Some(entry) = codebook.dimensions.get_mut(i) {
                let mut bias = entry.bias.take().unwrap_or_default();
                change(&mut bias);
                entry.bias = (bias != BiasEntry::default()).then_some(bias);
            }
        });
    };
    let row = move |label: String| {
        let lean = {
            let label = label.clone();
            move || {
                studio.codebook.with(|codebook| {
                    let bias = codebook.as_ref().and_then(|c| c.dimensions.get(i)?.bias.as_ref());
                    match bias {
                        Some(bias) if bias.over.contains(&label) => "over",
                        Some(bias) if bias.under.contains(&label) => "under",
                        _ => "",
                    }
                })
            }
        };
        let target = {
            let label = label.clone();
            move || {
                studio.codebook.with(|codebook| {
                    let share = codebook
                        .as_ref()
                        .and_then(|c| c.dimensions.get(i)?.bias.as_ref()?.targets.get(&label).copied());
                    share.map(|share| ((share * 1e6).round() / 1e4).to_string()).unwrap_or_default()
                })
            }
        };
        let [leaned, aimed, named, named_target] = [0; 4].map(|_| label.clone());
        let choose = move |event: leptos::ev::Event| {
            let way = event_target_value(&event);
            edit("", &|bias| {
                bias.over.retain(|other| *other != leaned);
                bias.under.retain(|other| *other != leaned);
                match way.as_str() {
                    "over" => bias.over.push(leaned.clone()),
                    "under" => bias.under.push(leaned.clone()),
                    _ => {}
                }
            });
        };
        let aim = move |event: leptos::ev::Event| {
            let share = event_target_value(&event).trim().replace(',', ".").parse::<f64>().ok();
            edit("", &|bias| match share {
                Some(share) => _ = bias.targets.insert(aimed.clone(), share / 100.0),
                None => _ = bias.targets.remove(&aimed),
            });
        };
        view! {
            <li>
                <span>{label}</span>
                <select aria-label=move || format!("{}: {named}", studio.w().studio_bias_heading()) prop:value=lean on:change=choose>
                    <option value="">{move || studio.w().studio_bias_as_is()}</option>
                    <option value="over">{move || studio.w().studio_bias_over()}</option>
                    <option value="under">{move || studio.w().studio_bias_under()}</option>
                </select>
                <input type="text" inputmode="decimal" size="5" placeholder="%" prop:value=target on:change=aim
                    aria-label=move || format!("{}: {named_target}", studio.w().studio_bias_target()) />
            </li>
        }
    };
    view! { <ul class="leaning"><For each=move || labels.get() key=|label| label.clone() children=row /></ul> }
}

#[component]
fn OfQuestion(studio: Studio, i: usize) -> impl IntoView {
    let of = move |get: fn(&QuestionEntry) -> bool| {
        Signal::derive(move || {
            studio.codebook.with(|codebook| codebook.as_ref().and_then(|c| c.questions.get(i)).is_some_and(get))
        })
    };
    let text = move |get: fn(&QuestionEntry) -> Option<String>| {
        Signal::derive(move || {
            studio
                .codebook
                .with(|codebook| codebook.as_ref().and_then(|c| get(c.questions.get(i)?)).unwrap_or_default())
        })
    };
    let edit = move |field: &str, change: &dyn Fn(&mut QuestionEntry)| {
        studio.edit(field, |codebook| codebook.questions.get_mut(i).into_iter().for_each(change));
    };
    view! {
        <TextField id="question-text" lines=2 label=move || studio.w().studio_answers_text().to_owned() value=text(|entry| entry.text.clone())
            on_input=move |text: String| edit("question-text", &|entry| entry.text = Some(text.clone())) />
        <TextField id="question-label" label=move || studio.w().studio_answers_short().to_owned() value=text(|entry| entry.label.clone())
            on_input=move |text: String| edit("question-label", &|entry| entry.label = Some(text.clone()).filter(|text| !text.is_empty())) />
        <p>
            <Tick label=move || studio.w().studio_answers_lead().to_owned() value=of(|entry| entry.lead)
                on_change=move |yes| studio.edit("", |codebook| {
                    for (other, entry) in codebook.questions.iter_mut().enumerate() {
                        entry.lead = yes && other == i;
                    }
                }) />
            <Tick label=move || studio.w().studio_answers_sensitive().to_owned() value=of(|entry| entry.sensitive)
                on_change=move |yes| edit("", &|entry| entry.sensitive = yes) />
        </p>
        <AskedOf studio i />
        <Themes studio i />
    }
}

/// A label as part of an id of an element: another one for another label.
fn label_id(label: &str) -> String {
    label
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("-{byte:02x}") })
        .collect()
}
