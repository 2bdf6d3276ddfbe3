// Starts the page: fetches the WebAssembly, shows the progress, and explains failures in plain words.
//
// A classic script, not a module: it must run even where modules are blocked (a page opened as a file).
(() => {
  "use strict";
  const boot = document.getElementById("boot");
  const text = document.getElementById("boot-text");
  const bar = document.getElementById("boot-progress");

  // The messages are in the document, in its language.
  const says = boot.dataset;
  const fail = (what, error) => {
    bar.remove();
    text.setAttribute("role", "alert");
    text.textContent = what;
    boot.dataset.state = "failed";
    // A published first view stays, without its controls (style/published.css).
    document.documentElement.dataset.stopped = "";
    if (error) console.error(error);
  };

  // Counts the bytes while they stream into the compiler. A published page knows their total. Otherwise only the compressed
  // length of a compressed answer is known; the bar is then indeterminate and the text says how much has arrived.
  const counted = (response) => {
    const sent = response.headers.get("content-encoding") ? 0 : response.headers.get("content-length");
    const length = Number(wasm.dataset.length ?? sent);
    let received = 0;
    const count = new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        if (length) {
          bar.max = length;
          bar.value = received;
        }
        // The message that the script is missing must not be overwritten.
        if (boot.dataset.state === "loading") text.textContent = `${says.loading} ${Math.round(received / 1024)} KiB`;
        controller.enqueue(chunk);
      },
    });
    // The type is set here: some servers do not know it, and the streaming compiler insists on it.
    return new Response(response.body.pipeThrough(count), { headers: { "content-type": "application/wasm" } });
  };

  // Whether these are the bytes that were published. A browser could check that itself (`integrity`), but would then deliver
  // them all at once: nothing would compile, and no bar would move, while they arrive.
  const intact = async (bytes, wanted) => {
    // Unknown: without https nothing can be trusted anyway, and browsers do not provide hashes.
    if (!wanted || !globalThis.crypto?.subtle) return undefined;
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
    return wanted === `sha384-${btoa(String.fromCharCode(...hash))}`;
  };
  const changed = (url) => new Error(`${url} is not what was published`);
  const compiled = async (response) => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
    const bytes = response.clone().arrayBuffer();
    const module = await WebAssembly.compileStreaming(counted(response));
    if ((await intact(await bytes, wasm.dataset.integrity)) === false) throw changed(response.url);
    return module;
  };

  const start = async () => {
    const js = document.getElementById("page-js").href;
    const [page, module] = await Promise.all([import(js), fetch(wasm.href).then(compiled)]);
    // Views that need the second file get it before they are drawn, and so do embedded pages and results that must be
    // checked: those that are not held against the hash with which the page was published.
    const known = document.getElementById("page-data")?.dataset.integrity && globalThis.crypto?.subtle;
    if (!known || /[?&](chart=(?!matrix|table)|vs=|weight=|data=)/.test(location.search) || parent !== self) await fetchSecond();
    // The page continues the bar with the results, and removes it when they have arrived.
    await page.default({ module_or_path: module });
  };

  // The WebAssembly is in two files (tools/later.mjs): what the first view needs, and the rest. Until the second has arrived,
  // the first calls stubs; a stub that is called too early waits for the file, and blocks the page.
  const wasm = document.getElementById("page-wasm");
  let second;
  let joined = false;
  let refused = false;
  // Resolved now, because the address of the page changes with the view.
  const secondFile = wasm.dataset.later && new URL(wasm.dataset.later, document.baseURI).href;
  const fetchSecond = async () => {
    if (!secondFile || second || joined) return;
    const response = await fetch(secondFile, { priority: "low" });
    if (!response.ok) throw new Error(`${secondFile}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    refused = (await intact(bytes, wasm.dataset.laterIntegrity)) === false;
    if (refused) throw changed(secondFile);
    second = await WebAssembly.compile(bytes);
  };
  const secondNow = () => {
    if (refused) throw changed(secondFile);
    const request = new XMLHttpRequest();
    request.open("GET", secondFile, false);
    // One character per byte: a synchronous request can return text only.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`${secondFile}: ${request.status}`);
    return new WebAssembly.Module(Uint8Array.from(request.responseText, (c) => c.charCodeAt(0)));
  };
  const stub = (place) => (...values) => {
    const { first } = globalThis.needsByField;
    if (!joined) {
      try {
        new WebAssembly.Instance(second ?? secondNow(), { first });
      } catch (error) {
        // The caller is in the middle of its work.
        throw new WebAssembly.RuntimeError(error.message);
      }
      joined = true;
    }
    return first["%table"].get(Number(place))(...values);
  };

  // Changes the document only where it differs from a new text: focus and folds stay, and screen readers announce only
  // what changed.
  const attributes = (there, wanted) => {
    // The reader decides what is folded, unless the page begins to say otherwise: a link unfolds what it sets. What is under
    // the reader's hand is not folded.
    const turns = there.className !== wanted.className && (wanted.hasAttribute("open") || !there.matches(":hover, :focus-within"));
    for (const { name, value } of wanted.attributes) {
      if ((turns || name !== "open") && there.getAttribute(name) !== value) there.setAttribute(name, value);
    }
    for (const { name } of [...there.attributes]) {
      if ((turns || name !== "open") && !wanted.hasAttribute(name)) there.removeAttribute(name);
    }
  };
  const children = (old, wanted) => {
    let there = old.firstChild;
    for (const child of [...wanted.childNodes]) {
      const next = there?.nextSibling;
      if (!there) old.append(child);
      else if (there.nodeName !== child.nodeName) there.replaceWith(child);
      else if (there.nodeType !== 1) {
        if (there.data !== child.data) there.data = child.data;
      } else if (!there.isEqualNode(child)) {
        attributes(there, child);
        // Many small parts that change together: replacing them is faster.
        if (child.hasAttribute("data-whole")) there.replaceChildren(...child.childNodes);
        // The content follows after the paint.
        else if (!child.hasAttribute("data-apart")) children(there, child);
      }
      there = next;
    }
    while (there) {
      const next = there.nextSibling;
      there.remove();
      there = next;
    }
  };
  // Widths of chart texts in the reader's font, in ems. A canvas lacks `font-size-adjust` (style/charts.css), which gives
  // the digits of every font the same width.
  const DIGIT = 0.58;
  const measured = new Map();
  let measure = (text, bold) => {
    const pen = document.createElement("canvas").getContext("2d");
    const { fontFamily } = getComputedStyle(document.body);
    const adjusts = CSS.supports("font-size-adjust", `ch-width ${DIGIT}`);
    measure = (text, bold) => {
      pen.font = `${bold ? "bold " : ""}100px ${fontFamily}`;
      const width = pen.measureText(text).width;
      return adjusts ? (width * DIGIT) / pen.measureText("0").width : width / 100;
    };
    return measure(text, bold);
  };
  let waiting = false;
  // The functions that the page calls (src/app/boot.rs).
  globalThis.needsByField = {
    later: new Proxy({}, { get: (_, place) => stub(place) }),
    // The first view is shown, so the second file is fetched. A stub that needs it retries, and reports why it failed.
    shown: (then) => void fetchSecond().then(then, console.error),
    complete: () => !secondFile || !!second || joined,
    intact,
    ems(text, bold) {
      const key = bold + text;
      if (!measured.has(key)) measured.set(key, measure(text, bold));
      return measured.get(key);
    },
    morph(id, html) {
      const place = document.getElementById(id);
      if (!place) return;
      // Parsed in a document that runs no script and fetches no picture.
      const wanted = document.createElement("template");
      // Children of an SVG are SVG elements.
      const svg = place instanceof SVGElement;
      // A box that says how the reader wants to see it, not what.
      const kept = !!place.querySelector("[data-kept]:checked");
      wanted.innerHTML = svg ? `<svg>${html}</svg>` : html;
      children(place, svg ? wanted.content.firstChild : wanted.content);
      // After user input these properties no longer follow their attributes.
      for (const field of place.querySelectorAll("input, option")) {
        if (field.localName === "option") field.selected = field.defaultSelected;
        else if (field.type === "checkbox" || field.type === "radio") field.checked = "kept" in field.dataset ? kept : field.defaultChecked;
        else if (field.hasAttribute("value") && field.value !== field.defaultValue) field.value = field.defaultValue;
      }
    },
    afterFrame(run) {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => setTimeout(() => {
        waiting = false;
        run();
      }));
    },
  };
  // After a trap the page stays as it is and no longer changes.
  const isTrap = (error) => error?.name === "RuntimeError";
  const broke = ({ error, reason }) => {
    const broken = document.getElementById("broken");
    if (!isTrap(error ?? reason) || !broken.hidden) return;
    broken.hidden = false;
    broken.scrollIntoView({ block: "nearest" });
  };
  addEventListener("error", broke);
  addEventListener("unhandledrejection", broke);

  if (typeof WebAssembly !== "object") {
    fail(says.noWasm);
  } else if (location.protocol === "file:") {
    fail(says.asFile);
  } else {
    // Style sheets fix the layout of what changes often.
    boot.dataset.state = "loading";
    start().catch((error) => fail(isTrap(error) ? says.trapped : says.failed, error));
  }
})();
