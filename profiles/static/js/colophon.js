// Everything works without this file; it adds what a form and a link cannot do alone.
(() => {
    "use strict";

    const root = document.documentElement;
    const themes = ["automatic", "light", "dark"];

    function rememberTheme(theme) {
        try {
            if (theme === "automatic") localStorage.removeItem("theme");
            else localStorage.setItem("theme", theme);
        } catch {
            // No storage: the choice lasts as long as the page.
        }
    }

    function startThemeSwitch(button) {
        const word = button.querySelector("[data-word]");
        const show = () => (word.textContent = button.dataset[root.dataset.theme ?? "automatic"]);
        button.addEventListener("click", () => {
            const next = themes[(themes.indexOf(root.dataset.theme ?? "automatic") + 1) % themes.length];
            if (next === "automatic") delete root.dataset.theme;
            else root.dataset.theme = next;
            rememberTheme(next);
            show();
            announce(button.textContent);
        });
        show();
        button.hidden = false;
    }

    // One live region that is never swapped, so that every change is heard.
    function announce(text) {
        const region = document.getElementById("announcer");
        if (region && text) region.textContent = text.trim().replace(/\s+/g, " ");
    }

    function openMenus() {
        return document.querySelectorAll("details[data-menu][open]");
    }

    function closeMenuOnEscape(event) {
        if (event.key !== "Escape") return;
        for (const menu of openMenus()) {
            const hadFocus = menu.contains(document.activeElement);
            menu.open = false;
            if (hadFocus) menu.querySelector("summary").focus();
        }
    }

    function closeMenusOutside(event) {
        for (const menu of openMenus()) {
            if (!menu.contains(event.target)) menu.open = false;
        }
    }

    const toastTime = 6000;

    function startToast(toast) {
        let timer;
        const leave = () => {
            toast.classList.add("toast--leaving");
            setTimeout(() => toast.remove(), 160);
        };
        const wait = () => (timer = setTimeout(leave, toastTime));
        const stay = () => clearTimeout(timer);
        const waitUnlessHeld = () => {
            stay();
            if (!toast.matches(":hover, :focus-within")) wait();
        };
        toast.dataset.started = "";
        toast.addEventListener("pointerenter", stay);
        toast.addEventListener("focusin", stay);
        toast.addEventListener("pointerleave", waitUnlessHeld);
        toast.addEventListener("focusout", () => setTimeout(waitUnlessHeld));
        wait();
    }

    function startToasts() {
        document.querySelectorAll(".toast:not([data-started])").forEach(startToast);
    }

    // Where the keyboard continues after a part of the page was replaced.
    function focusAfterSwap(part) {
        const summary = part.querySelector(".error-summary");
        if (summary) return summary.focus();
        if (part.matches("form")) return part.querySelector("input:not([type=hidden]), textarea, select")?.focus();
        (part.querySelector("[data-focus-after-swap]") ?? part.querySelector("summary"))?.focus();
    }

    // Not `element.id`: in a form that is the field of this name, where it has one.
    const idOf = (element) => element?.getAttribute?.("id") ?? "";

    function afterSettle(event) {
        startToasts();
        const part = document.getElementById(idOf(event.detail.target));
        if (!part) return;
        announce(part.querySelector("[data-announce]")?.textContent);
        if (!part.hasAttribute("data-keeps-focus")) focusAfterSwap(part);
    }

    // What a reader has opened stays open when it is answered anew: the focus may be in it.
    function keepOpen(event) {
        const { target, fragment } = event.detail;
        for (const { id } of target.querySelectorAll("details[id][open]")) {
            const same = fragment.getElementById(id);
            if (same) same.open = true;
        }
    }

    // Stays until the next request.
    function sayTrouble() {
        const region = document.getElementById("toasts");
        const toast = document.createElement("div");
        toast.className = "toast";
        toast.dataset.started = "";
        toast.dataset.trouble = "";
        toast.textContent = region.dataset.trouble;
        region.replaceChildren(toast);
    }

    // Nothing typed is lost when an answer does not come: the form stays, and says so. Another page could not come
    // either, and would take away what is being written in an open form.
    function sayProblem(event) {
        const element = event.detail.elt;
        const problem = element.closest("form")?.querySelector("[data-problem]");
        const isAnswered = event.type === "htmx:responseError";
        if (problem) problem.hidden = false;
        else if (!isAnswered || document.querySelector("main .inline-form")) sayTrouble();
        else if (element.matches("a[href]")) location.assign(element.href);
        else if (element.method === "get") HTMLFormElement.prototype.submit.call(element);
        else location.reload();
    }

    // A refusal made for a form is shown in its place; a whole page never goes into a part of one.
    function keepFormFromWholePage(event) {
        const answer = event.detail;
        if (answer.xhr.status < 400 || !/^\s*<!doctype/i.test(answer.serverResponse)) return;
        answer.shouldSwap = false;
        answer.isError = true;
    }

    let openForms = [];

    // What is being written elsewhere in a list stays when the list around it is answered anew.
    function takeOpenForms(event) {
        const { target, shouldSwap, requestConfig } = event.detail;
        if (idOf(target) !== "list" || !shouldSwap) return;
        const sent = requestConfig.elt.closest(".inline-form");
        openForms = [...target.querySelectorAll(".inline-form")].filter((form) => form !== sent);
        openForms.forEach((form) => form.remove());
    }

    function putOpenFormsBack() {
        for (const form of openForms.splice(0)) {
            const place = document.getElementById(idOf(form));
            if (place) place.replaceWith(form);
            else document.getElementById("list").append(form);
        }
    }

    function hideProblem(event) {
        document.querySelector("[data-trouble].toast")?.remove();
        const problem = event.detail.elt.querySelector?.("[data-problem]");
        if (problem) problem.hidden = true;
    }

    // htmx notes the address of the page; reading here leaves nothing behind in the browser.
    function forgetPath() {
        try {
            sessionStorage.removeItem("htmx-current-path-for-history");
        } catch {
            // No storage: nothing was noted.
        }
    }

    document.addEventListener("keydown", closeMenuOnEscape);
    document.addEventListener("click", closeMenusOutside);
    document.addEventListener("htmx:afterSettle", afterSettle);
    document.addEventListener("htmx:beforeRequest", hideProblem);
    document.addEventListener("htmx:beforeSwap", keepFormFromWholePage);
    document.addEventListener("htmx:beforeSwap", takeOpenForms);
    document.addEventListener("htmx:oobBeforeSwap", keepOpen);
    document.addEventListener("htmx:afterSwap", putOpenFormsBack);
    for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
        document.addEventListener(name, sayProblem);
    }
    for (const name of ["htmx:pushedIntoHistory", "htmx:historyRestore", "pagehide"]) {
        window.addEventListener(name, forgetPath);
    }

    document.querySelectorAll("[data-theme-switch]").forEach(startThemeSwitch);
    document.querySelector(".error-summary")?.focus();
    startToasts();
    forgetPath();
})();
