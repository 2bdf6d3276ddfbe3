//! The author's own words, and where everything is from.

use super::{address, browser, state::State};
use leptos::{prelude::*, task::spawn_local};

/// Taking the view away.
pub fn actions(state: State) -> AnyView {
    let words = state.words;
    // The link, where it could not be copied and the reader has to.
    let (said, say) = signal(None::<Result<(), String>>);
    let copy = move |_| {
        let link = address::link(state);
        spawn_local(async move {
            let copied = browser::copy(&link).await;
            say.set(Some(copied.map_err(|_| link)));
        });
    };
    view! {
        <footer class="actions">
            <button type="button" class="copy-link" on:click=copy>{words.copy_link()}</button>
            <span role="status">
                {move || match said.get() {
                    None => ().into_any(),
                    Some(Ok(())) => words.copied().into_any(),
                    Some(Err(link)) => view! {
                        <label>{words.copy_failed()}<input type="text" readonly prop:value=link /></label>
                    }.into_any(),
                }}
            </span>
        </footer>
    }
    .into_any()
}

/// Limitations, methods, privacy, projects, contact; sources and licence.
pub fn about(state: State) -> AnyView {
    let (about, words) = (&state.survey.about, state.words);
    let told = &about.narrative;
    let limitations = (!told.limitations.is_empty()).then(|| {
        view! { <section><h2>{words.limitations()}</h2>{paragraphs(&told.limitations)}</section> }
    });
    let methods = (!told.methods.is_empty()).then(|| {
        let methods = told.methods.iter().map(|method| view! { <li>{method.as_str()}</li> }).collect_view();
        view! { <section><h2>{words.methods()}</h2><ul>{methods}</ul></section> }
    });
    let projects = (!told.projects.is_empty()).then(|| {
        let projects = told.projects.iter().map(|project| {
            let note = (!project.note.is_empty()).then(|| view! { <span>" – "{project.note.as_str()}</span> });
            view! { <li>{link(&project.url, &project.name)}{note}</li> }
        });
        view! { <section><h2>{words.projects()}</h2><ul>{projects.collect_view()}</ul></section> }
    });
    let contact = (!told.get_in_touch.is_empty()).then(|| {
        view! { <section><h2>{words.get_in_touch()}</h2><p>{link(&told.get_in_touch, &told.get_in_touch)}</p></section> }
    });
    let sources: Vec<AnyView> =
        about.sources.iter().map(|source| view! { <li>{link(&source.path, &source.title)}</li> }.into_any()).collect();
    let sources = (!sources.is_empty()).then(|| view! { <section><h2>{words.sources()}</h2><ul>{sources}</ul></section> });
    let licence = about.licenses.first().map(|licence| {
        let name = if licence.title.is_empty() { &licence.name } else { &licence.title };
        view! { <li>{link(&licence.path, &words.licence(name))}</li> }
    });
    let version = (!about.version.is_empty()).then(|| view! { <li>{words.data_version(&about.version)}</li> });
    let homepage = (!about.homepage.is_empty()).then(|| view! { <li>{link(&about.homepage, words.homepage())}</li> });
    view! {
        <div class="about">
            {limitations}
            {methods}
            {privacy(state)}
            {projects}
            {sources}
            {contact}
        </div>
        <footer class="foot">
            <ul>
                {homepage}
                {licence}
                {version}
                <li><a href=state.source.get_value()>{words.download_json()}</a></li>
            </ul>
        </footer>
    }
    .into_any()
}

/// What the file tells of people, and what it withholds.
fn privacy(state: State) -> AnyView {
    use crate::survey::file::PrivacyModel;
    let (about, words) = (&state.survey.about, state.words);
    let privacy = &about.privacy;
    let k = privacy.k.into();
    let explained = match privacy.model {
        _ if privacy.k == 1 => words.k_is_one().to_owned(),
        PrivacyModel::Joint => words.k_explained(k),
        PrivacyModel::ByDimension => words.k_explained_by_dimension(k),
    };
    let people = &about.respondents;
    let received = words.respondents_received(people.received.into(), people.consented.into(), people.published.into());
    let generalized: Vec<AnyView> = privacy
        .generalized
        .iter()
        .filter(|(_, n)| **n > 0)
        .filter_map(|(id, n)| {
            let dimension = &state.survey.dimensions()[state.survey.dimension(id)?];
            Some(view! { <li>{words.generalized(&dimension.label, (*n).into())}</li> }.into_any())
        })
        .collect();
    let generalized = (!generalized.is_empty())
        .then(|| view! { <h3>{words.generalized_heading()}</h3><ul>{generalized}</ul> });
    view! { <section><h2>{words.privacy()}</h2><p>{received}"."</p><p>{explained}</p>{generalized}</section> }.into_any()
}

/// A link to a web address; anything else stays text.
fn link(address: &str, text: &str) -> AnyView {
    let (address, text) = (address.to_owned(), text.to_owned());
    if address.starts_with("https://") || address.starts_with("http://") {
        view! { <a href=address>{text}</a> }.into_any()
    } else {
        view! { <span>{text}</span> }.into_any()
    }
}

fn paragraphs(text: &'static str) -> Vec<AnyView> {
    text.split("\n\n").map(|paragraph| view! { <p>{paragraph}</p> }.into_any()).collect()
}
