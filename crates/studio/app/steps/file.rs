//! The file of answers: how it gets here, and how it was read.

use crate::{field::Pick, memory, save, state::Studio};
use leptos::{ev::DragEvent, prelude::*};
use needs_intake::raw::{EncodingName, Format};
use needs_studio::message::Opened;
use std::sync::Arc;
use web_sys::{File as WebFile, FilePropertyBag};

/// Endings of the files that are read.
const TABLES: &str = ".csv,.tsv,.tab,.txt,.xlsx,.xlsm,.xls,.ods";

#[component]
pub fn File(studio: Studio) -> impl IntoView {
    view! {
        <h2>{move || studio.w().studio_file_heading()}</h2>
        <p>{move || studio.w().studio_file_what()}</p>
        {move || {
            let kept = save::kept().filter(|_| studio.opened.with(Option::is_none));
            kept.map(|(file, _)| view! { <p class="notice" id="kept">{move || studio.w().studio_saved(&file)}</p> })
        }}
        <Drop studio />
        <Show when=move || studio.file_problem.with(Option::is_some)>
            <p class="problem" role="alert">{move || studio.file_problem.get()}</p>
        </Show>
        {move || studio.opened.get().map(|opened| view! { <ReadAs studio opened /> })}
        <p class="quiet">{move || studio.w().studio_quiet()}</p>
    }
}

#[component]
fn Drop(studio: Studio) -> impl IntoView {
    let over = RwSignal::new(false);
    let pasted = RwSignal::new(String::new());
    let open = move |files: Vec<WebFile>| studio.open(files, Format::default());
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        let files: Vec<WebFile> =
            files.map(|files| (0..files.length()).filter_map(|i| files.get(i)).collect()).unwrap_or_default();
        match files.as_slice() {
            [file] if file.name().to_lowercase().ends_with(".toml") => studio.read_codebook(file.clone()),
            _ => open(files),
        }
    };
    let last_year = move |files: Vec<WebFile>| files.into_iter().for_each(|file| studio.read_codebook(file));
    let read = move |_| {
        let rows = pasted.get_untracked();
        let name =
            if rows.lines().next().is_some_and(|first| first.contains('\t')) { "pasted.tsv" } else { "pasted.csv" };
        let bag = FilePropertyBag::new();
        bag.set_type("text/plain");
        let file = WebFile::new_with_str_sequence_and_options(&js_sys::Array::of1(&rows.into()), name, &bag);
        open(file.into_iter().collect());
    };
    view! {
        <div class="drop" class:over=move || over.get()
            on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <Pick id="file" class="choose" accept=TABLES several=true
                label=move || studio.w().studio_file_choose().to_owned() on_files=open />
            <span class="quiet">{move || studio.w().studio_file_drop()}</span>
        </div>
        <p>
            <button id="example" on:click=move |_| open(vec![memory::example()])>
                {move || studio.w().studio_file_example()}
            </button>
            " "
            <Pick id="last-year" accept=".toml" label=move || studio.w().studio_next_year_open().to_owned()
                on_files=last_year />
        </p>
        <Show when=move || studio.last_year.with(Option::is_some)>
            <p class="notice" id="has-last-year" role="status">{move || studio.w().studio_next_year_waits()}</p>
        </Show>
        <details>
            <summary>{move || studio.w().studio_file_paste()}</summary>
            <p class="field">
                <label for="paste">{move || studio.w().studio_file_paste_label()}</label>
                <textarea id="paste" rows="6" spellcheck="false"
                    on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            </p>
            <button id="paste-read" disabled=move || pasted.with(|rows| rows.trim().is_empty()) on:click=read>
                {move || studio.w().studio_file_paste_read()}
            </button>
        </details>
    }
}

/// How the file was read, with what can be changed.
#[component]
fn ReadAs(studio: Studio, opened: Arc<Opened>) -> impl IntoView {
    let format = RwSignal::new(opened.format.clone());
    let encoding = RwSignal::new(opened.format.encoding.map(|name| name.0.name().to_owned()).unwrap_or_default());
    let wrong = RwSignal::new(None::<String>);
    let again = move |_| {
        let text = encoding.get_untracked();
        let named = if text.trim().is_empty() { Ok(None) } else { EncodingName::named(text.trim()).map(Some) };
        match named {
            Ok(encoding) => {
                wrong.set(None);
                studio.open_again(Format { encoding, ..format.get_untracked() });
            }
            Err(problem) => wrong.set(Some(problem)),
        }
    };
    let headers = move || format.with(|format| format.header_rows.map(|rows| rows.to_string()).unwrap_or_default());
    let delimiter = move || format.with(|format| format.delimiter.map(String::from).unwrap_or_default());
    let sheets = opened.sheets.clone().map(|(read, others)| {
        let names: Vec<String> = std::iter::once(read.clone()).chain(others).collect();
        let chosen = move || format.with(|format| format.sheet.clone()).unwrap_or_else(|| read.clone());
        view! {
            <p class="field">
                <label for="sheet">{move || studio.w().studio_file_sheet()}</label>
                <select id="sheet" prop:value=chosen
                    on:change=move |event| format.update(|format| format.sheet = Some(event_target_value(&event)))>
                    {names.into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> }).collect_view()}
                </select>
            </p>
        }
    });
    let facts = {
        let opened = Arc::clone(&opened);
        move || {
            let w = studio.w();
            format!(
                "{} {} · {} · {}",
                w.studio_file_tool(),
                opened.tool,
                w.studio_file_rows(opened.rows),
                w.studio_file_columns(opened.columns.len() as u64)
            )
        }
    };
    let is_text = opened.sheets.is_none();
    view! {
        <section aria-labelledby="read-as">
            <h3 id="read-as">{opened.file.clone()}</h3>
            <p>{facts}</p>
            {opened.advice.clone().map(|advice| view! { <p class="notice">{advice}</p> })}
            <details class="read-as">
                <summary>{move || studio.w().studio_file_read_as()}</summary>
                <div class="fields">
                    <p class="field">
                        <label for="header-rows">{move || studio.w().studio_file_header_rows()}</label>
                        <input id="header-rows" type="number" min="0" max="20" prop:value=headers
                            placeholder=move || studio.w().studio_file_guessed()
                            on:input=move |event| format.update(|format| format.header_rows = event_target_value(&event).parse().ok()) />
                    </p>
                    {is_text.then(|| view! {
                        <p class="field">
                            <label for="delimiter">{move || studio.w().studio_file_delimiter()}</label>
                            <select id="delimiter" prop:value=delimiter
                                on:change=move |event| format.update(|format| format.delimiter = event_target_value(&event).chars().next())>
                                <option value="">{move || studio.w().studio_file_guessed()}</option>
                                <option value=",">","</option>
                                <option value=";">";"</option>
                                <option value="\t">{move || studio.w().studio_file_tab()}</option>
                                <option value="|">"|"</option>
                            </select>
                        </p>
                        <p class="field">
                            <label for="encoding">{move || studio.w().studio_file_encoding()}</label>
                            <input id="encoding" type="text" prop:value=move || encoding.get()
                                placeholder=move || studio.w().studio_file_guessed()
                                on:input=move |event| encoding.set(event_target_value(&event)) />
                        </p>
                    })}
                    {sheets}
                    <p class="field"><button id="again" on:click=again>{move || studio.w().studio_file_again()}</button></p>
                </div>
                {move || wrong.get().map(|problem| view! { <p class="problem" role="alert">{problem}</p> })}
            </details>
            <FirstRows studio opened=Arc::clone(&opened) />
            <Files studio />
            <p><button id="close" on:click=move |_| studio.forget()>{move || studio.w().studio_file_close()}</button></p>
        </section>
    }
}

#[component]
fn FirstRows(studio: Studio, opened: Arc<Opened>) -> impl IntoView {
    let names = opened.columns.iter().map(|column| {
        let name = if column.name.is_empty() { column.address.clone() } else { column.name.clone() };
        view! { <th scope="col">{name}</th> }
    });
    let hidden = move || view! { <td class="quiet">{move || studio.w().studio_file_hidden()}</td> }.into_any();
    let cell = |text: String| view! { <td>{text}</td> }.into_any();
    let row = |row: &Vec<Option<String>>| {
        let cells = row.iter().map(|shown| shown.clone().map_or_else(hidden, cell));
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=move || studio.w().studio_file_first()>
            <table>
                <caption>{move || studio.w().studio_file_first()}</caption>
                <thead><tr>{names.collect_view()}</tr></thead>
                <tbody>{opened.first.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// More files of the same survey, and the edition before.
#[component]
fn Files(studio: Studio) -> impl IntoView {
    let names = move || studio.files.with(|files| files.answers.clone());
    let listed = move || {
        let names = names();
        let line = |(i, name): (usize, String)| {
            let label = name.clone();
            view! {
                <li>
                    <span>{name}</span>
                    <button id=format!("without-{i}") aria-label=move || format!("{}: {label}", studio.w().studio_files_remove())
                        on:click=move |_| studio.attach(|files| _ = files.answers.remove(i))>
                        {move || studio.w().studio_files_remove()}
                    </button>
                </li>
            }
        };
        (names.len() > 1).then(|| {
            // The columns are those of the first file.
            let first = names[0].clone();
            view! {
                <ul class="list suggestions" id="files">
                    <li><span>{first}</span></li>
                    {names.into_iter().enumerate().skip(1).map(line).collect_view()}
                </ul>
            }
        })
    };
    let named = move |name: Option<String>| name.map(|name| view! { <strong>" "{name}</strong> });
    let more = move |more: Vec<WebFile>| {
        if !more.is_empty() {
            studio.attach(|files| files.answers.extend(more));
        }
    };
    let previous = move |chosen: Vec<WebFile>| {
        if let Some(file) = chosen.into_iter().next() {
            studio.attach(|files| files.previous = Some(file));
        }
    };
    let previous_answers = move |chosen: Vec<WebFile>| {
        if let Some(file) = chosen.into_iter().next() {
            studio.attach(|files| files.previous_answers = Some(file));
        }
    };
    let has_previous = move || studio.files.with(|files| files.previous.is_some());
    view! {
        <h3>{move || studio.w().studio_files_heading()}</h3>
        {listed}
        <p>
            <Pick id="more" accept=TABLES several=true label=move || studio.w().studio_files_add().to_owned()
                on_files=more />
        </p>
        <details open=has_previous>
            <summary>{move || studio.w().studio_previous_heading()}</summary>
            <p>{move || studio.w().studio_previous_what()}</p>
            <p>
                <Pick id="previous" accept=".json" label=move || studio.w().studio_previous_results().to_owned()
                    on_files=previous />
                {move || named(studio.files.with(|files| files.previous.clone()))}
            </p>
            <Show when=has_previous>
                <p>
                    <Pick id="previous-answers" accept=TABLES label=move || studio.w().studio_previous_answers().to_owned()
                        on_files=previous_answers />
                    {move || named(studio.files.with(|files| files.previous_answers.clone()))}
                </p>
                <p>
                    <button id="no-previous" on:click=move |_| studio.attach(|files| {
                        (files.previous, files.previous_answers) = (None, None);
                    })>{move || studio.w().studio_previous_none()}</button>
                </p>
            </Show>
        </details>
    }
}
