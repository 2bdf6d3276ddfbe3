// Puts a needs-by-field page into another page: <script src="https://…/embed.js" async></script>, and then
//
//   <needs-by-field src="https://…/survey/" view="field=bioimaging" height="520" title="…" mirror></needs-by-field>
//   <iframe data-needs-by-field src="https://…/survey/?embed=1" height="520" loading="lazy" title="…"></iframe>
//
// An element is made into a frame when it comes near the screen; a frame follows the height of its content. Attributes:
//
//   src     address of the published page            data    address of a results file, if it is not the page's own
//   view    the query of a link to the wanted view   theme   light or dark; without it, the reader's system decides
//   height  pixels kept free until the page says     ratio   the same as width / height, such as 3/2
//   title   what a screen reader calls the frame     lang    language of the page, such as de
//   controls  readers may change the filters
//   mirror  the host's address follows the view, in the parameter of that name: mirror="needs"; without a name in
//           nbf, or nbf-ID for an element that has an id
//
// What stands inside the element, such as a link, is shown where scripts are off. Its styles may hand over the font and
// colour of the host: needs-by-field { --nbf-font: Georgia, serif; --nbf-accent: #7a1f3d; }
(() => {
  "use strict";
  if (globalThis.needsByFieldEmbed) return; // The script may be in a page once for each embed.
  globalThis.needsByFieldEmbed = true;

  const MOST = 20_000; // A frame higher than this is an accident or an attack.
  const NEAR = "400px"; // How far below the screen an embed begins to load.
  const frames = new Set(); // Of { frame, state }: whom messages are accepted from.

  addEventListener("message", (event) => {
    const message = event.data;
    if (message?.source !== "needs-by-field") return;
    for (const { frame, state } of frames) {
      if (!frame.isConnected || event.source !== frame.contentWindow) continue;
      if (message.type === "height") setHeight(frame, message.data?.height);
      if (message.type === "state" && typeof message.data?.query === "string") state?.(message.data.query);
    }
  });

  function setHeight(frame, height) {
    if (!Number.isFinite(height) || height < 1 || height > MOST) return;
    frame.style.aspectRatio = "auto";
    frame.style.height = `${Math.ceil(height)}px`;
  }

  // What a view says of the survey. A reader's address must not choose whose data the frame shows, nor how.
  function viewOf(query) {
    const page = /^(data|embed|controls|theme|lang|nbf-font|nbf-accent)(=|$)/;
    return query.replace(/^\?/, "").split("&").filter((part) => part && !page.test(part)).join("&");
  }

  class NeedsByField extends HTMLElement {
    static observedAttributes = ["src", "data", "view", "theme", "lang", "controls"];
    #frame;
    #near;
    #shown; // The view that the host's address tells.

    connectedCallback() {
      this.style.display ||= "block";
      if (this.#frame) { // It was moved, and its frame begins anew.
        this.#frame.src = this.#address();
        return this.#listen();
      }
      this.#reserve(this);
      this.#near = new IntersectionObserver((seen) => {
        if (seen.some((entry) => entry.isIntersecting)) this.#load();
      }, { rootMargin: NEAR });
      this.#near.observe(this);
    }

    disconnectedCallback() {
      this.#near?.disconnect();
      frames.delete(this.#entry);
      removeEventListener("popstate", this.#restore);
    }

    attributeChangedCallback() {
      this.#go();
    }

    // Not by `src`, which would be one more step back for the reader.
    #go() {
      this.#frame?.contentWindow?.location.replace(this.#address());
    }

    #listen() {
      frames.add(this.#entry);
      if (this.#mirror) addEventListener("popstate", this.#restore);
    }

    #entry;

    #load() {
      this.#near.disconnect();
      const frame = this.#frame = document.createElement("iframe");
      this.#reserve(frame);
      Object.assign(frame.style, { width: "100%", border: "0", display: "block" });
      frame.title = this.title || "Survey results";
      // A link that is shared from the frame leads to the host by that parameter.
      frame.name = this.#mirror ? `mirror.${this.#mirror}` : this.id;
      // A browser that cannot share warns of the word.
      frame.allow = `clipboard-write; fullscreen${navigator.share ? "; web-share" : ""}`;
      frame.src = this.#address();
      this.#entry = { frame, state: (query) => this.#follow(query) };
      this.#listen();
      this.replaceChildren(frame);
      Object.assign(this.style, { minHeight: "", aspectRatio: "" });
    }

    #reserve(element) {
      const ratio = /^\s*([\d.]+)(?:\s*[/:]\s*([\d.]+))?\s*$/.exec(this.getAttribute("ratio") ?? "");
      const height = `${Number(this.getAttribute("height")) || 520}px`;
      if (ratio) element.style.aspectRatio = `${ratio[1]} / ${ratio[2] ?? 1}`;
      else if (element === this) element.style.minHeight = height;
      else element.style.height = height;
    }

    #address() {
      const url = new URL(this.getAttribute("src") ?? "", document.baseURI);
      if (!/^https?:$/.test(url.protocol)) throw new TypeError(`<needs-by-field src>: ${url.protocol} is not a web address`);
      const own = new URLSearchParams({ embed: "1" });
      for (const name of ["data", "theme", "lang"]) {
        const value = this.getAttribute(name);
        if (value) own.set(name, name === "data" ? new URL(value, document.baseURI).href : value);
      }
      if (this.hasAttribute("controls")) own.set("controls", "1");
      const style = getComputedStyle(this);
      for (const name of ["nbf-font", "nbf-accent"]) {
        const value = style.getPropertyValue(`--${name}`).trim();
        if (value) own.set(name, value);
      }
      url.search = [this.#view(), own].filter(String).join("&");
      return url.href;
    }

    #view() {
      this.#shown = this.#mirror && new URLSearchParams(location.search).get(this.#mirror);
      return viewOf(this.#shown ?? this.getAttribute("view") ?? "");
    }

    get #mirror() {
      if (!this.hasAttribute("mirror")) return null;
      return this.getAttribute("mirror") || (this.id ? `nbf-${this.id}` : "nbf");
    }

    // The view of the author needs no mention, every other does.
    #follow(query) {
      this.dispatchEvent(new CustomEvent("needs-by-field:view", { detail: { query }, bubbles: true }));
      const name = this.#mirror;
      if (!name) return;
      const url = new URL(location.href);
      const said = viewOf(query);
      if (said === viewOf(this.getAttribute("view") ?? "")) url.searchParams.delete(name);
      else url.searchParams.set(name, said);
      this.#shown = url.searchParams.get(name);
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    }

    // Back and forward in the host; not its own replaceState, which fires nothing.
    #restore = () => {
      const wanted = new URLSearchParams(location.search).get(this.#mirror);
      if (wanted !== this.#shown) this.#go();
    };
  }

  // Plain frames, also those that are added later.
  function upgrade(frame) {
    if ([...frames].some((entry) => entry.frame === frame)) return;
    frames.add({ frame });
    frame.loading ||= "lazy";
    // It may have said its height before this script was here.
    frame.contentWindow?.postMessage("needs-by-field:height", "*");
  }
  const find = (root) => root.querySelectorAll?.("iframe[data-needs-by-field]").forEach(upgrade);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.matches?.("iframe[data-needs-by-field]")) upgrade(node);
        find(node);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  find(document);
  customElements.define("needs-by-field", NeedsByField);
})();
