// What the server answers, worked out in the browser from the events of events-data.js.
"use strict";
window.eventdbSource = (() => {
  const PAGE = 50, MOST_DAYS = 92, MOST_MONTHS = 240, MOST_CLUSTERS = 400;
  const { columns, rows } = window.eventdbEvents;
  const at = Object.fromEntries(columns.map((name, index) => [name, index]));
  const value = (row, name) => row[at[name]];
  const deaths = (row) => value(row, "fatalities_best") ?? value(row, "fatalities_low") ?? 0;

  // The folding of eventdb/text.py: case, marks and letters that are written one for another.
  const VARIANTS = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و", "ک": "ك", "ء": "", "ـ": "", "’": "'", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe" };
  const vary = (text) => text.replace(/[^\u0000-\u007f]/g, (sign) => VARIANTS[sign] ?? sign);
  const fold = (text) => vary(vary(text.toLowerCase()).normalize("NFKD").replace(/\p{M}|\p{Cf}/gu, ""));
  const ARTICLE = "ال", LEAST_REST = 3;
  const bare = (word) => (word.startsWith(ARTICLE) && word.length - ARTICLE.length >= LEAST_REST ? word.slice(ARTICLE.length) : word);
  const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).map(bare);
  // English words are found by what their forms have in common.
  const stem = (word) => (/^[a-z]{5,}$/.test(word) ? word.replace(/(?:ings?|ed|es|s)$/, "") : word);

  function tests(asked, name) {
    return [...asked.matchAll(/"([^"]*)"|(\S+)/g)].flatMap(([, quoted, word]) => {
      const found = words(quoted ?? word);
      if (!found.length) return [];
      const phrase = quoted === undefined ? ` ${found.map(stem).join(" ")}` : ` ${found.join(" ")} `;
      return [(row) => ` ${value(row, name)} `.includes(phrase)];
    });
  }
  function selected(asked) {
    const wanted = [];
    const equal = (name) => asked.get(name) || null;
    const country = equal("country"), type = equal("type"), from = equal("from"), to = equal("to");
    const least = Number(asked.get("deaths") || 0);
    if (country) wanted.push((row) => value(row, "country") === country);
    if (type) wanted.push((row) => value(row, "event_type") === type || value(row, "sub_event_type") === type);
    if (from) wanted.push((row) => value(row, "event_date") >= from);
    if (to) wanted.push((row) => value(row, "event_date") <= to);
    if (least > 0) wanted.push((row) => deaths(row) >= least);
    wanted.push(...tests(asked.get("actor") || "", "parties"), ...tests(asked.get("text") || "", "words"));
    return inside(rows.filter((row) => wanted.every((test) => test(row))), asked.get("box"));
  }
  function inside(found, box) {
    if (!box) return found;
    const [west, north, east, south] = box.split(",").map(Number);
    return found.filter((row) => {
      const x = value(row, "x"), y = value(row, "y");
      return x !== null && x >= west && x <= east && y >= north && y <= south;
    });
  }
  const reach = (found) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const row of found) {
      const x = value(row, "x"), y = value(row, "y");
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    }
    return found.length ? box : null;
  };

  function clusters(asked) {
    const mapped = selected(asked).filter((row) => value(row, "x") !== null);
    const cells = Number(asked.get("cells") || 64);
    const gathered = new Map();
    for (const row of inside(mapped, asked.get("view"))) {
      const key = `${Math.floor(value(row, "x") * cells)} ${Math.floor(value(row, "y") * cells)}`;
      if (!gathered.has(key)) gathered.set(key, []);
      gathered.get(key).push(row);
    }
    const found = [...gathered.values()].sort((a, b) => b.length - a.length).slice(0, MOST_CLUSTERS);
    return { bounds: reach(mapped), mapped: mapped.length, clusters: found.map(cluster) };
  }
  function cluster(inCell) {
    const mean = (name) => inCell.reduce((sum, row) => sum + value(row, name), 0) / inCell.length;
    const types = new Map();
    for (const row of inCell) types.set(value(row, "event_type"), (types.get(value(row, "event_type")) || 0) + 1);
    const [first] = inCell;
    const name = `${value(first, "event_date")}, ${value(first, "sub_event_type")}, ${value(first, "location")}`;
    return {
      x: mean("x"), y: mean("y"), events: inCell.length, deaths: inCell.reduce((sum, row) => sum + deaths(row), 0),
      type: [...types].sort((a, b) => b[1] - a[1])[0][0], reach: reach(inCell),
      event: inCell.length === 1 ? [value(first, "event_id"), name] : null,
    };
  }

  const LISTED = ["event_id", "event_date", "event_type", "sub_event_type", "location", "admin1", "country", "actor1", "actor2", "fatalities_low", "fatalities_best", "fatalities_high", "sources"];
  function listing(asked) {
    const found = selected(asked);
    const page = Number(asked.get("page") || 0);
    const shown = found.slice(page * PAGE, (page + 1) * PAGE);
    return {
      total: found.length, deaths: found.reduce((sum, row) => sum + deaths(row), 0), bars: bars(found),
      rows: shown.map((row) => LISTED.map((name) => value(row, name))), more: found.length > (page + 1) * PAGE,
    };
  }
  function bars(found) {
    const days = found.map((row) => value(row, "event_date")).sort();
    if (!days.length) return [];
    const length = step(days[0], days[days.length - 1]);
    const told = new Map();
    for (const row of found) {
      const name = value(row, "event_date").slice(0, length);
      const bar = told.get(name) || [name, 0, 0];
      told.set(name, [name, bar[1] + 1, bar[2] + deaths(row)]);
    }
    return [...told.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }
  function step(first, last) {
    const months = (last.slice(0, 4) - first.slice(0, 4)) * 12 + (last.slice(5, 7) - first.slice(5, 7));
    if (months * 30.4 + (last.slice(8) - first.slice(8)) <= MOST_DAYS) return 10;
    return months <= MOST_MONTHS ? 7 : 4;
  }

  const answers = { clusters, listing };
  return { ask: async (what, query) => answers[what](new URLSearchParams(String(query))) };
})();
