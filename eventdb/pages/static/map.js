// A map without tiles: countries and divisions on a canvas, and marks over it.
"use strict";
window.eventdbMap = (() => {
  const TURN = Math.PI / 180;
  const project = (longitude, latitude) => {
    const north = Math.max(-85.0511, Math.min(85.0511, latitude)) * TURN;
    return [(longitude + 180) / 360, (1 - Math.log(Math.tan(north) + 1 / Math.cos(north)) / Math.PI) / 2];
  };

  // Paths in the unit square, made once for all maps of a page.
  let drawn = null;
  function outlines() {
    if (drawn) return drawn;
    const data = window.eventdbOutlines;
    const arcs = data.arcs.map((flat) => {
      const points = [];
      let x = 0, y = 0;
      for (let at = 0; at < flat.length; at += 2) {
        x += flat[at]; y += flat[at + 1];
        points.push(project(x / data.scale, y / data.scale));
      }
      return points;
    });
    const follow = (path, points, isFirst) => points.forEach(([x, y], at) => {
      if (at === 0 && isFirst) path.moveTo(x, y); else path.lineTo(x, y);
    });
    const land = new Path2D(), inner = new Path2D();
    const names = [];
    for (const [, name, [x, y, area], chains] of data.countries) {
      const country = new Path2D();
      for (const chain of chains) {
        chain.forEach((part, at) => {
          const points = arcs[Math.abs(part) - 1];
          follow(country, part > 0 ? points : [...points].reverse(), at === 0);
        });
        country.closePath();
      }
      land.addPath(country);
      names.push([name, ...project(x / data.scale, y / data.scale), Math.sqrt(area) / data.scale / 360]);
    }
    for (const number of data.divisions) follow(inner, arcs[number], true);
    drawn = { land, inner, names };
    return drawn;
  }

  // element: a box; moved: called when the view has come to rest.
  function make(element, moved) {
    const canvas = document.createElement("canvas");
    const pins = document.createElement("div");
    pins.className = "pins";
    element.append(canvas, pins);
    const view = { x: 0.5, y: 0.4, scale: 900 };
    let marks = [], waiting = 0, resting = 0;

    const size = () => [element.clientWidth, element.clientHeight];
    function hold() {
      const [width, height] = size();
      view.scale = Math.max(Math.min(width, height), Math.min(4e6, view.scale));
      view.x = Math.max(0, Math.min(1, view.x));
      view.y = Math.max(0, Math.min(1, view.y));
    }
    function draw() {
      waiting = 0;
      const [width, height] = size();
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      const context = canvas.getContext("2d");
      const shape = outlines();
      const left = width / 2 - view.x * view.scale, top = height / 2 - view.y * view.scale;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * left, ratio * top);
      context.fillStyle = "#f7f5ef";
      context.fill(shape.land, "evenodd");
      if (view.scale > 2500) {
        context.lineWidth = 0.6 / view.scale;
        context.strokeStyle = "#c9c4b6";
        context.stroke(shape.inner);
      }
      context.lineWidth = 1 / view.scale;
      context.strokeStyle = "#8d8f8c";
      context.stroke(shape.land);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.font = "12px system-ui, sans-serif";
      context.textAlign = "center";
      context.fillStyle = "#6b6f72";
      for (const [name, x, y, reach] of shape.names) {
        if (reach * view.scale < Math.max(34, context.measureText(name).width * 0.8)) continue;
        context.fillText(name, left + x * view.scale, top + y * view.scale);
      }
      for (const mark of marks) {
        mark.element.style.left = `${left + mark.x * view.scale}px`;
        mark.element.style.top = `${top + mark.y * view.scale}px`;
      }
    }
    function change(isSilent) {
      hold();
      if (!waiting) waiting = requestAnimationFrame(draw);
      clearTimeout(resting);
      if (moved && !isSilent) resting = setTimeout(moved, 160);
    }
    function zoom(factor, at) {
      const [width, height] = size();
      const [x, y] = at || [width / 2, height / 2];
      const before = view.scale;
      view.scale *= factor;
      hold();
      view.x += (x - width / 2) * (1 / before - 1 / view.scale);
      view.y += (y - height / 2) * (1 / before - 1 / view.scale);
      change();
    }
    function fit([west, north, east, south], isSilent) {
      const [width, height] = size();
      view.x = (west + east) / 2;
      view.y = (north + south) / 2;
      view.scale = 0.82 * Math.min(width / Math.max(east - west, 3e-3), height / Math.max(south - north, 3e-3));
      change(isSilent);
    }
    function box() {
      const [width, height] = size();
      const across = width / view.scale / 2, along = height / view.scale / 2;
      return [view.x - across, view.y - along, view.x + across, view.y + along];
    }
    function show(elements) {
      marks = elements;
      pins.replaceChildren(...elements.map((mark) => mark.element));
      if (!waiting) waiting = requestAnimationFrame(draw);
    }
    function steer(whole) {
      const tools = document.createElement("div");
      tools.className = "tools";
      const button = (sign, name, act) => {
        const made = document.createElement("button");
        made.type = "button"; made.textContent = sign; made.setAttribute("aria-label", name); made.title = name;
        made.addEventListener("click", act);
        tools.append(made);
      };
      button("+", "Closer", () => zoom(1.7));
      button("−", "Farther", () => zoom(1 / 1.7));
      button("⤢", "All events", whole);
      element.append(tools);
      element.tabIndex = 0;
      element.addEventListener("keydown", (event) => {
        if (event.target !== element) return;
        const step = 80 / view.scale;
        const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
        if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; change(); }
        else if (event.key === "+" || event.key === "=") zoom(1.7);
        else if (event.key === "-") zoom(1 / 1.7);
        else if (event.key === "0") whole();
        else return;
        event.preventDefault();
      });
      element.addEventListener("wheel", (event) => {
        event.preventDefault();
        const edge = element.getBoundingClientRect();
        zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), [event.clientX - edge.left, event.clientY - edge.top]);
      }, { passive: false });
      const fingers = new Map();
      const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
      element.addEventListener("pointerdown", (event) => {
        if (event.target.closest("button, a")) return;
        fingers.set(event.pointerId, [event.clientX, event.clientY]);
        element.setPointerCapture(event.pointerId);
      });
      element.addEventListener("pointermove", (event) => {
        const former = fingers.get(event.pointerId);
        if (!former) return;
        const before = fingers.size === 2 ? apart() : 0;
        fingers.set(event.pointerId, [event.clientX, event.clientY]);
        view.x -= (event.clientX - former[0]) / view.scale / fingers.size;
        view.y -= (event.clientY - former[1]) / view.scale / fingers.size;
        if (before) zoom(apart() / before); else change();
      });
      for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, (event) => fingers.delete(event.pointerId));
    }
    new ResizeObserver(() => change(true)).observe(element);
    return { fit, box, show, steer, view };
  }
  return { make, project };
})();
