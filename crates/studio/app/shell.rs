//! The frame around the steps: what is done, undone, forgotten, and the privacy meter beside all of it.

use crate::{
    state::{Page, Studio},
    steps::{
        about::About, answers::Answers, columns::Columns, file::File, give_away::GivesAway, meter::Meter,
        preview::Preview, publish::Publish, text::Text,
    },
};
use leptos::{ev, prelude::*};
use needs_words::{Lang, Words};

#[component]
pub fn App() -> impl IntoView {
    let languages = window().navigator().language().unwrap_or_default();
    let studio = Studio::new(Lang::from_tag(&languages).unwrap_or_default());
    provide_context(studio);
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", studio.w().lang.tag());
        }
    });
    let handle = window_event_listener(ev::keydown, move |event| {
        let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        // In a field the browser undoes letters.
        let target = event.target().and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok());
        let types = target.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        match event.key().to_lowercase().as_str() {
            "z" if command && !types && event.shift_key() => studio.redo(),
            "z" if command && !types => studio.undo(),
            "y" if command && !types => studio.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
    view! {
        <Top studio />
        <div class="studio">
            <Steps studio />
            <main id="main" tabindex="-1">
                {move || match studio.page.get() {
                    Page::File => view! { <File studio /> }.into_any(),
                    Page::GiveAway => view! { <GivesAway studio /> }.into_any(),
                    Page::Columns => view! { <Columns studio /> }.into_any(),
                    Page::Answers => view! { <Answers studio /> }.into_any(),
                    Page::About => view! { <About studio /> }.into_any(),
                    Page::Text => view! { <Text studio /> }.into_any(),
                    Page::Preview => view! { <Preview studio /> }.into_any(),
                    Page::Publish => view! { <Publish studio /> }.into_any(),
                }}
                <Next studio />
            </main>
            <Meter studio />
        </div>
    }
}

#[component]
fn Top(studio: Studio) -> impl IntoView {
    let asks = RwSignal::new(false);
    let can = move |which: fn(&needs_studio::document::History) -> bool| {
        studio.history.with(|history| history.as_ref().is_some_and(which))
    };
    let languages = move || {
        let option =
            |lang: Lang| view! { <option value=lang.tag() lang=lang.tag()>{Words::new(lang).language_name()}</option> };
        Lang::ALL.iter().map(|lang| option(*lang)).collect_view()
    };
    view! {
        <header class="top">
            <div>
                <h1>{move || studio.w().studio_title()}</h1>
                <p class="quiet">{move || studio.w().studio_tagline()}</p>
            </div>
            <div class="tools">
                <button id="undo" disabled=move || !can(|h| h.can_undo()) on:click=move |_| studio.undo()>
                    {move || studio.w().studio_undo()}
                </button>
                <button id="redo" disabled=move || !can(|h| h.can_redo()) on:click=move |_| studio.redo()>
                    {move || studio.w().studio_redo()}
                </button>
                <select aria-label=move || studio.w().studio_language()
                    prop:value=move || studio.w().lang.tag()
                    on:change=move |event| {
                        let lang = Lang::from_tag(&event_target_value(&event)).unwrap_or_default();
                        studio.words.set(Words::new(lang));
                        studio.options.update(|options| options.lang = lang.tag().to_owned());
                    }
                >
                    {languages()}
                </select>
                <Show when=move || asks.get() fallback=move || view! {
                    <button id="forget" on:click=move |_| asks.set(true)>{move || studio.w().studio_forget()}</button>
                }>
                    <span role="group" aria-label=move || studio.w().studio_forget_sure() class="sure">
                        <span>{move || studio.w().studio_forget_sure()}</span>
                        <button id="forget-yes" class="danger" on:click=move |_| { asks.set(false); studio.forget(); }>
                            {move || studio.w().studio_forget_yes()}
                        </button>
                        <button on:click=move |_| asks.set(false)>{move || studio.w().studio_forget_no()}</button>
                    </span>
                </Show>
            </div>
        </header>
    }
}

#[component]
fn Steps(studio: Studio) -> impl IntoView {
    let step = move |page: Page| {
        let current = move || (studio.page.get() == page).then_some("step");
        let closed = move || page != Page::File && studio.opened.with(Option::is_none);
        view! {
            <li>
                <button id=format!("step-{}", page.id()) aria-current=current disabled=closed
                    on:click=move |_| studio.page.set(page)>
                    {move || page.name(studio.w())}
                </button>
            </li>
        }
    };
    view! {
        <nav class="steps" aria-label=move || studio.w().studio_steps()>
            <ol>{Page::ALL.map(step).into_iter().collect_view()}</ol>
        </nav>
    }
}

/// Leads to the next step.
#[component]
fn Next(studio: Studio) -> impl IntoView {
    let next = move || {
        let here = Page::ALL.iter().position(|page| *page == studio.page.get())?;
        Page::ALL.get(here + 1).copied().filter(|_| studio.opened.with(Option::is_some))
    };
    let go = move |_| {
        if let Some(next) = next() {
            studio.page.set(next);
            if let Some(step) = document().get_element_by_id(&format!("step-{}", next.id())) {
                let step: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(step);
                let _ = step.focus();
            }
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    };
    view! {
        <Show when=move || next().is_some()>
            <p class="next">
                <button id="next" class="primary" on:click=go>
                    {move || next().map(|page| studio.w().studio_next(page.name(studio.w())))}
                </button>
            </p>
        </Show>
    }
}
