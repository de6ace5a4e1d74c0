// Suggestions below an input with `data-suggest="<address>"`, which answers `?q=` with a listbox of options.
//
// An option has `data-text`, which the input gets, and `data-value`, which the hidden input named by
// `data-suggest-into` gets; that one is emptied when the text is edited afterwards. An option that is a link is
// followed. Without this file the input is a plain one.
(() => {
    "use strict";

    const pause = 150;
    const silence = 700;
    const waiting = new WeakMap(); // input: its timer, and the request under way
    let count = 0;

    const isOurs = (element) => element instanceof HTMLInputElement && element.hasAttribute("data-suggest");
    const panelOf = (input) => document.getElementById(`${input.getAttribute("aria-controls")}-panel`);
    const optionsOf = (input) => [...(panelOf(input)?.querySelectorAll("[role=option]") ?? [])];
    const activeOf = (input) => document.getElementById(input.getAttribute("aria-activedescendant"));
    const isOpen = (input) => input.getAttribute("aria-expanded") === "true";

    function start(input) {
        if (input.hasAttribute("role")) return;
        const list = `suggestions-${(count += 1)}`;
        const panel = document.createElement("div");
        panel.id = `${list}-panel`;
        panel.className = "combobox";
        panel.hidden = true;
        input.after(panel);
        const states = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list" };
        for (const [name, value] of Object.entries({ ...states, "aria-expanded": "false", "aria-controls": list })) {
            input.setAttribute(name, value);
        }
        show(input, "");
    }

    function startAll() {
        document.querySelectorAll("input[data-suggest]").forEach(start);
    }

    function show(input, html) {
        const panel = panelOf(input);
        panel.innerHTML = html || "<div role='listbox'></div>";
        const list = panel.querySelector("[role=listbox]");
        if (list) list.id = input.getAttribute("aria-controls");
        const options = optionsOf(input);
        options.forEach((option, number) => (option.id = `${panel.id}-${number + 1}`));
        panel.hidden = options.length === 0;
        input.setAttribute("aria-expanded", String(!panel.hidden));
        input.removeAttribute("aria-activedescendant");
        return list?.dataset.said ?? "";
    }

    function stop(input) {
        const { timer, request } = waiting.get(input) ?? {};
        clearTimeout(timer);
        request?.abort();
    }

    function close(input) {
        stop(input);
        if (isOpen(input)) show(input, "");
    }

    function later(input, task, milliseconds) {
        stop(input);
        waiting.set(input, { timer: setTimeout(task, milliseconds) });
    }

    async function suggest(input) {
        const request = new AbortController();
        waiting.set(input, { request });
        const address = new URL(input.dataset.suggest, location.href);
        address.searchParams.set("q", input.value);
        try {
            const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: request.signal });
            const html = answer.ok ? await answer.text() : "";
            if (request.signal.aborted || document.activeElement !== input) return;
            const said = show(input, html);
            later(input, () => announce(said), silence);
        } catch {
            // Overtaken by what was typed next, or nobody answers: the input is still one.
        }
    }

    function announce(text) {
        const region = document.getElementById("announcer");
        if (region && text) region.textContent = text;
    }

    function activate(input, option) {
        for (const other of optionsOf(input)) other.setAttribute("aria-selected", String(other === option));
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
    }

    function move(input, step) {
        const options = optionsOf(input);
        if (!isOpen(input) || options.length === 0) return suggest(input);
        const at = options.indexOf(activeOf(input));
        const next = at === -1 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length;
        activate(input, options[next]);
    }

    function choose(input, option) {
        if (option.matches("a[href]")) return option.click();
        input.value = option.dataset.text;
        const into = document.getElementById(input.dataset.suggestInto);
        if (into) into.value = option.dataset.value;
        close(input);
        input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function typed(event) {
        const input = event.target;
        if (!isOurs(input)) return;
        start(input);
        const into = document.getElementById(input.dataset.suggestInto);
        if (into) into.value = "";
        if (input.value.trim()) later(input, () => suggest(input), pause);
        else close(input);
    }

    function pressed(event) {
        const input = event.target;
        if (!isOurs(input) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
        const active = isOpen(input) ? activeOf(input) : null;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") move(input, event.key === "ArrowDown" ? 1 : -1);
        else if (event.key === "Enter" && active) choose(input, active);
        else if (event.key === "Escape" && isOpen(input)) close(input);
        else return;
        event.preventDefault();
    }

    // The press must not take the focus from the input, or the panel is gone before the click.
    const held = (event) => event.target.closest?.(".combobox") && event.preventDefault();

    function clicked(event) {
        const option = event.target.closest?.(".combobox [role=option]");
        const input = option?.closest(".combobox").parentElement.querySelector("input[data-suggest]");
        if (input && !option.matches("a[href]")) choose(input, option);
    }

    // A search is answered in place on the list: the suggestions must not cover it, nor be said after it.
    const sent = (event) => event.target.querySelectorAll("input[data-suggest]").forEach(close);

    document.addEventListener("input", typed);
    document.addEventListener("keydown", pressed);
    document.addEventListener("mousedown", held);
    document.addEventListener("click", clicked);
    document.addEventListener("submit", sent);
    document.addEventListener("focusout", (event) => isOurs(event.target) && close(event.target));
    document.addEventListener("htmx:load", startAll);
    startAll();
})();
