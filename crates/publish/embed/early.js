(() => {
  const root = document.documentElement;
  const about = /^(embed|controls|theme|lang|v|utm_\w+|fbclid|gclid|ref|initialWidth|childId|parentTitle|parentUrl|nbf-(font|accent))$/;
  for (const part of location.search.slice(1).split("&")) {
    const [name, value] = part.split("=");
    if (name === "embed" && value === "1") root.dataset.embed = "";
    if (name === "theme" && /^(light|dark)$/.test(value)) root.dataset.theme = value;
    if (name && !about.test(name)) root.dataset.other = "";
  }
  // Filters stand above the chart where it is narrow or one figure in a post, and would push it out of sight; late.js folds
  // them for good.
  if ("embed" in root.dataset || !matchMedia("(min-width: 60rem)").matches) root.dataset.fold = "";
  if (!("embed" in root.dataset)) return;
  // What the host's styles hand over (embed.js): names of fonts, which the policy takes from the system alone, and a
  // colour, where letters in it can be read on all grounds of the page: the least apart is that under the pointer (--soft).
  const host = new URLSearchParams(location.search);
  const font = host.get("nbf-font");
  const accent = host.get("nbf-accent");
  if (font && /^[\w\s"',.-]{1,200}$/.test(font) && CSS.supports("font", `1rem ${font}`)) root.style.setProperty("--font", font);
  if (/^#[\da-f]{6}$/i.test(accent)) {
    const light = (color) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
      const part = parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
      return sum + weight * (part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92);
    }, 0.05);
    const [its, pale, dark] = [accent, "#e0edf2", "#1d3a48"].map(light);
    if (pale / its >= 4.5) root.style.setProperty("--accent-light", accent);
    if (its / dark >= 4.5) root.style.setProperty("--accent-dark", accent);
  }
})();
