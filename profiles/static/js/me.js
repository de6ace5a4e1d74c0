// Drafts say that they are kept.
(() => {
    "use strict";

    const keptPause = 60_000;
    const keptShown = 10_000;
    let lastKept = -keptPause;

    function sayKept(event) {
        const fields = event.detail.elt;
        if (event.detail.xhr.status !== 204 || !fields.dataset.kept) return;
        if (performance.now() - lastKept < keptPause) return;
        lastKept = performance.now();
        const said = fields.querySelector(".draft-kept");
        said.textContent = fields.dataset.kept;
        setTimeout(() => (said.textContent = ""), keptShown);
    }

    document.addEventListener("htmx:afterRequest", sayKept);
})();
