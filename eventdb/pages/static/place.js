// The small map of an event's page.
"use strict";
(() => {
  const element = document.getElementById("place");
  if (!element) return;
  const [x, y] = eventdbMap.project(Number(element.dataset.longitude), Number(element.dataset.latitude));
  const map = eventdbMap.make(element);
  const reach = element.dataset.precision === "1" ? 0.012 : 0.025;
  map.fit([x - reach, y - reach * 0.6, x + reach, y + reach * 0.6]);
  const pin = document.createElement("span");
  pin.className = "pin";
  // A place that is only near is drawn as wide as it is vague.
  const size = element.dataset.precision === "1" ? 16 : 56;
  pin.style.width = pin.style.height = `${size}px`;
  pin.style.opacity = size > 20 ? "0.55" : "1";
  pin.style.background = "#b5403a";
  map.show([{ x, y, element: pin }]);
})();
