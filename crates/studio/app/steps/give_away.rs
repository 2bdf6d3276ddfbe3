//! What the file would give away as it is.

use crate::state::Studio;
use leptos::prelude::*;

#[component]
pub fn GivesAway(studio: Studio) -> impl IntoView {
    let sentences = move || {
        let w = studio.w();
        let opened = studio.opened.get()?;
        let gives = &opened.give_away;
        let mut said = Vec::new();
        let columns: Vec<&str> = gives.describing.iter().map(String::as_str).collect();
        let columns = w.list(&columns);
        if gives.describing.is_empty() {
            said.push(w.studio_gives_uncounted().to_owned());
        } else {
            match gives.unique {
                0 => said.push(w.studio_gives_none(&columns)),
                unique => said.push(w.studio_gives_unique(unique.into(), gives.respondents.into(), &columns)),
            }
            if gives.unique_in_pairs > 0 {
                said.push(w.studio_gives_pairs(gives.unique_in_pairs.into()));
            }
            said.push(match &gives.difference {
                Some(difference) => {
                    w.studio_gives_difference(&difference.filter.1, difference.many.into(), &difference.without.1)
                }
                None => w.studio_gives_no_difference().to_owned(),
            });
        }
        Some(said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view())
    };
    let personal = move || {
        let opened = studio.opened.get()?;
        let columns = &opened.give_away.personal;
        if columns.is_empty() {
            return Some(view! { <p>{move || studio.w().studio_gives_personal_none()}</p> }.into_any());
        }
        let line = |(name, why): &(String, String)| view! { <li><strong>{name.clone()}</strong>" "<span class="quiet">{why.clone()}</span></li> };
        Some(
            view! {
                <ul class="list">{columns.iter().map(line).collect_view()}</ul>
                <p>{move || studio.w().studio_gives_ignored()}</p>
            }
            .into_any(),
        )
    };
    view! {
        <h2>{move || studio.w().studio_gives_heading()}</h2>
        <Show when=move || studio.restored.get()>
            <p class="notice" id="restored">{move || studio.w().studio_restored()}</p>
        </Show>
        <div class="gives">{sentences}</div>
        <h3>{move || studio.w().studio_gives_personal()}</h3>
        {personal}
        <p class="remedy">{move || studio.w().studio_gives_remedy()}</p>
    }
}
