//! `README.txt` of a site: its files, and how to put them on the web.

use super::{Files, Options, hash};
use needs_core::survey::Survey;
use std::fmt::Write;

pub fn readme(survey: &Survey, data: &str, files: &Files, options: &Options) -> String {
    let mut out = String::new();
    let about = &survey.about;
    let version = if about.version.is_empty() { String::new() } else { format!(", data version {}", about.version) };
    let embed = hash::integrity(files["embed.js"].as_slice());
    let address = options.base_url.as_deref().unwrap_or("https://YOUR-SITE/");
    let card = match files.contains_key("card.png") {
        true => "card.png             the picture that social networks show beside a link\n",
        false => "",
    };
    let views: String = survey.views().iter().map(|v| format!("  view/{}/   {}\n", v.id, v.label)).collect();
    write!(
        out,
        "{title}{version}\n\
         Written by needs-by-field {tool}. A static site: copy the whole directory to any web host, under any path.\n\
         Nothing in it is secret: it holds no respondent's answers, only totals of groups of at least {k}.\n\
         \n\
         index.html           the page, with its first picture and table readable without scripts\n\
         {views}\
         {card}\
         {data}   the data, under a name that changes with them\n\
         results.json         the same data under a lasting name, a Data Package (https://datapackage.org)\n\
         results.csv          the numbers of the first picture\n\
         results.schema.json  JSON Schema of results.json\n\
         statistics.html      what the numbers mean: formulas, sources, worked examples\n\
         embed.js             for other pages that show this one; see below\n\
         sw.js                keeps the page readable without a network\n\
         site.json            what was published, and a hash of every file\n\
         *.js *.wasm *.svg    the program\n\
         *.br *.gz            the same files compressed, for hosts that serve them so\n\
         .nojekyll            tells GitHub Pages to serve the files as they are\n\
         \n\
         To show the page in another one:\n\
         \n\
         <iframe src=\"{address}?embed=1\" width=\"100%\" height=\"640\" loading=\"lazy\" style=\"border: 0\"\n\
         \x20 title=\"Survey results\" data-needs-by-field></iframe>\n\
         <script src=\"{address}embed.js\" async></script>\n\
         \n\
         The script makes the frame as high as its content; the frame works without it. To allow just this edition of\n\
         the script, add  integrity=\"{embed}\"  crossorigin=\"anonymous\"  to it.\n\
         \n\
         Hosts: files whose names carry a hash can be cached for ever, the others should be asked for anew. A frame with\n\
         sandbox=\"allow-scripts\" alone has no origin of its own; for it the host must send\n\
         Access-Control-Allow-Origin: *  (GitHub Pages does); without, the first picture stays.\n",
        title = about.title,
        tool = env!("CARGO_PKG_VERSION"),
        k = about.privacy.k,
    )
    .expect("a String takes all");
    out
}
