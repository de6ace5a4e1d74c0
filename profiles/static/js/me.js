// My profile: sections take their new places without a reload, so no open form is lost; drafts say that they are kept.
(() => {
    "use strict";

    const keptPause = 60_000;
    const keptShown = 10_000;
    let lastKept = -keptPause;

    function say(text) {
        const region = document.getElementById("announcer");
        if (region) region.textContent = text;
    }

    function markEnds(rows) {
        rows.forEach((row, place) => {
            const ends = { up: place === 0, down: place === rows.length - 1 };
            for (const button of row.querySelectorAll("button[name=direction]")) {
                if (ends[button.value]) button.setAttribute("aria-disabled", "true");
                else button.removeAttribute("aria-disabled");
            }
        });
    }

    // The focused row stays where it is in the document while the others move round it: its button keeps the focus.
    function arrange(event) {
        const list = document.getElementById("sections");
        if (!list) return;
        const known = new Map([...list.children].map((row) => [row.dataset.id, row]));
        const rows = event.detail.order.map((id) => known.get(id)).filter(Boolean);
        const held = rows.find((row) => row.contains(document.activeElement));
        const place = rows.indexOf(held);
        rows.slice(0, Math.max(place, 0)).forEach((row) => list.insertBefore(row, held));
        list.append(...rows.slice(place + 1));
        markEnds(rows);
        say(event.detail.said);
    }

    function sayKept(event) {
        const fields = event.detail.elt;
        if (event.detail.xhr.status !== 204 || !fields.dataset.kept) return;
        if (performance.now() - lastKept < keptPause) return;
        lastKept = performance.now();
        const said = fields.querySelector(".draft-kept");
        said.textContent = fields.dataset.kept;
        setTimeout(() => (said.textContent = ""), keptShown);
    }

    document.addEventListener("arranged", arrange);
    document.addEventListener("htmx:afterRequest", sayKept);
})();
