// Map, time line and list of the events that the filters ask for.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const setup = JSON.parse(document.getElementById("setup").textContent);
  const source = window.eventdbSource || {
    ask: async (what, query) => (await fetch(`/-/${what}.json?${query}`)).json(),
  };
  const $ = (id) => document.getElementById(id);
  const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "-");
  const many = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const NAMES = ["text", "country", "type", "from", "to", "actor", "deaths"];
  let box = null, page = 0, asked = 0, isMoved = false;

  for (const [name, number] of setup.countries) form.country.append(make("option", { value: name }, `${name} (${number.toLocaleString("en")})`));
  const groups = new Map();
  for (const [type, sub, number] of setup.types) {
    if (!groups.has(type)) {
      groups.set(type, make("optgroup", { label: type }, make("option", { value: type }, `All: ${type}`)));
      form.type.append(groups.get(type));
    }
    groups.get(type).append(make("option", { value: sub }, `${sub} (${number.toLocaleString("en")})`));
  }
  $("actors").append(...setup.actors.map((name) => make("option", { value: name })));
  const given = new URLSearchParams(location.search);
  for (const name of NAMES) if (given.get(name)) form[name].value = given.get(name);

  function query() {
    const found = new URLSearchParams();
    for (const name of NAMES) if (form[name].value.trim()) found.set(name, form[name].value.trim());
    return found;
  }
  const map = eventdbMap.make($("map"), () => { isMoved = true; showMap(false); });
  let bounds = null;
  const whole = () => { setBox(null); map.fit(bounds || [0.45, 0.35, 0.65, 0.5]); };
  map.steer(whole);

  async function showMap(isFitting) {
    const wanted = query();
    const number = ++asked;
    if (isFitting) {
      // The first answer tells how far the events reach; the second one is of that view.
      const first = await source.ask("clusters", `${wanted}&cells=1`);
      if (number !== asked) return;
      bounds = first.bounds;
      $("mapped").textContent = first.mapped.toLocaleString("en");
      if (bounds) map.fit(bounds, true);
    }
    wanted.set("view", map.box().map((part) => part.toFixed(7)).join(","));
    wanted.set("cells", Math.max(1, Math.round(map.view.scale / 48)));
    const answer = await source.ask("clusters", wanted.toString());
    if (number !== asked) return;
    map.show(answer.clusters.map(pin));
  }
  function pin(cluster) {
    const size = Math.min(58, 15 + 7 * Math.log2(cluster.events));
    let element;
    if (cluster.event) {
      element = make("a", { class: `pin ${slug(cluster.type)}`, href: link(cluster.event[0]), "aria-label": cluster.event[1], title: cluster.event[1] });
    } else {
      const name = `${many(cluster.events, "event")}, ${many(cluster.deaths, "death")}; mostly ${cluster.type}`;
      element = make("button", { type: "button", class: `pin ${slug(cluster.type)}`, "aria-label": name, title: name }, cluster.events < 1000 ? String(cluster.events) : `${Math.round(cluster.events / 1000)}k`);
      element.addEventListener("click", () => {
        const [west, north, east, south] = cluster.reach;
        setBox([west - 1e-7, north - 1e-7, east + 1e-7, south + 1e-7]);
        map.fit(cluster.reach);
      });
    }
    element.style.width = element.style.height = `${size}px`;
    return { x: cluster.x, y: cluster.y, element };
  }
  const link = (key) => setup.event.replace("EVENT", encodeURIComponent(key));

  function setBox(next) {
    box = next;
    $("chosen").hidden = box === null;
    page = 0;
    showList();
  }
  let listed = 0;
  async function showList() {
    const wanted = query();
    if (box) wanted.set("box", box.join(","));
    wanted.set("page", page);
    const number = ++listed;
    const answer = await source.ask("listing", wanted.toString());
    if (number !== listed) return;
    $("total").textContent = many(answer.total, "event");
    $("deaths").textContent = many(answer.deaths, "death");
    const rows = answer.rows.map(row);
    if (page === 0) $("events").replaceChildren(...rows); else $("events").append(...rows);
    $("more").hidden = !answer.more;
    showTime(answer.bars);
    const csv = $("csv");
    if (csv && setup.csv) { wanted.delete("page"); csv.href = `${setup.csv}?${wanted}`; }
    $("events").setAttribute("aria-busy", "false");
  }
  function row([key, day, type, sub, location, admin, country, first, second, low, best, high, sources]) {
    const item = make("li", { class: slug(type) });
    item.append(make("a", { href: link(key) }, `${sub}, `, make("bdi", {}, location)));
    const dead = low === null ? "" : low === high ? many(low, "death") : `${best ?? low} deaths (${low} to ${high ?? "open"})`;
    const line = make("p", {}, `${day} · ${[admin, country].filter(Boolean).join(", ")} · ${many(sources, "source")}`);
    if (dead && dead !== "0 deaths") line.append(" · ", make("span", { class: "dead" }, dead));
    item.append(line, make("p", {}, second ? `${first} and ${second}` : first));
    return item;
  }
  const SVG = "http://www.w3.org/2000/svg";
  const shape = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  // Every year, month or day between the first bar and the last, with and without events.
  function steps(first, last) {
    if (first.length === 4) return Array.from({ length: last - first + 1 }, (_, at) => String(Number(first) + at));
    const found = [];
    const day = new Date(`${first.length === 7 ? `${first}-01` : first}T00:00:00Z`);
    for (let name = first; name <= last; name = day.toISOString().slice(0, first.length)) {
      found.push(name);
      if (first.length === 7) day.setUTCMonth(day.getUTCMonth() + 1); else day.setUTCDate(day.getUTCDate() + 1);
    }
    return found;
  }
  function showTime(bars) {
    const svg = $("bars");
    svg.replaceChildren();
    $("span").textContent = bars.length ? `${bars[0][0]} to ${bars[bars.length - 1][0]}` : "";
    if (!bars.length) return;
    const told = new Map(bars.map(([name, events, deaths]) => [name, [events, deaths]]));
    const names = steps(bars[0][0], bars[bars.length - 1][0]);
    const most = Math.max(...bars.map((bar) => bar[1]));
    const width = Math.max(280, svg.clientWidth), height = 100, each = width / names.length;
    svg.setAttribute("viewBox", `0 0 ${width} 120`);
    svg.setAttribute("preserveAspectRatio", "none");
    const every = Math.ceil(names.length / Math.max(2, Math.floor(width / 74)));
    names.forEach((name, at) => {
      const [events, deaths] = told.get(name) || [0, 0];
      if (events) {
        const label = `${name}: ${many(events, "event")}, ${many(deaths, "death")}`;
        const tall = Math.max(3, (height * events) / most);
        const bar = shape("rect", { class: "bar", x: at * each, y: height - tall, width: Math.max(1, Math.min(60, each * 0.86)), height: tall, tabindex: 0, role: "button", "aria-label": label });
        const under = shape("rect", { class: "under", x: at * each, y: 0, width: Math.max(1, each), height });
        for (const element of [under, bar]) {
          const title = shape("title", {});
          title.textContent = label;
          element.append(title);
          element.addEventListener("click", () => narrow(name));
        }
        bar.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") { event.preventDefault(); narrow(name); }
        });
        svg.append(under, bar);
      }
      if (at % every === 0) {
        const text = shape("text", { x: at * each, y: 115 });
        text.textContent = name;
        svg.append(text);
      }
    });
  }
  function narrow(name) {
    const [year, month] = name.split("-");
    const last = month ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 31;
    form.from.value = name.length === 10 ? name : `${year}-${month || "01"}-01`;
    form.to.value = name.length === 10 ? name : `${year}-${month || "12"}-${last}`;
    changed();
    form.from.focus();
  }
  function changed() {
    box = null;
    $("chosen").hidden = true;
    page = 0;
    const now = query().toString();
    try { history.replaceState(null, "", now ? `?${now}` : location.pathname); } catch { /* a page without an address of its own */ }
    showList();
    showMap(true);
  }
  let typing = 0;
  form.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(changed, 250); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(typing); changed(); });
  form.addEventListener("reset", () => setTimeout(changed, 0));
  $("chosen").addEventListener("click", () => { whole(); });
  $("more").addEventListener("click", () => { page += 1; showList(); });
  if (window.matchMedia("(max-width: 52rem)").matches && !query().toString()) $("filterbox").open = false;
  showList();
  showMap(true);
})();
